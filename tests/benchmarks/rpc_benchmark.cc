// SPDX-License-Identifier: Apache-2.0
//
// The running server against what it cannot beat:
//
// (a) GetScorecard of a completed assessment, explained, against a gRPC server that does nothing
//     but answer with a message of the same type and size (echo_server.h);
// (b) durable SaveAnswers by 1 and by 32 clients against 1 / (1 / echo + 1 / commit), where commit
//     is what SQLite alone needs for the same rows in groups of the server's mean size
//     (raw_commits.h), on a copy of the server's database. Once as fast as SQLite can, and once
//     with pauses as long as the echo of such a group takes: a disk that rests between commits
//     needs longer for each, and the disk under a server does rest while the server takes calls.
//
// Prints rates and ratios; each is the median of several rounds in which the rivals take turns.
// Server, echo and clients share the machine, so ratios say more than rates.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/base/clock.h"
#include "server/base/ids.h"
#include "tests/benchmarks/echo_server.h"
#include "tests/benchmarks/load.h"
#include "tests/benchmarks/median.h"
#include "tests/benchmarks/raw_commits.h"
#include "tests/end_to_end/client.h"
#include "tests/testing/http_get.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace continuum::benchmarks {
namespace {

using end_to_end::Assessments;
using end_to_end::Client;
using end_to_end::Programs;
using end_to_end::Rubrics;
using testing::ServerProcess;

constexpr int kRounds = 7;
constexpr absl::Duration kRound = absl::Seconds(1);
constexpr int kAssessments = 32;
constexpr int kReaders = 16;
constexpr char kGetScorecard[] = "/continuum.v1.AssessmentService/GetScorecard";
constexpr char kSaveAnswers[] = "/continuum.v1.AssessmentService/SaveAnswers";

template <typename T>
T Must(absl::StatusOr<T> result) {
  if (result.ok()) return *std::move(result);
  absl::FPrintF(stderr, "%s\n", result.status().ToString());
  std::exit(1);
}

std::string AssessmentName(int number) {
  return absl::StrCat("programs/bench/assessments/a", number);
}

// An answer to a staircase: all but the last activity of each cell is done.
v1::Answer AnswerTo(const v1::Criterion& criterion) {
  v1::Answer answer;
  answer.set_criterion(criterion.id());
  answer.set_comment(std::string(200, 'c'));
  for (const v1::Cell& cell : criterion.staircase().cells()) {
    for (int i = 0; i < cell.activities_size(); ++i) {
      auto* activity = answer.mutable_staircase()->add_activities();
      activity->set_activity(cell.activities(i).id());
      activity->set_state(i + 1 < cell.activities_size() || cell.activities_size() == 1
                              ? v1::ActivityAnswer::STATE_DONE
                              : v1::ActivityAnswer::STATE_NOT_DONE);
    }
  }
  return answer;
}

void CollectAnswers(const v1::Domain& domain, std::vector<v1::Answer>& answers) {
  for (const v1::Criterion& criterion : domain.criteria()) answers.push_back(AnswerTo(criterion));
  for (const v1::Domain& nested : domain.domains()) CollectAnswers(nested, answers);
}

// The server with the built-in rubric, a completed assessment "done", and drafts for the savers.
class Bench {
 public:
  Bench() : ids_(clock_) {
    Restart();
    v1::CreateRubricRevisionRequest request;
    request.set_source_text(testing::ReadFile(std::string(CONTINUUM_SOURCE_DIR) +
                                              "/rubrics/bhh-continuum/1.0.0/rubric.textproto"));
    const v1::RubricRevision draft = Must(client_->Call(&Rubrics::CreateRubricRevision, request));
    Must(
        client_->Call(&Rubrics::PublishRubricRevision, absl::StrCat("name: '", draft.name(), "'")));
    for (const v1::Domain& domain : draft.definition().domains()) CollectAnswers(domain, answers_);
    Must(client_->Call(&Programs::CreateOrganization,
                       "organization_id: 'bench' organization { title: 'Bench' }"));
    Must(client_->Call(&Programs::CreateProgram,
                       "program_id: 'bench' program { title: 'Bench' "
                       "organization: 'organizations/bench' }"));
    for (int i = 0; i < kAssessments; ++i) MakeAssessment(absl::StrCat("a", i));
    MakeAssessment("done");
    v1::SaveAnswersRequest save;
    save.set_name("programs/bench/assessments/done/answerSets/consensus");
    for (const v1::Answer& answer : answers_) *save.add_answers() = answer;
    Must(client_->Call(&Assessments::SaveAnswers, save));
    Must(
        client_->Call(&Assessments::CompleteAssessment, "name: 'programs/bench/assessments/done'"));
  }

  // Ends the server, so that its database can be copied, and starts it again.
  void CopyDatabase(const std::string& to) {
    client_.reset();
    if (server_->Stop() != 0) std::exit(1);
    std::filesystem::copy_file(database(), to);
    Restart();
  }

  std::string database() const { return dir_.File("bench.db"); }
  std::string File(const std::string& name) const { return dir_.File(name); }
  const Client& client() const { return *client_; }

  std::string ScorecardRequest() const {
    v1::GetScorecardRequest request;
    request.set_name("programs/bench/assessments/done/scorecard");
    return request.SerializeAsString();
  }
  // One answer to a client's own assessment, under a new request_id.
  v1::SaveAnswersRequest SaveRequest(int client) {
    v1::SaveAnswersRequest request;
    request.set_name(absl::StrCat(AssessmentName(client % kAssessments), "/answerSets/consensus"));
    *request.add_answers() = answers_.front();
    request.set_request_id(ids_.New());
    return request;
  }

  double Read(const std::string& address) const {
    return CallsPerSecond(
        {address, kGetScorecard, kReaders, [&](int) { return ScorecardRequest(); }}, kRound);
  }
  double Save(const std::string& address, int clients) {
    return CallsPerSecond({address, kSaveAnswers, clients,
                           [this](int client) { return SaveRequest(client).SerializeAsString(); }},
                          kRound);
  }
  std::string address() const { return server_->address(); }

  // A number of the server's metrics.
  double Metric(const std::string& name) const {
    const std::string metrics = testing::HttpGet(server_->metrics_port(), "/metrics");
    for (absl::string_view line : absl::StrSplit(metrics, '\n')) {
      double value = 0;
      if (absl::ConsumePrefix(&line, name + " ") && absl::SimpleAtod(line, &value)) return value;
    }
    absl::FPrintF(stderr, "no metric %s\n", name);
    std::exit(1);
  }

 private:
  void Restart() {
    server_ = std::make_unique<ServerProcess>(database());
    if (!server_->started()) std::exit(1);
    client_ = std::make_unique<Client>(server_->address());
  }
  void MakeAssessment(const std::string& id) {
    Must(client_->Call(&Assessments::CreateAssessment,
                       absl::StrCat("parent: 'programs/bench' assessment_id: '", id,
                                    "' assessment { revision: 'rubrics/bhh-continuum/revisions/-' ",
                                    "period_start: '2025-01-01' period_end: '2025-12-31' }")));
  }

  const base::SystemClock clock_;
  base::IdGenerator ids_;
  const testing::TempDir dir_;
  std::vector<v1::Answer> answers_;
  std::unique_ptr<ServerProcess> server_;
  std::unique_ptr<Client> client_;
};

void CompareReads(const Bench& bench, const EchoServer& echo, size_t bytes) {
  std::vector<double> ours;
  std::vector<double> theirs;
  std::vector<double> ratios;
  for (int round = 0; round < kRounds; ++round) {
    ours.push_back(bench.Read(bench.address()));
    theirs.push_back(bench.Read(echo.address()));
    ratios.push_back(ours.back() / theirs.back());
  }
  absl::PrintF(
      "GetScorecard, %d clients, %d bytes: %6.0f calls/s; echo %6.0f calls/s; %3.0f %% (goal: "
      "60)\n",
      kReaders, bytes, Median(ours), Median(theirs), 100 * Median(ratios));
}

// Seconds that SQLite alone needs for each save, in groups of `size` with a pause after each.
double SecondsPerSave(RawCommits& raw, int size, absl::Duration pause) {
  const absl::Time until = absl::Now() + kRound;
  absl::Duration took;
  double saves = 0;
  for (; absl::Now() < until; saves += size) {
    took += Must(raw.Run(1, size));
    if (pause > absl::ZeroDuration()) absl::SleepFor(pause);
  }
  return absl::ToDoubleSeconds(took) / saves;
}

void CompareSaves(Bench& bench, const EchoServer& echo, int clients) {
  bench.Save(bench.address(), kAssessments);  // so that the database has grown
  const std::string copy = bench.File(absl::StrCat("raw-", clients, ".db"));
  bench.CopyDatabase(copy);
  const auto raw = Must(RawCommits::Open(copy));
  std::vector<double> ours, limits, ratios, rested_limits, rested_ratios;
  double group = 1;
  for (int round = 0; round < kRounds; ++round) {
    const double changes = bench.Metric("continuum_changes_total");
    const double commits = bench.Metric("continuum_commits_total");
    ours.push_back(bench.Save(bench.address(), clients));
    group = (bench.Metric("continuum_changes_total") - changes) /
            (bench.Metric("continuum_commits_total") - commits);
    const double echoed = bench.Save(echo.address(), clients);
    const int size = std::max(1, static_cast<int>(std::lround(group)));
    limits.push_back(1 / (1 / echoed + SecondsPerSave(*raw, size, absl::ZeroDuration())));
    ratios.push_back(ours.back() / limits.back());
    rested_limits.push_back(
        1 / (1 / echoed + SecondsPerSave(*raw, size, absl::Seconds(size / echoed))));
    rested_ratios.push_back(ours.back() / rested_limits.back());
  }
  absl::PrintF(
      "SaveAnswers, %2d clients, groups of %4.1f: %6.0f calls/s; limit %6.0f calls/s; %3.0f %% "
      "(goal: 60); with a disk that rests, limit %6.0f calls/s; %3.0f %%\n",
      clients, group, Median(ours), Median(limits), 100 * Median(ratios), Median(rested_limits),
      100 * Median(rested_ratios));
}

void Main() {
  EchoServer echo;  // first, because it forks
  Bench bench;
  v1::GetScorecardRequest get;
  get.set_name("programs/bench/assessments/done/scorecard");
  const v1::Scorecard scorecard = Must(bench.client().Call(&Assessments::GetScorecard, get));
  const v1::Assessment saved =
      Must(bench.client().Call(&Assessments::SaveAnswers, bench.SaveRequest(0)));
  echo.Start(scorecard.SerializeAsString(), saved.SerializeAsString());
  CompareReads(bench, echo, scorecard.ByteSizeLong());
  for (const int clients : {1, 32}) CompareSaves(bench, echo, clients);
}

}  // namespace
}  // namespace continuum::benchmarks

int main() {
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);  // as the server does
  continuum::benchmarks::Main();
  return 0;
}
