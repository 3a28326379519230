// SPDX-License-Identifier: Apache-2.0
//
// A long random walk through the life of assessments, beside a model of what must be true: a few
// maps in memory. At the end every moment of the walk is read back and scored again.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/operations/common/dates.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;

// What the model knows of an assessment at one moment.
struct State {
  bool completed = false;
  std::string corrected_by;
  std::string etag;
  std::map<std::string, int> values;  // by answered criterion, what it adds to the total

  int Total() const {
    int total = 0;
    for (const auto& [criterion, value] : values) total += value;
    return total;
  }
};

// All that one moment shows.
struct Moment {
  absl::Time time;
  std::map<std::string, State> assessments;
};

// Each answer with its criterion and what it is worth; -1 takes the answer back.
struct Choice {
  const char* criterion;
  const char* text;
  int value;
};
constexpr Choice kChoices[] = {
    {"plan", "answers { criterion: 'plan' rating { option: 'none' } }", 0},
    {"plan", "answers { criterion: 'plan' rating { option: 'some' } }", 1},
    {"plan", "answers { criterion: 'plan' rating { option: 'full' } }", 2},
    {"plan", "answers { criterion: 'plan' }", -1},
    {"team", "answers { criterion: 'team' yes_no { yes: true } }", 1},
    {"team", "answers { criterion: 'team' yes_no {} }", 0},
    {"visits", "answers { criterion: 'visits' staircase { claimed_stage: 'high' } }", 2},
    {"visits", "answers { criterion: 'visits' staircase {} }", 0},
    {"visits", "answers { criterion: 'visits' }", -1},
};

class ModelTest : public OperationsTest, public ::testing::WithParamInterface<unsigned> {
 protected:
  ModelTest() {
    MakeOwners();
    MakePublished();
  }

  size_t Random(size_t below) { return random_() % below; }

  // An assessment that exists, mostly.
  std::string AnyId() {
    if (now_.empty() || Random(20) == 0) return "none";
    return std::next(now_.begin(), static_cast<std::ptrdiff_t>(Random(now_.size())))->first;
  }

  void Create() {
    const std::string id = absl::StrCat("a", now_.size());
    now_[id].etag = MakeAssessment(id, 2025).etag();
  }

  void SaveSome() {
    const std::string id = AnyId();
    const Choice& choice = kChoices[Random(std::size(kChoices))];
    const std::string etag = Random(3) == 0 ? "1" : Random(2) == 0 ? "" : now_[id].etag;
    if (id == "none") now_.erase(id);
    const auto saved = Save(id, choice.text, etag);
    if (id == "none") {
      EXPECT_THAT(saved, FailsWith(kNotFound, "NOT_FOUND"));
    } else if (now_[id].completed) {
      EXPECT_THAT(saved, FailsWith(kFailedPrecondition, "ASSESSMENT_COMPLETED"));
    } else if (!etag.empty() && etag != now_[id].etag) {
      EXPECT_THAT(saved, FailsWith(kAborted, "ETAG_MISMATCH"));
    } else {
      ASSERT_THAT(saved, IsOk());
      State& state = now_[id];
      state.values.erase(choice.criterion);
      if (choice.value >= 0) state.values[choice.criterion] = choice.value;
      state.etag = saved->etag();
      EXPECT_EQ(saved->answered_criteria(), static_cast<int>(state.values.size()));
    }
  }

  void CompleteSome() {
    const std::string id = AnyId();
    const auto completed = Complete(id);
    if (id == "none") {
      EXPECT_THAT(completed, FailsWith(kNotFound, "NOT_FOUND"));
    } else if (now_[id].completed) {
      EXPECT_THAT(completed, FailsWith(kFailedPrecondition, "ASSESSMENT_COMPLETED"));
    } else {
      ASSERT_THAT(completed, IsOk());
      now_[id].completed = true;
      now_[id].etag = completed->etag();
    }
  }

  void CorrectSome() {
    const std::string id = AnyId();
    const std::string new_id = absl::StrCat("a", now_.size());
    auto request = Parse<v1::CorrectAssessmentRequest>("reason: 'It was wrong.'");
    request.set_name(absl::StrCat("programs/p/assessments/", id));
    request.set_assessment_id(new_id);
    const auto correction = CorrectAssessment(dependencies_, call_, request);
    if (id == "none") {
      EXPECT_THAT(correction, FailsWith(kNotFound, "NOT_FOUND"));
    } else if (!now_[id].completed) {
      EXPECT_THAT(correction, FailsWith(kFailedPrecondition, "ASSESSMENT_NOT_COMPLETED"));
    } else if (!now_[id].corrected_by.empty()) {
      EXPECT_THAT(correction, FailsWith(kFailedPrecondition, "ALREADY_CORRECTED"));
    } else {
      ASSERT_THAT(correction, IsOk());
      now_[id].corrected_by = new_id;
      now_[id].etag = correction->etag();
      now_[new_id].values = now_[id].values;
      now_[new_id].etag = correction->etag();
    }
  }

  void Step() {
    clock_.Advance(absl::Milliseconds(static_cast<int64_t>(Random(3))));
    const size_t dice = Random(20);
    if (dice < 2) {
      Create();
    } else if (dice < 15) {
      SaveSome();
    } else if (dice < 18) {
      CompleteSome();
    } else {
      CorrectSome();
    }
    // Of changes at the same time, the last is what that time shows.
    if (!moments_.empty() && moments_.back().time == clock_.Now()) moments_.pop_back();
    moments_.push_back({clock_.Now(), now_});
  }

  void CheckMoment(const Moment& moment) {
    for (const auto& [id, latest] : now_) {
      const std::string name = absl::StrCat("programs/p/assessments/", id);
      v1::GetAnswerSetRequest request;
      request.set_name(absl::StrCat(name, "/answerSets/consensus"));
      *request.mutable_read_time() = ToTimestamp(moment.time);
      v1::GetScorecardRequest score;
      score.set_name(absl::StrCat(name, "/scorecard"));
      *score.mutable_read_time() = ToTimestamp(moment.time);
      const auto set = GetAnswerSet(dependencies_, call_, request);
      const auto then = moment.assessments.find(id);
      if (then == moment.assessments.end()) {
        EXPECT_THAT(set, FailsWith(kNotFound, "NOT_FOUND"));
        EXPECT_THAT(ReadScorecard(score), FailsWith(kNotFound, "NOT_FOUND"));
        continue;
      }
      ASSERT_THAT(set, IsOk());
      EXPECT_EQ(set->etag(), then->second.etag);
      std::vector<std::string> answered;
      for (const v1::RecordedAnswer& recorded : set->answers()) {
        if (recorded.answer().answer_case() == v1::Answer::ANSWER_NOT_SET) continue;
        answered.push_back(recorded.answer().criterion());
      }
      std::vector<std::string> expected;
      for (const auto& [criterion, value] : then->second.values) expected.push_back(criterion);
      EXPECT_EQ(answered, expected);
      EXPECT_EQ(ReadScorecard(score)->rollups(0).value(), absl::StrCat(then->second.Total()));
    }
  }

  // The completed assessments that no completed one corrects, by name.
  void CheckHistory() {
    std::vector<std::string> expected;
    for (const auto& [id, state] : now_) {
      const bool corrected = !state.corrected_by.empty() && now_[state.corrected_by].completed;
      if (state.completed && !corrected) {
        expected.push_back(absl::StrCat("programs/p/assessments/", id, " ", state.Total()));
      }
    }
    std::sort(expected.begin(), expected.end());
    const auto history =
        GetFidelityHistory(dependencies_, call_,
                           Parse<v1::GetFidelityHistoryRequest>(
                               "parent: 'programs/p' rubric: 'rubrics/small' page_size: 200"));
    ASSERT_THAT(history, IsOk());
    std::vector<std::string> found;
    for (const v1::FidelityPoint& point : history->points()) {
      found.push_back(absl::StrCat(point.assessment(), " ", point.rollups(0).value()));
    }
    EXPECT_EQ(found, expected);
  }

  std::mt19937 random_{GetParam()};
  std::map<std::string, State> now_;
  std::vector<Moment> moments_;
};

TEST_P(ModelTest, EveryMomentIsAsTheModelSays) {
  constexpr int kSteps = 120;
  for (int i = 0; i < kSteps && !HasFatalFailure(); ++i) Step();
  for (const Moment& moment : moments_) {
    CheckMoment(moment);
    if (HasFailure()) return;
  }
  CheckHistory();
  ASSERT_OK_AND_ASSIGN(const storage::LedgerReport report, storage_->VerifyLedger({}, {}));
  EXPECT_EQ(report.problem_count, 0);
}

INSTANTIATE_TEST_SUITE_P(Walks, ModelTest, ::testing::Values(1U, 2U, 3U, 4U));

}  // namespace
}  // namespace continuum::operations
