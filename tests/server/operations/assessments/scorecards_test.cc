// SPDX-License-Identifier: Apache-2.0
//
// Scorecards of drafts and completed assessments, and what it takes to reach the next level.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "server/operations/common/dates.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::testing::HasSubstr;

class ScorecardsTest : public OperationsTest {
 protected:
  ScorecardsTest() {
    MakeOwners();
    MakePublished();
    MakeAssessment("a");
  }

  v1::GetScorecardRequest RequestAt(absl::Time read_time) {
    auto request = Parse<v1::GetScorecardRequest>("name: 'programs/p/assessments/a/scorecard'");
    *request.mutable_read_time() = ToTimestamp(read_time);
    return request;
  }
  absl::StatusOr<v1::NextLevel> NextLevel(absl::string_view rest = "") {
    return GetNextLevel(
        dependencies_, call_,
        Parse<v1::GetNextLevelRequest>(absl::StrCat("name: 'programs/p/assessments/a' ", rest)));
  }
};

TEST_F(ScorecardsTest, ADraftIsScoredAsItStands) {
  ASSERT_OK_AND_ASSIGN(v1::Scorecard scorecard, ReadScorecard("a"));
  EXPECT_EQ(scorecard.rollups(0).value(), "0");
  EXPECT_EQ(scorecard.source(), v1::ANSWER_SOURCE_PROGRAM_CONSENSUS);
  EXPECT_EQ(scorecard.context().as_of_date(), "2025-12-31");
  EXPECT_GT(scorecard.rollups(0).terms_size(), 0);  // explained
  ASSERT_THAT(Save("a", kTeamAnswer), IsOk());
  EXPECT_EQ(ReadScorecard("a")->rollups(0).value(), "1");
  EXPECT_EQ(ReadScorecard("a")->ladders(0).level(), "level-1");
}

TEST_F(ScorecardsTest, AnswersCountAsOfTheEndOfThePeriod) {
  ASSERT_THAT(Save("a", R"pb(
                answers {
                  criterion: "visits"
                  staircase {
                    activities { activity: "call" state: STATE_DONE since: "2025-12" }
                    activities { activity: "home" state: STATE_DONE since: "2026-01" }
                  }
                })pb"),
              IsOk());
  EXPECT_EQ(ReadScorecard("a")->rollups(0).value(), "1");  // home visits came too late
}

TEST_F(ScorecardsTest, AnyMomentIsScoredAgain) {
  const absl::Time created = clock_.Now();
  clock_.Advance(absl::Minutes(1));
  ASSERT_THAT(Save("a", kTeamAnswer), IsOk());
  const absl::Time saved = clock_.Now();
  clock_.Advance(absl::Minutes(1));
  ASSERT_THAT(Save("a", kFullPlanAnswer), IsOk());
  clock_.Advance(absl::Minutes(1));
  ASSERT_THAT(Complete("a"), IsOk());
  EXPECT_EQ(ReadScorecard(RequestAt(created))->rollups(0).value(), "0");
  EXPECT_EQ(ReadScorecard(RequestAt(saved))->rollups(0).value(), "1");
  EXPECT_EQ(ReadScorecard(RequestAt(clock_.Now()))->rollups(0).value(), "3");
  EXPECT_THAT(ReadScorecard(RequestAt(created - absl::Seconds(1))),
              FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(ReadScorecard(RequestAt(clock_.Now() + absl::Seconds(1))),
              HasWrongFields("read_time"));
}

TEST_F(ScorecardsTest, ACompletedAssessmentGivesItsStoredBytes) {
  ASSERT_THAT(Save("a", absl::StrCat(kTeamAnswer, kFullPlanAnswer)), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::Scorecard draft, ReadScorecard("a"));
  ASSERT_THAT(Complete("a"), IsOk());
  EXPECT_THAT(ReadScorecard("a"), IsOkAndHolds(EqualsProto(draft)));
  std::string stored;
  ASSERT_THAT(storage_->Read([&](const storage::Reader& reader) -> absl::Status {
    const auto record =
        reader.GetScorecard(auth::Scope(call_.caller), "programs/p/assessments/a", "consensus");
    if (!record.ok()) return record.status();
    stored = record->content;
    EXPECT_EQ(record->measurement_digest, draft.digests().measurement());
    EXPECT_EQ(record->rubric_digest, draft.digests().rubric());
    EXPECT_EQ(record->answers_digest, draft.digests().answers());
    EXPECT_EQ(record->scoring_version, draft.digests().scoring_version());
    EXPECT_EQ(record->numbers, (std::vector<storage::ScorecardNumber>{{"total", "3"}}));
    return absl::OkStatus();
  }),
              IsOk());
  const int64_t builds = rubrics_.stats().builds;
  EXPECT_THAT(GetScorecardBytes(
                  dependencies_, call_,
                  Parse<v1::GetScorecardRequest>("name: 'programs/p/assessments/a/scorecard'")),
              IsOkAndHolds(stored));
  EXPECT_EQ(rubrics_.stats().builds, builds);
}

TEST_F(ScorecardsTest, GetSaysWhatIsWrong) {
  EXPECT_THAT(GetScorecardBytes(dependencies_, call_,
                                Parse<v1::GetScorecardRequest>("name: 'programs/p/assessments/a'")),
              HasWrongFields("name"));
  EXPECT_THAT(ReadScorecard("none"), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(ScorecardsTest, ResultsWithTooManyDigitsAreRefused) {
  RubricText text = TooPreciseRubric();
  text.id = "precise";
  MakePublished(text);
  MakeAssessment("b", 2025, "rubrics/precise/revisions/1.0.0");
  ASSERT_THAT(Save("b", absl::StrCat(kTeamAnswer, kFullPlanAnswer, R"pb(
                     answers {
                       criterion: "visits"
                       staircase { claimed_stage: "high" }
                     })pb")),
              IsOk());
  const auto too_long = FailsWith(absl::StatusCode::kOutOfRange, "NUMBER_TOO_LONG");
  EXPECT_THAT(ReadScorecard("b"), too_long);
  EXPECT_THAT(Complete("b"), too_long);
  EXPECT_EQ(Read("b")->state(), v1::Assessment::STATE_DRAFT);
  EXPECT_THAT(GetNextLevel(dependencies_, call_,
                           Parse<v1::GetNextLevelRequest>("name: 'programs/p/assessments/b'")),
              too_long);
}

TEST_F(ScorecardsTest, TheNextLevelIsTheLowestNotReached) {
  ASSERT_OK_AND_ASSIGN(v1::NextLevel next, NextLevel());
  EXPECT_EQ(next.ladder(), "recognition");
  EXPECT_EQ(next.reached(), "");
  EXPECT_EQ(next.target(), "level-1");
  EXPECT_GT(next.gaps_size(), 0);
  ASSERT_THAT(Save("a", absl::StrCat(kTeamAnswer, kFullPlanAnswer)), IsOk());
  ASSERT_THAT(Complete("a"), IsOk());  // completed ones are asked just the same
  ASSERT_OK_AND_ASSIGN(next, NextLevel("ladder: 'recognition'"));
  EXPECT_EQ(next.reached(), "level-1");
  EXPECT_EQ(next.target(), "level-2");
}

TEST_F(ScorecardsTest, ALevelCanBeAimedAt) {
  ASSERT_OK_AND_ASSIGN(const v1::NextLevel next, NextLevel("level: 'level-2'"));
  EXPECT_EQ(next.target(), "level-2");
  EXPECT_EQ(next.gaps_size(), 2);
}

TEST_F(ScorecardsTest, NextLevelSaysWhatIsWrong) {
  EXPECT_THAT(GetNextLevel(dependencies_, call_, {}), HasWrongFields("name"));
  EXPECT_THAT(NextLevel("ladder: 'career'"), HasWrongFields("ladder"));
  const auto no_level = NextLevel("level: 'level-9'");
  EXPECT_THAT(no_level, HasWrongFields("level"));
  EXPECT_THAT(std::string(no_level.status().message()), HasSubstr("level-1, level-2"));
  EXPECT_THAT(GetNextLevel(dependencies_, call_,
                           Parse<v1::GetNextLevelRequest>("name: 'programs/p/assessments/none'")),
              FailsWith(kNotFound, "NOT_FOUND"));
}

}  // namespace
}  // namespace continuum::operations
