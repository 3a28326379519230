// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class FidelityHistoryTest : public OperationsTest {
 protected:
  FidelityHistoryTest() {
    MakeOwners();
    MakePublished();
  }

  void MakeCompleted(absl::string_view id, int year, absl::string_view answers,
                     absl::string_view revision = "rubrics/small/revisions/1.0.0") {
    MakeAssessment(id, year, revision);
    if (!answers.empty()) {
      ASSERT_THAT(Save(id, answers), IsOk());
    }
    ASSERT_THAT(Complete(id), IsOk());
  }
  absl::StatusOr<v1::GetFidelityHistoryResponse> History(absl::string_view rest = "") {
    return GetFidelityHistory(dependencies_, call_,
                              Parse<v1::GetFidelityHistoryRequest>(absl::StrCat(
                                  "parent: 'programs/p' rubric: 'rubrics/small' ", rest)));
  }
  // "a 3" for each point: its assessment and total.
  static std::vector<std::string> Totals(const v1::GetFidelityHistoryResponse& history) {
    std::vector<std::string> totals;
    for (const v1::FidelityPoint& point : history.points()) {
      totals.push_back(absl::StrCat(point.assessment().substr(point.assessment().rfind('/') + 1),
                                    " ", point.rollups(0).value()));
    }
    return totals;
  }
};

TEST_F(FidelityHistoryTest, ComparesNeighboursByPeriod) {
  MakeCompleted("late", 2025, absl::StrCat(kTeamAnswer, kFullPlanAnswer));
  MakeCompleted("early", 2023, "");
  MakeCompleted("middle", 2024, kTeamAnswer);
  MakeAssessment("draft", 2022);
  ASSERT_OK_AND_ASSIGN(const auto history, History());
  EXPECT_THAT(Totals(history), ElementsAre("early 0", "middle 1", "late 3"));
  EXPECT_EQ(history.points(0).comparison(), v1::FidelityPoint::COMPARISON_FIRST);
  EXPECT_THAT(history.points(0).changes(), IsEmpty());
  EXPECT_EQ(history.points(2).comparison(), v1::FidelityPoint::COMPARISON_COMPARED);
  ASSERT_THAT(history.points(2).changes(), SizeIs(1));
  EXPECT_THAT(history.points(2).changes(0), EqualsProto(R"pb(
                rollup: "total"
                change: "2"
                trend: TREND_BETTER
                display: "+2.0 points")pb"));
  EXPECT_EQ(history.next_page_token(), "");
}

TEST_F(FidelityHistoryTest, APointIsTheStoredScorecardWithoutReasons) {
  clock_.Advance(absl::Seconds(9));
  MakeCompleted("a", 2025, kTeamAnswer);
  const v1::Scorecard scorecard = *ReadScorecard("a");
  ASSERT_OK_AND_ASSIGN(const auto history, History());
  ASSERT_THAT(history.points(), SizeIs(1));
  const v1::FidelityPoint& point = history.points(0);
  EXPECT_EQ(point.revision(), "rubrics/small/revisions/1.0.0");
  EXPECT_EQ(point.period_start(), "2025-01-01");
  EXPECT_EQ(point.period_end(), "2025-12-31");
  EXPECT_THAT(point.complete_time(), EqualsProto("seconds: 1772366409"));
  EXPECT_EQ(point.measurement_digest(), scorecard.digests().measurement());
  EXPECT_THAT(point.rollups(0), EqualsProto("rollup: 'total' state: ROLLUP_STATE_VALUE value: '1' "
                                            "display: '1.0 points'"));
  ASSERT_THAT(point.criteria(), SizeIs(3));
  EXPECT_THAT(point.criteria(1), EqualsProto("criterion: 'team' state: ANSWER_STATE_VALUE "
                                             "value: '1' done: 1 possible: 1"));
  EXPECT_EQ(point.ladders(0).level(), "level-1");
  EXPECT_FALSE(point.ladders(0).levels(0).has_requirement());
  EXPECT_TRUE(scorecard.ladders(0).levels(0).has_requirement());
}

TEST_F(FidelityHistoryTest, BreaksWhereTheMeasurementChanges) {
  MakePublished({.revision = "1.1.0", .title = "The same in other words"});
  MakePublished({.revision = "2.0.0", .full_value = "5"});
  MakeCompleted("a", 2023, kTeamAnswer);
  MakeCompleted("b", 2024, kFullPlanAnswer, "rubrics/small/revisions/1.1.0");
  MakeCompleted("c", 2025, kFullPlanAnswer, "rubrics/small/revisions/2.0.0");
  ASSERT_OK_AND_ASSIGN(const auto history, History());
  EXPECT_THAT(Totals(history), ElementsAre("a 1", "b 2", "c 5"));
  EXPECT_EQ(history.points(1).comparison(), v1::FidelityPoint::COMPARISON_COMPARED);
  EXPECT_THAT(history.points(1).changes(), SizeIs(1));
  EXPECT_EQ(history.points(2).comparison(), v1::FidelityPoint::COMPARISON_BREAK);
  EXPECT_THAT(history.points(2).changes(), IsEmpty());
}

TEST_F(FidelityHistoryTest, ACompletedCorrectionTakesThePlaceOfWhatItCorrects) {
  MakeCompleted("a", 2024, kTeamAnswer);
  MakeCompleted("b", 2025, kTeamAnswer);
  ASSERT_THAT(CorrectAssessment(
                  dependencies_, call_,
                  Parse<v1::CorrectAssessmentRequest>(
                      "name: 'programs/p/assessments/a' assessment_id: 'z' reason: 'Wrong.'")),
              IsOk());
  EXPECT_THAT(Totals(*History()), ElementsAre("a 1", "b 1"));  // it is a draft yet
  ASSERT_THAT(Save("z", kFullPlanAnswer), IsOk());
  ASSERT_THAT(Complete("z"), IsOk());
  ASSERT_OK_AND_ASSIGN(const auto history, History());
  EXPECT_THAT(Totals(history), ElementsAre("z 3", "b 1"));
  EXPECT_EQ(history.points(1).changes(0).trend(), v1::RollupChange::TREND_WORSE);
}

TEST_F(FidelityHistoryTest, PagesGoOnWhereTheLastEnded) {
  for (int i = 0; i < 5; ++i)
    MakeCompleted(absl::StrCat("a", i), 2020 + i, i < 3 ? kTeamAnswer : kFullPlanAnswer);
  ASSERT_OK_AND_ASSIGN(const auto whole, History());
  v1::GetFidelityHistoryResponse together;
  std::string token;
  do {
    ASSERT_OK_AND_ASSIGN(const auto page,
                         History(absl::StrCat("page_size: 2 page_token: '", token, "'")));
    EXPECT_LE(page.points_size(), 2);
    token = page.next_page_token();
    together.MergeFrom(page);
    // What is completed meanwhile comes into none of the pages.
    if (together.points_size() == 2) MakeCompleted("new", 2022, kFullPlanAnswer);
  } while (!token.empty());
  together.clear_next_page_token();
  EXPECT_THAT(together, EqualsProto(whole));
}

TEST_F(FidelityHistoryTest, ATokenOfAMomentThatIsNotThereIsRefused) {
  MakeCompleted("a", 2024, kTeamAnswer);
  MakeCompleted("b", 2025, kTeamAnswer);
  ASSERT_OK_AND_ASSIGN(const auto page, History("page_size: 1"));
  // As if an earlier state had been restored from a backup.
  testing::TempDir other_dir;
  auto other = storage::SqliteStorage::Open({.path = other_dir.File("db"), .clock = &clock_});
  ASSERT_THAT(other, IsOk());
  dependencies_.storage = other->get();
  EXPECT_THAT(History(absl::StrCat("page_token: '", page.next_page_token(), "'")),
              HasWrongFields("page_token"));
}

TEST_F(FidelityHistoryTest, IsThatOfOneRubricAndOneSource) {
  MakePublished({.id = "other"});
  MakeCompleted("a", 2024, kTeamAnswer);
  MakeCompleted("b", 2025, kTeamAnswer, "rubrics/other/revisions/1.0.0");
  EXPECT_THAT(Totals(*History()), ElementsAre("a 1"));
  EXPECT_THAT(Totals(*History("source: ANSWER_SOURCE_PROGRAM_CONSENSUS")), ElementsAre("a 1"));
  EXPECT_THAT(Totals(*History("source: ANSWER_SOURCE_REVIEWER_CONSENSUS")), IsEmpty());
}

TEST_F(FidelityHistoryTest, SaysWhatIsWrong) {
  auto request = Parse<v1::GetFidelityHistoryRequest>(
      "parent: 'p' rubric: 'small' page_size: -1 page_token: 'x'");
  request.set_source(static_cast<v1::AnswerSource>(44));
  EXPECT_THAT(GetFidelityHistory(dependencies_, call_, request),
              HasWrongFields("parent, rubric, source, page_size, page_token"));
  EXPECT_THAT(GetFidelityHistory(dependencies_, call_,
                                 Parse<v1::GetFidelityHistoryRequest>(
                                     "parent: 'programs/none' rubric: 'rubrics/small'")),
              FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(GetFidelityHistory(dependencies_, call_,
                                 Parse<v1::GetFidelityHistoryRequest>(
                                     "parent: 'programs/p' rubric: 'rubrics/none'")),
              FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(FidelityHistoryTest, ChangesWithTooManyDigitsAreRefused) {
  RubricText text = TooPreciseRubric();
  text.revision = "2";
  MakePublished(text);
  const std::string revision = "rubrics/small/revisions/2";
  // Both totals are short enough, 1/p + 1 and 1/q; their difference is not.
  MakeCompleted("a", 2023, absl::StrCat(kFullPlanAnswer, kTeamAnswer), revision);
  MakeCompleted("b", 2024, "answers { criterion: 'visits' staircase { claimed_stage: 'high' } }",
                revision);
  EXPECT_THAT(History(), FailsWith(absl::StatusCode::kOutOfRange, "NUMBER_TOO_LONG"));
}

}  // namespace
}  // namespace continuum::operations
