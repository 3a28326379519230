// SPDX-License-Identifier: Apache-2.0
//
// Durable saves of one answer straight on the storage, by 1 and by 32 threads, against what SQLite
// alone needs for the same rows at the same mean group size. Prints both rates and their ratio;
// each number is the median of several rounds, in which the two take turns.

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "server/base/clock.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/storage/sqlite/sqlite_storage.h"
#include "tests/benchmarks/median.h"
#include "tests/benchmarks/raw_commits.h"
#include "tests/server/storage/sample_records.h"

namespace continuum::benchmarks {
namespace {

using storage::Writer;

constexpr int kAssessments = 32;
constexpr int kRounds = 7;
constexpr absl::Duration kRound = absl::Seconds(1);

std::string AssessmentName(int number) { return absl::StrCat("programs/p/assessments/a", number); }

// What saving an answer through the API writes.
absl::Status SaveAnswer(Writer& writer, const std::string& assessment,
                        const std::string& request_id) {
  const auth::Scope scope = storage::Everything();
  const auto replay = writer.GetRequest(scope, "tester", request_id);
  if (!absl::IsNotFound(replay.status())) return absl::InternalError("a request came twice");
  ASSIGN_OR_RETURN(auto record, writer.GetAssessment(scope, assessment));
  RETURN_IF_ERROR(
      writer.AppendAnswer(scope, storage::Answer("1.1", std::string(200, 'a'), assessment)));
  ++record.answered_criteria;
  RETURN_IF_ERROR(writer.UpdateAssessment(scope, record));
  auto request = storage::Request(request_id);
  request.response = std::string(250, 'r');
  return writer.CreateRequest(scope, request);
}

void Check(const absl::Status& status) {
  if (status.ok()) return;
  absl::FPrintF(stderr, "%s\n", status.ToString());
  std::exit(1);
}

struct Rate {
  double saves_per_second = 0;
  double mean_group = 1;
};

Rate MeasureStorage(storage::Storage& storage, base::IdGenerator& ids, int threads) {
  std::atomic<int64_t> saves = 0;
  const storage::Stats before = storage.GetStats();
  const absl::Time begin = absl::Now();
  std::vector<std::thread> running;
  for (int i = 0; i < threads; ++i) {
    running.emplace_back([&, assessment = AssessmentName(i % kAssessments)] {
      while (absl::Now() - begin < kRound) {
        const std::string id = ids.New();
        Check(storage.Write(storage::TestChange("SaveAnswers"), {},
                            [&](Writer& w) { return SaveAnswer(w, assessment, id); }));
        ++saves;
      }
    });
  }
  for (std::thread& thread : running) thread.join();
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  const auto groups = static_cast<double>(storage.GetStats().groups - before.groups);
  return {static_cast<double>(saves) / seconds, static_cast<double>(saves) / groups};
}

double MeasureRaw(RawCommits& raw, int group) {
  double seconds = 0;
  int64_t saves = 0;
  for (; seconds < absl::ToDoubleSeconds(kRound); saves += 20 * group) {
    const auto took = raw.Run(20, group);
    Check(took.status());
    seconds += absl::ToDoubleSeconds(*took);
  }
  return static_cast<double>(saves) / seconds;
}

void Compare(const std::string& folder, int threads) {
  const base::SystemClock clock;
  base::IdGenerator ids(clock);
  const std::string path = absl::StrCat(folder, "/storage-", threads, ".db");
  auto opened = storage::SqliteStorage::Open({.path = path, .clock = &clock});
  Check(opened.status());
  auto storage = *std::move(opened);
  Check(storage->Write(storage::TestChange(), {}, [](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(storage::CreateBasics(w));
    for (int i = 0; i < kAssessments; ++i) {
      RETURN_IF_ERROR(
          w.CreateAssessment(storage::Everything(), storage::Assessment(absl::StrCat("a", i))));
    }
    return absl::OkStatus();
  }));
  MeasureStorage(*storage, ids, 32);  // so that the files are not empty
  storage.reset();
  const std::string copy = path + ".raw";
  std::filesystem::copy_file(path, copy);
  opened = storage::SqliteStorage::Open({.path = path, .clock = &clock});
  Check(opened.status());
  storage = *std::move(opened);
  auto raw = RawCommits::Open(copy);
  Check(raw.status());

  std::vector<double> ours;
  std::vector<double> limits;
  std::vector<double> ratios;
  double group = 1;
  for (int round = 0; round < kRounds; ++round) {
    const Rate rate = MeasureStorage(*storage, ids, threads);
    group = rate.mean_group;
    ours.push_back(rate.saves_per_second);
    limits.push_back(MeasureRaw(**raw, std::max(1, static_cast<int>(std::lround(group)))));
    ratios.push_back(ours.back() / limits.back());
  }
  absl::PrintF(
      "%2d threads: %6.0f saves/s in groups of %4.1f; raw commits %6.0f saves/s; %3.0f %%\n",
      threads, Median(ours), group, Median(limits), 100 * Median(ratios));
}

}  // namespace
}  // namespace continuum::benchmarks

// The folder for the databases may be given; it decides which disk is measured.
int main(int argc, char** argv) {
  std::string folder = absl::StrCat(argc > 1 ? argv[1] : "/tmp", "/continuum-XXXXXX");
  if (mkdtemp(folder.data()) == nullptr) {
    std::perror(folder.c_str());
    return 1;
  }
  for (const int threads : {1, 32}) continuum::benchmarks::Compare(folder, threads);
  std::filesystem::remove_all(folder);
  return 0;
}
