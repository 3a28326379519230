// SPDX-License-Identifier: Apache-2.0
//
// Which activities count: extents, adaptations and months, under each policy.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scoring/compiled_rubric.h"
#include "scoring/score.h"
#include "tests/scoring/rubrics.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::EqualsProto;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kCriterion[] = R"pb(
  criteria {
    id: "c"
    staircase {
      continuum: "stages"
      cells {
        stage: "low"
        activities { id: "a" }
      }
      cells {
        stage: "middle"
        activities { id: "m" covers: "a" }
      }
      cells {
        stage: "high"
        activities { id: "h" }
      }
    }
  }
)pb";

std::shared_ptr<const CompiledRubric> RubricWithPolicy(absl::string_view policy) {
  return Compile(Replaced(RubricText(kCriterion),
                          "activity_policy { adapted_counts: ADAPTATION_RULE_CONSISTENT }",
                          absl::StrCat("activity_policy { ", policy, " }")));
}

// How many activities count when one is done with these details, and why, as "CODE a b".
struct Outcome {
  int done = 0;
  std::vector<std::string> reasons;
};

Outcome OutcomeOf(const CompiledRubric& rubric, absl::string_view details,
                  absl::string_view as_of = kAsOf) {
  const auto answers = Parse<v1::AnswerSet>(absl::StrCat(R"(answers { criterion: "c" staircase {
                   activities { activity: "a" state: STATE_DONE )",
                                                         details, " } } }"));
  const absl::StatusOr<v1::Scorecard> scorecard = Score(rubric, answers, AsOf(as_of), {});
  Outcome outcome;
  if (!scorecard.ok()) {
    ADD_FAILURE() << scorecard.status().ToString();
    return outcome;
  }
  outcome.done = scorecard->criteria(0).done();
  for (const v1::Reason& reason : scorecard->criteria(0).reasons()) {
    outcome.reasons.push_back(absl::StrCat(v1::Reason::Code_Name(reason.code()), " ",
                                           absl::StrJoin(reason.arguments(), " ")));
  }
  return outcome;
}

TEST(ExtentTest, AllSitesAlwaysCountsAndIsMeantWhereNothingIsSaid) {
  const auto rubric = RubricWithPolicy("adapted_counts: ADAPTATION_RULE_NEVER");
  for (const char* extent : {"", "extent: EXTENT_ALL_SITES"}) {
    EXPECT_EQ(OutcomeOf(*rubric, extent).done, 1) << extent;
    EXPECT_THAT(OutcomeOf(*rubric, extent).reasons, IsEmpty()) << extent;
  }
}

TEST(ExtentTest, FewerSitesCountOnlyWhereThePolicySaysSo) {
  const auto strict = RubricWithPolicy("adapted_counts: ADAPTATION_RULE_NEVER");
  Outcome outcome = OutcomeOf(*strict, "extent: EXTENT_SOME_SITES");
  EXPECT_EQ(outcome.done, 0);
  EXPECT_THAT(outcome.reasons, ElementsAre("CODE_EXTENT_TOO_SMALL a some-sites"));
  outcome = OutcomeOf(*strict, "extent: EXTENT_PILOT");
  EXPECT_EQ(outcome.done, 0);
  EXPECT_THAT(outcome.reasons, ElementsAre("CODE_EXTENT_TOO_SMALL a pilot"));

  const auto some =
      RubricWithPolicy("counted_extents: EXTENT_SOME_SITES adapted_counts: ADAPTATION_RULE_NEVER");
  EXPECT_EQ(OutcomeOf(*some, "extent: EXTENT_SOME_SITES").done, 1);
  EXPECT_EQ(OutcomeOf(*some, "extent: EXTENT_PILOT").done, 0);
}

struct AdaptationRow {
  const char* rule;
  bool planned;
  bool consistent;
  bool counts;
  const char* reason;
};

TEST(AdaptationTest, CountsAsTheRuleSays) {
  const AdaptationRow kRows[] = {
      {"ALWAYS", false, false, true, "CODE_ADAPTATION_COUNTED a"},
      {"ALWAYS", true, true, true, "CODE_ADAPTATION_COUNTED a"},
      {"CONSISTENT", false, true, true, "CODE_ADAPTATION_COUNTED a"},
      {"CONSISTENT", true, false, false, "CODE_ADAPTATION_NOT_COUNTED a inconsistent"},
      {"PLANNED_AND_CONSISTENT", true, true, true, "CODE_ADAPTATION_COUNTED a"},
      {"PLANNED_AND_CONSISTENT", false, true, false, "CODE_ADAPTATION_NOT_COUNTED a unplanned"},
      {"PLANNED_AND_CONSISTENT", true, false, false, "CODE_ADAPTATION_NOT_COUNTED a inconsistent"},
      {"PLANNED_AND_CONSISTENT", false, false, false, "CODE_ADAPTATION_NOT_COUNTED a inconsistent"},
      {"NEVER", true, true, false, "CODE_ADAPTATION_NOT_COUNTED a adapted"},
      {"NEVER", false, false, false, "CODE_ADAPTATION_NOT_COUNTED a adapted"},
  };
  for (const AdaptationRow& row : kRows) {
    const auto rubric =
        RubricWithPolicy(absl::StrCat("adapted_counts: ADAPTATION_RULE_", row.rule));
    const Outcome outcome = OutcomeOf(
        *rubric, absl::StrCat(R"(adaptation { what: "by phone" why: "distance" planned: )",
                              row.planned, " consistent: ", row.consistent, " }"));
    EXPECT_EQ(outcome.done, row.counts ? 1 : 0) << row.rule << row.planned << row.consistent;
    EXPECT_THAT(outcome.reasons, ElementsAre(row.reason)) << row.rule;
  }
}

TEST(SinceTest, AMonthAfterTheAsOfDateIsNotYet) {
  const auto rubric = RubricWithPolicy("adapted_counts: ADAPTATION_RULE_NEVER");
  EXPECT_EQ(OutcomeOf(*rubric, R"(since: "2026-06")", "2026-06-01").done, 1);
  EXPECT_EQ(OutcomeOf(*rubric, R"(since: "1999-12")", "2026-06-01").done, 1);
  const Outcome outcome = OutcomeOf(*rubric, R"(since: "2026-07")", "2026-06-30");
  EXPECT_EQ(outcome.done, 0);
  EXPECT_THAT(outcome.reasons, ElementsAre("CODE_NOT_YET a 2026-07"));
  EXPECT_EQ(OutcomeOf(*rubric, R"(since: "2027-01")", "2026-12-31").done, 0);
  EXPECT_EQ(OutcomeOf(*rubric, R"(since: "2026-12")", "2027-01-01").done, 1);
}

TEST(ActivityTest, SeveralReasonsAreAllGivenAndAnAdaptationThenIsNotCounted) {
  const auto rubric = RubricWithPolicy("adapted_counts: ADAPTATION_RULE_CONSISTENT");
  EXPECT_THAT(OutcomeOf(*rubric, R"(since: "2027-01" extent: EXTENT_PILOT
                                    adaptation { what: "x" why: "y" })")
                  .reasons,
              ElementsAre("CODE_EXTENT_TOO_SMALL a pilot",
                          "CODE_ADAPTATION_NOT_COUNTED a inconsistent", "CODE_NOT_YET a 2027-01"));
  EXPECT_THAT(OutcomeOf(*rubric, R"(extent: EXTENT_PILOT
                                    adaptation { what: "x" why: "y" consistent: true })")
                  .reasons,
              ElementsAre("CODE_EXTENT_TOO_SMALL a pilot"));
}

TEST(ActivityTest, WhatIsNotDoneHasNoReasons) {
  const auto rubric = RubricWithPolicy("adapted_counts: ADAPTATION_RULE_NEVER");
  const v1::Scorecard scorecard = ScoreText(*rubric, R"pb(
    answers {
      criterion: "c"
      staircase {
        activities { activity: "a" state: STATE_NOT_DONE since: "2027-01" extent: EXTENT_PILOT }
      }
    })pb");
  EXPECT_THAT(scorecard.criteria(0).reasons(), IsEmpty());
}

TEST(ActivityTest, OnlyWhatCountsCovers) {
  const auto rubric = RubricWithPolicy("adapted_counts: ADAPTATION_RULE_NEVER");
  const v1::Scorecard scorecard = ScoreText(*rubric, R"pb(
    answers {
      criterion: "c"
      staircase { activities { activity: "m" state: STATE_DONE extent: EXTENT_PILOT } }
    })pb");
  EXPECT_EQ(scorecard.criteria(0).done(), 0);
  EXPECT_THAT(scorecard.criteria(0).reasons(),
              ElementsAre(EqualsProto(R"pb(code: CODE_EXTENT_TOO_SMALL
                                           arguments: "m"
                                           arguments: "pilot")pb")));
}

TEST(ActivityTest, AnActivityThatDoesNotCountItselfMayBeCovered) {
  const auto rubric = RubricWithPolicy("adapted_counts: ADAPTATION_RULE_NEVER");
  const v1::Scorecard scorecard = ScoreText(*rubric, R"pb(
    answers {
      criterion: "c"
      staircase {
        activities { activity: "a" state: STATE_DONE extent: EXTENT_PILOT }
        activities { activity: "m" state: STATE_DONE }
      }
    })pb");
  EXPECT_EQ(scorecard.criteria(0).stage(), "middle");
  EXPECT_THAT(scorecard.criteria(0).reasons(),
              ElementsAre(EqualsProto(R"pb(code: CODE_EXTENT_TOO_SMALL
                                           arguments: "a"
                                           arguments: "pilot")pb"),
                          EqualsProto(R"pb(code: CODE_COVERED arguments: "m" arguments: "a")pb")));
}

TEST(ActivityTest, ActivitiesThatCoverEachOtherCountTogetherAndAreOneStep) {
  const auto rubric = Compile(RubricText(R"pb(
    criteria {
      id: "c"
      staircase {
        continuum: "stages"
        cells {
          stage: "low"
          activities { id: "a" covers: "b" }
          activities { id: "b" covers: "a" }
        }
        cells {
          stage: "middle"
          activities { id: "m" }
        }
        cells {
          stage: "high"
          activities { id: "h" }
        }
      }
    })pb"));
  ASSERT_NE(rubric, nullptr);
  EXPECT_THAT(ScoreText(*rubric, "").criteria(0).next_step().activities(), ElementsAre("a"));
  const v1::Scorecard scorecard = ScoreText(*rubric, R"pb(
    answers {
      criterion: "c"
      staircase { activities { activity: "b" state: STATE_DONE } }
    })pb");
  EXPECT_EQ(scorecard.criteria(0).stage(), "low");
  EXPECT_EQ(scorecard.criteria(0).done(), 2);
}

}  // namespace
}  // namespace continuum::scoring
