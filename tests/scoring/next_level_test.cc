// SPDX-License-Identifier: Apache-2.0

#include "scoring/next_level.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "scoring/compiled_rubric.h"
#include "scoring/score.h"
#include "tests/scoring/rubrics.h"
#include "tests/testing/proto_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::HasSubstr;

// A staircase, a rating, two electives and a yes/no; "points" adds the first two up, "total" rounds
// them, "burden" falls when the rating rises.
constexpr char kCriteria[] = R"pb(
  criteria {
    id: "stairs"
    allows_not_applicable: true
    staircase {
      continuum: "stages"
      cells {
        stage: "low"
        activities { id: "a" }
      }
      cells {
        stage: "middle"
        activities { id: "m" }
      }
      cells {
        stage: "high"
        activities { id: "h1" }
        activities { id: "h2" }
      }
    }
  }
  criteria {
    id: "rating"
    rating {
      options { id: "0" value: "0" }
      options { id: "2" value: "2" needs: PROOF_COMMENT }
      options { id: "3" value: "3" }
    }
  }
  criteria {
    id: "e2"
    credit { credits: 2 }
  }
  criteria {
    id: "e1"
    allows_not_applicable: true
    credit { credits: 1 }
  }
  criteria {
    id: "yes"
    yes_no {}
  }
)pb";

constexpr char kRollups[] = R"pb(
  rollups {
    id: "total"
    operator: OPERATOR_ROUND
    terms { rollup: "points" }
    rounding { mode: MODE_DOWN }
  }
  rollups {
    id: "points"
    operator: OPERATOR_WEIGHTED_SUM
    terms { criterion: "rating" weight: "1/4" }
    terms { criterion: "stairs" weight: "2" }
  }
  rollups {
    id: "burden"
    operator: OPERATOR_WEIGHTED_SUM
    terms { criterion: "rating" weight: "-2" }
    terms { criterion: "stairs" weight: "1" }
  }
  rollups {
    id: "many"
    operator: OPERATOR_COUNT_AT_OR_ABOVE
    threshold: "3"
    terms { criterion: "rating" }
    terms { criterion: "stairs" }
  }
  rollups {
    id: "strict"
    operator: OPERATOR_MEAN
    terms { criterion: "yes" }
    missing { absent { kind: KIND_BLOCKS } }
  }
)pb";

std::shared_ptr<const CompiledRubric> RubricWithLevel(absl::string_view requirement) {
  return Compile(RubricText(
      kCriteria, absl::StrCat(kRollups, "ladders { id: 'l' levels { id: 'one' requirement { ",
                              requirement, " } } }")));
}

struct Row {
  const char* name;
  const char* requirement;
  const char* answers;
  const char* gap;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

class GapTest : public ::testing::TestWithParam<Row> {};

TEST_P(GapTest, SaysWhatIsMissing) {
  const Row& row = GetParam();
  const auto rubric = RubricWithLevel(row.requirement);
  ASSERT_NE(rubric, nullptr);
  const absl::StatusOr<v1::NextLevel> next =
      FindNextLevel(*rubric, Parse<v1::AnswerSet>(row.answers), AsOf(), "l", "");
  ASSERT_THAT(next, IsOk());
  EXPECT_EQ(next->target(), "one");
  ASSERT_EQ(next->gaps_size(), 1);
  EXPECT_EQ(next->gaps(0).level(), "one");
  EXPECT_THAT(next->gaps(0).gap(), EqualsProto(row.gap));
}

constexpr Row kRows[] =
    {
        {"AStageFloorListsAllActivitiesUpToIt",
         "criterion_at_least { criterion: 'stairs' stage: 'high' "
         "not_applicable: NOT_APPLICABLE_RULE_FAILS }",
         "answers { criterion: 'stairs' staircase { "
         "activities { activity: 'a' state: STATE_DONE } "
         "activities { activity: 'h2' state: STATE_DONE } } }",
         R"pb(requirement {
                criterion: "stairs"
                state: REQUIREMENT_STATE_UNMET
                needed: "4"
                needed_stage: "high"
                found: "1"
                found_stage: "low"
                margin: "-3"
              }
              steps {
                criterion: "stairs"
                activities: "m"
                activities: "h1"
                stage: "high"
                from: "1"
                to: "4"
                gain: "3"
              })pb"},
        {"AValueFloorTakesTheLowestStageThatWillDo",
         "criterion_at_least { criterion: 'stairs' value: '2' "
         "not_applicable: NOT_APPLICABLE_RULE_FAILS }",
         "",
         R"pb(requirement {
                criterion: "stairs"
                state: REQUIREMENT_STATE_UNMET
                needed: "2"
                reason { code: CODE_UNANSWERED }
              }
              steps {
                criterion: "stairs"
                activities: "a"
                activities: "m"
                stage: "middle"
                to: "5/2"
                gain: "5/2"
              })pb"},
        {"ARollupThatCountsFromAThresholdTakesTheStepThatGetsThere",
         "rollup_at_least { rollup: 'many' value: '2' }",
         "answers { criterion: 'rating' rating { option: '0' } } "
         "answers { criterion: 'stairs' staircase { claimed_stage: 'middle' } }",
         R"pb(requirement {
                rollup: "many"
                state: REQUIREMENT_STATE_UNMET
                needed: "2"
                found: "0"
                margin: "-2"
              }
              steps {
                criterion: "stairs"
                activities: "h1"
                activities: "h2"
                stage: "high"
                from: "5/2"
                to: "4"
                gain: "1"
              }
              steps { criterion: "rating" option: "3" from: "0" to: "3" gain: "1" })pb"},
        {"AFloorOfARatingTakesTheLowestOptionThatWillDo",
         "criterion_at_least { criterion: 'rating' value: '2.5' }",
         "answers { criterion: 'rating' rating { option: '0' } }",
         R"pb(requirement {
                criterion: "rating"
                state: REQUIREMENT_STATE_UNMET
                needed: "5/2"
                found: "0"
                margin: "-5/2"
              }
              steps { criterion: "rating" option: "3" from: "0" to: "3" gain: "3" })pb"},
        {"AFloorThatNothingReachesHasNoStep",
         "criterion_at_least { criterion: 'rating' value: '9' }",
         "answers { criterion: 'rating' rating { option: '0' } }",
         R"pb(requirement {
                criterion: "rating"
                state: REQUIREMENT_STATE_UNMET
                needed: "9"
                found: "0"
                margin: "-9"
              })pb"},
        {"NotApplicableNeverChanges",
         "criterion_at_least { criterion: 'stairs' stage: 'low' "
         "not_applicable: NOT_APPLICABLE_RULE_FAILS }",
         "answers { criterion: 'stairs' not_applicable { justification: 'j' } }",
         R"pb(requirement {
                criterion: "stairs"
                state: REQUIREMENT_STATE_UNMET
                needed: "1"
                needed_stage: "low"
                reason { code: CODE_NOT_APPLICABLE_FAILS }
              })pb"},
        {"ARollupListsTheNextStepOfEachCriterionWithItsGain",
         "rollup_at_least { rollup: 'points' value: '8' }",
         "answers { criterion: 'stairs' staircase { activities { activity: 'a' state: STATE_DONE } "
         "} } "
         "answers { criterion: 'rating' rating { option: '0' } comment: 'c' }",
         R"pb(requirement {
                rollup: "points"
                state: REQUIREMENT_STATE_UNMET
                needed: "8"
                found: "2"
                margin: "-6"
              }
              steps {
                criterion: "stairs"
                activities: "m"
                stage: "middle"
                from: "1"
                to: "5/2"
                gain: "3"
              }
              steps { criterion: "rating" option: "2" from: "0" to: "2" gain: "1/2" })pb"},
        {"StepsWithoutGainAreLeftOutAndRollupsAreFollowedDown",
         "rollup_at_least { rollup: 'total' value: '8' }",
         "answers { criterion: 'stairs' staircase { activities { activity: 'a' state: STATE_DONE } "
         "} } "
         "answers { criterion: 'rating' rating { option: '0' } comment: 'c' }",
         R"pb(requirement {
                rollup: "total"
                state: REQUIREMENT_STATE_UNMET
                needed: "8"
                found: "2"
                margin: "-6"
              }
              steps {
                criterion: "stairs"
                activities: "m"
                stage: "middle"
                from: "1"
                to: "5/2"
                gain: "3"
              })pb"},
        {"AtMostListsWhatTheRollupFalls", "rollup_at_most { rollup: 'burden' value: '-5' }",
         "answers { criterion: 'stairs' staircase { activities { activity: 'a' state: STATE_DONE } "
         "} } "
         "answers { criterion: 'rating' rating { option: '0' } }",
         R"pb(requirement {
                rollup: "burden"
                state: REQUIREMENT_STATE_UNMET
                at_most: true
                needed: "-5"
                found: "1"
                margin: "-6"
              }
              steps {
                criterion: "rating"
                option: "2"
                needs: PROOF_COMMENT
                from: "0"
                to: "2"
                gain: "4"
              })pb"},
        {"ABlockedRollupIsReleasedByItsLastAnswer",
         "rollup_at_least { rollup: 'strict' value: '1' }", "",
         R"pb(requirement {
                rollup: "strict"
                state: REQUIREMENT_STATE_CANNOT_BE_TOLD
                needed: "1"
                reason { code: CODE_BLOCKED arguments: "yes" }
              }
              steps { criterion: "yes" to: "1" gain: "1" })pb"},
        {"CreditsListTheElectivesThatAreNotMet", "credits_at_least { credits: 3 domains: 1 }", "",
         R"pb(requirement {
                credits: true
                state: REQUIREMENT_STATE_UNMET
                needed: "3"
                needed_domains: 1
                found: "0"
                margin: "-3"
              }
              more_needed: 3
              more_domains_needed: 1
              steps { criterion: "e2" to: "2" gain: "2" }
              steps { criterion: "e1" to: "1" gain: "1" })pb"},
        {"CreditsLeaveOutElectivesThatAreMetOrNotApplicable", "credits_at_least { credits: 3 }",
         "answers { criterion: 'e2' credit { met: true } } "
         "answers { criterion: 'e1' not_applicable { justification: 'j' } }",
         R"pb(requirement {
                credits: true
                state: REQUIREMENT_STATE_UNMET
                needed: "3"
                found: "2"
                found_domains: 1
                margin: "-1"
              }
              more_needed: 1)pb"},
        {"PartsThatAreMetAreLeftOut",
         "title: 'both' all_of { parts { criterion_at_least { criterion: 'yes' value: '1' } } "
         "parts { criterion_at_least { criterion: 'rating' value: '1' } } }",
         "answers { criterion: 'yes' yes_no { yes: true } }",
         R"pb(requirement { parts_needed: 2 title: "both" state: REQUIREMENT_STATE_UNMET }
              more_needed: 1
              parts {
                requirement {
                  criterion: "rating"
                  state: REQUIREMENT_STATE_UNMET
                  needed: "1"
                  reason { code: CODE_UNANSWERED }
                }
                steps { criterion: "rating" option: "2" needs: PROOF_COMMENT to: "2" gain: "2" }
              })pb"},
        {"AnyOfShowsAllBranches",
         "any_of { parts { criterion_at_least { criterion: 'yes' value: '1' } } "
         "parts { credits_at_least { credits: 1 } } }",
         "answers { criterion: 'e1' not_applicable { justification: 'j' } }",
         R"pb(requirement { parts_needed: 1 state: REQUIREMENT_STATE_UNMET }
              more_needed: 1
              parts {
                requirement {
                  criterion: "yes"
                  state: REQUIREMENT_STATE_UNMET
                  needed: "1"
                  reason { code: CODE_UNANSWERED }
                }
                steps { criterion: "yes" to: "1" gain: "1" }
              }
              parts {
                requirement {
                  credits: true
                  state: REQUIREMENT_STATE_UNMET
                  needed: "1"
                  found: "0"
                  margin: "-1"
                }
                more_needed: 1
                steps { criterion: "e2" to: "2" gain: "2" }
              })pb"},
        {"AtLeastSaysHowManyMore",
         "at_least { count: 2 parts { criterion_at_least { criterion: 'yes' value: '1' } } "
         "parts { criterion_at_least { criterion: 'e2' value: '2' } } "
         "parts { criterion_at_least { criterion: 'rating' value: '3' } } }",
         "answers { criterion: 'yes' yes_no { yes: true } } "
         "answers { criterion: 'e2' credit {} } answers { criterion: 'rating' rating { option: '0' "
         "} }",
         R"pb(requirement { parts_needed: 2 state: REQUIREMENT_STATE_UNMET }
              more_needed: 1
              parts {
                requirement {
                  criterion: "e2"
                  state: REQUIREMENT_STATE_UNMET
                  needed: "2"
                  found: "0"
                  margin: "-2"
                }
                steps { criterion: "e2" from: "0" to: "2" gain: "2" }
              }
              parts {
                requirement {
                  criterion: "rating"
                  state: REQUIREMENT_STATE_UNMET
                  needed: "3"
                  found: "0"
                  margin: "-3"
                }
                steps { criterion: "rating" option: "3" from: "0" to: "3" gain: "3" }
              })pb"},
};

std::string RowName(const ::testing::TestParamInfo<Row>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(All, GapTest, ::testing::ValuesIn(kRows), RowName);

// --- Which level ---------------------------------------------------------------------------------

std::shared_ptr<const CompiledRubric> ThreeLevels(bool independent) {
  std::string levels;
  for (const char* level : {"stairs' stage: 'low", "rating' value: '2", "yes' value: '1"}) {
    absl::StrAppend(&levels, "levels { id: '", std::string(level).substr(0, 3),
                    "' requirement { criterion_at_least { criterion: '", level,
                    "' not_applicable: NOT_APPLICABLE_RULE_FAILS } } } ");
  }
  return Compile(RubricText(
      kCriteria, absl::StrCat("ladders { id: 'l' independent_levels: ", independent, " ", levels,
                              " } ladders { id: 'k' levels { id: 'only' "
                              "requirement { credits_at_least { credits: 1 } } } }")));
}

// "reached -> target: gaps".
std::string Way(const CompiledRubric& rubric, absl::string_view answers, absl::string_view ladder,
                absl::string_view level) {
  const absl::StatusOr<v1::NextLevel> next =
      FindNextLevel(rubric, Parse<v1::AnswerSet>(answers), AsOf(), ladder, level);
  if (!next.ok()) return next.status().ToString();
  std::string way =
      absl::StrCat(next->ladder(), ": ", next->reached(), " -> ", next->target(), ":");
  for (const v1::LevelGap& gap : next->gaps()) absl::StrAppend(&way, " ", gap.level());
  return way;
}

constexpr char kStairs[] = "answers { criterion: 'stairs' staircase { claimed_stage: 'low' } } ";
constexpr char kRating[] = "answers { criterion: 'rating' rating { option: '3' } } ";
constexpr char kYes[] = "answers { criterion: 'yes' yes_no { yes: true } } ";

TEST(NextLevelTest, AimsAtTheLowestLevelAboveTheHighestReached) {
  const auto rubric = ThreeLevels(false);
  ASSERT_NE(rubric, nullptr);
  EXPECT_EQ(Way(*rubric, "", "l", ""), "l:  -> sta: sta");
  EXPECT_EQ(Way(*rubric, kStairs, "l", ""), "l: sta -> rat: rat");
  EXPECT_EQ(Way(*rubric, absl::StrCat(kStairs, kYes), "l", ""), "l: sta -> rat: rat");
  EXPECT_EQ(Way(*rubric, absl::StrCat(kStairs, kRating, kYes), "l", ""), "l: yes -> :");
  EXPECT_EQ(Way(*rubric, "", "", ""), "l:  -> sta: sta");  // the first ladder
  EXPECT_EQ(Way(*rubric, "", "k", ""), "k:  -> only: only");
}

TEST(NextLevelTest, AimsAtTheLevelAskedForThroughThoseBelow) {
  const auto rubric = ThreeLevels(false);
  ASSERT_NE(rubric, nullptr);
  EXPECT_EQ(Way(*rubric, "", "l", "yes"), "l:  -> yes: sta rat yes");
  EXPECT_EQ(Way(*rubric, kRating, "l", "yes"), "l:  -> yes: sta yes");
  EXPECT_EQ(Way(*rubric, kYes, "l", "yes"), "l:  -> yes: sta rat");
  EXPECT_EQ(Way(*rubric, kStairs, "l", "sta"), "l: sta -> sta:");
}

TEST(NextLevelTest, IndependentLevelsNeedNoneBelow) {
  const auto rubric = ThreeLevels(true);
  ASSERT_NE(rubric, nullptr);
  EXPECT_EQ(Way(*rubric, "", "l", "yes"), "l:  -> yes: yes");
  EXPECT_EQ(Way(*rubric, kRating, "l", ""), "l: rat -> yes: yes");
  EXPECT_EQ(Way(*rubric, kYes, "l", ""), "l: yes -> :");
  EXPECT_EQ(Way(*rubric, kYes, "l", "sta"), "l: yes -> sta: sta");
}

TEST(NextLevelTest, UnknownLaddersAndLevelsAreNotFound) {
  const auto rubric = ThreeLevels(false);
  ASSERT_NE(rubric, nullptr);
  EXPECT_THAT(FindNextLevel(*rubric, {}, AsOf(), "none", ""),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("\"none\"")));
  EXPECT_THAT(FindNextLevel(*rubric, {}, AsOf(), "l", "none"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("\"none\"")));
  const auto without = Compile(RubricText(kCriteria));
  ASSERT_NE(without, nullptr);
  EXPECT_THAT(FindNextLevel(*without, {}, AsOf(), "", ""),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("ladder")));
}

TEST(NextLevelTest, AnswersWithProblemsAreRefused) {
  const auto rubric = ThreeLevels(false);
  ASSERT_NE(rubric, nullptr);
  EXPECT_THAT(FindNextLevel(*rubric, Parse<v1::AnswerSet>("answers { criterion: 'none' }"), AsOf(),
                            "l", ""),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("answers[0]")));
}

TEST(NextLevelTest, TooMuchWorkIsAnErrorAndNotAHang) {
  // Each of many rollups over the one before it and over all criteria: working out one gain looks
  // at all of them.
  std::string criteria;
  for (int i = 0; i < 400; ++i)
    absl::StrAppend(&criteria, "criteria { id: 'c", i, "' yes_no {} } ");
  std::string more;
  for (int i = 0; i < 400; ++i) {
    absl::StrAppend(&more, "rollups { id: 'r", i,
                    "' operator: OPERATOR_MAXIMUM terms { domain: 'd' } ",
                    i > 0 ? absl::StrCat("terms { rollup: 'r", i - 1, "' }") : "", " } ");
  }
  const auto rubric = Compile(
      RubricText(criteria, absl::StrCat(more,
                                        "ladders { id: 'l' levels { id: 'one' requirement { "
                                        "rollup_at_least { rollup: 'r399' value: '1' } } } }")));
  ASSERT_NE(rubric, nullptr);
  EXPECT_THAT(FindNextLevel(*rubric, {}, AsOf(), "l", ""),
              StatusIs(absl::StatusCode::kOutOfRange, HasSubstr("entangled")));
  EXPECT_THAT(Score(*rubric, {}, AsOf(), {}), IsOk());
}

}  // namespace
}  // namespace continuum::scoring
