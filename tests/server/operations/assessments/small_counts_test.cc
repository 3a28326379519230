// SPDX-License-Identifier: Apache-2.0
//
// Counts that could point to a person leave no call that gives results, unless it asks for them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kRubric[] = R"pb(
  id: "stays"
  revision: "1.0.0"
  title: "Stays"
  summary: "How many people were in hospital."
  sources { citation: "C" covers: "all" standing: STANDING_CONFIRMED }
  activity_policy { adapted_counts: ADAPTATION_RULE_NEVER }
  missing {
    not_applicable { kind: KIND_LEAVES }
    insufficient_data { kind: KIND_BLOCKS }
    absent { kind: KIND_BLOCKS }
  }
  domains {
    id: "d"
    title: "D"
    criteria {
      id: "stays"
      title: "Stays"
      intent: "I"
      evidence_rule: "E"
      measure {
        kind: KIND_PROPORTION
        basis: BASIS_PERSONS
        numerator: "people in hospital"
        denominator: "people served"
        minimum_denominator: 20
        worth { lowest: "0" highest: "1" }
      }
    }
  }
  rollups {
    id: "mean"
    title: "Mean"
    operator: OPERATOR_MEAN
    direction: DIRECTION_MORE_IS_BETTER
    terms { domain: "d" }
  }
  ladders {
    id: "l"
    title: "L"
    levels {
      id: "half"
      title: "Half"
      requirement {
        title: "Half of all"
        rollup_at_least { rollup: "mean" value: "1/2" }
      }
    }
  }
)pb";

// Of 4049 people, `stays`.
std::string Answers(int stays) {
  return absl::StrCat("answers { criterion: 'stays' measure { counts { numerator: '", stays,
                      "' denominator: 4049 } } }");
}

class SmallCountsTest : public OperationsTest {
 protected:
  SmallCountsTest() {
    MakeOwners();
    v1::CreateRubricRevisionRequest create;
    create.set_source_text(kRubric);
    EXPECT_THAT(CreateRubricRevision(dependencies_, call_, create), IsOk());
    EXPECT_THAT(PublishRubricRevision(dependencies_, call_,
                                      Parse<v1::PublishRubricRevisionRequest>(
                                          "name: 'rubrics/stays/revisions/1.0.0'")),
                IsOk());
    MakeWithStays("first", 2023, 3);
    MakeWithStays("second", 2024, 300);
    MakeWithStays("third", 2025, 400);
  }

  void MakeWithStays(absl::string_view id, int year, int stays) {
    MakeAssessment(id, year, "rubrics/stays/revisions/1.0.0");
    EXPECT_THAT(Save(id, Answers(stays)), IsOk());
  }

  v1::Scorecard Scorecard(bool show) {
    auto request = Parse<v1::GetScorecardRequest>("name: 'programs/p/assessments/first/scorecard'");
    request.set_show_small_counts(show);
    return ReadScorecard(request).value();
  }
  v1::GetFidelityHistoryResponse History(bool show, absl::string_view rest = "") {
    auto request = Parse<v1::GetFidelityHistoryRequest>(
        absl::StrCat("parent: 'programs/p' rubric: 'rubrics/stays' ", rest));
    request.set_show_small_counts(show);
    return GetFidelityHistory(dependencies_, call_, request).value();
  }
  void CompleteAll() {
    for (const char* id : {"first", "second", "third"}) EXPECT_THAT(Complete(id), IsOk());
  }
};

// 3 of 4049 as text or rate.
constexpr char kSecret[] = "4049";

TEST_F(SmallCountsTest, ADraftsScorecardWithholdsThem) {
  EXPECT_THAT(Scorecard(/*show=*/true).DebugString(), HasSubstr("\"3/4049\""));
  const v1::Scorecard masked = Scorecard(/*show=*/false);
  EXPECT_THAT(masked.DebugString(), Not(HasSubstr(kSecret)));
  EXPECT_TRUE(masked.criteria(0).measured(0).masked());
}

TEST_F(SmallCountsTest, AStoredScorecardWithholdsThemAndStaysAsItIs) {
  ASSERT_THAT(Complete("first"), IsOk());
  const v1::Scorecard masked = Scorecard(/*show=*/false);
  EXPECT_THAT(masked.DebugString(), Not(HasSubstr(kSecret)));
  EXPECT_TRUE(masked.criteria(0).measured(0).masked());
  EXPECT_EQ(masked.digests().answers(), "");
  EXPECT_EQ(masked.digests().rubric().size(), 64);
  EXPECT_THAT(Scorecard(/*show=*/true).DebugString(), HasSubstr("\"3/4049\""));
  EXPECT_EQ(Scorecard(/*show=*/true).digests().answers().size(), 64);
}

TEST_F(SmallCountsTest, ABodyWithAccessNeverSeesThem) {
  CompleteAll();
  call_.caller = auth::Caller::Account("accounts/m", {}, {}, auth::SignedInBy::kToken);
  call_.caller.ShowResultsOf("organizations/o");
  EXPECT_THAT(Scorecard(/*show=*/true).DebugString(), Not(HasSubstr(kSecret)));
  EXPECT_THAT(History(/*show=*/true).points(0).DebugString(), Not(HasSubstr(kSecret)));
}

TEST_F(SmallCountsTest, TheNextLevelWithholdsWhatIsFound) {
  auto request = Parse<v1::GetNextLevelRequest>("name: 'programs/p/assessments/first'");
  request.set_show_small_counts(true);
  ASSERT_OK_AND_ASSIGN(v1::NextLevel next, GetNextLevel(dependencies_, call_, request));
  EXPECT_THAT(next.DebugString(), HasSubstr("found: \"3/4049\""));
  request.set_show_small_counts(false);
  ASSERT_OK_AND_ASSIGN(next, GetNextLevel(dependencies_, call_, request));
  EXPECT_THAT(next.DebugString(), Not(HasSubstr(kSecret)));
}

TEST_F(SmallCountsTest, AHistoryWithholdsThemAndTheChangesFromThem) {
  CompleteAll();
  const v1::GetFidelityHistoryResponse shown = History(/*show=*/true);
  EXPECT_EQ(shown.points(1).changes(0).change(), "297/4049");
  const v1::GetFidelityHistoryResponse masked = History(/*show=*/false);
  EXPECT_THAT(masked.points(0).DebugString(), Not(HasSubstr(kSecret)));
  EXPECT_EQ(masked.points(1).changes(0).change(), "");  // 300 less this would be 3
  EXPECT_EQ(masked.points(1).changes(0).trend(), v1::RollupChange::TREND_BETTER);
  EXPECT_EQ(masked.points(2).changes(0).change(), "100/4049");
}

TEST_F(SmallCountsTest, APageOfAHistoryWithholdsChangesFromThePageBefore) {
  CompleteAll();
  const v1::GetFidelityHistoryResponse first = History(/*show=*/false, "page_size: 1 ");
  const v1::GetFidelityHistoryResponse second = History(
      /*show=*/false, absl::StrCat("page_size: 1 page_token: '", first.next_page_token(), "'"));
  EXPECT_EQ(second.points(0).changes(0).change(), "");
  const v1::GetFidelityHistoryResponse third = History(
      /*show=*/false, absl::StrCat("page_size: 1 page_token: '", second.next_page_token(), "'"));
  EXPECT_EQ(third.points(0).changes(0).change(), "100/4049");
}

TEST_F(SmallCountsTest, AnswersThatAreScoredWithoutBeingStoredWithholdThemToo) {
  auto request = Parse<v1::ScoreAnswersRequest>(
      absl::StrCat("revision: 'rubrics/stays/revisions/1.0.0' include_next_levels: true answers { ",
                   Answers(3), " }"));
  ASSERT_OK_AND_ASSIGN(v1::ScoreAnswersResponse response,
                       ScoreAnswers(dependencies_, call_, request));
  EXPECT_EQ(response.next_levels_size(), 1);
  EXPECT_THAT(response.DebugString(), Not(HasSubstr(kSecret)));
  request.set_show_small_counts(true);
  ASSERT_OK_AND_ASSIGN(response, ScoreAnswers(dependencies_, call_, request));
  EXPECT_THAT(response.scorecard().DebugString(), HasSubstr("\"3/4049\""));
  EXPECT_THAT(response.next_levels(0).DebugString(), HasSubstr("found: \"3/4049\""));
}

}  // namespace
}  // namespace continuum::operations
