// SPDX-License-Identifier: Apache-2.0

#include "scoring/run_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/compiled_rubric.h"
#include "tests/scoring/rubrics.h"

namespace continuum::scoring {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kRubric[] = R"pb(
  criteria {
    id: "y"
    yes_no {}
  }
)pb";

constexpr char kMore[] = R"pb(
  rollups {
    id: "sum"
    operator: OPERATOR_WEIGHTED_SUM
    terms { domain: "d" }
  }
  ladders {
    id: "l"
    levels {
      id: "one"
      requirement { rollup_at_least { rollup: "sum" value: "1" } }
    }
  }
)pb";

constexpr char kCase[] = R"pb(
  description: "no"
  answers {
    answers {
      criterion: "y"
      yes_no {}
    }
  }
  context { as_of_date: "2026-06-30" }
  scorecard {
    rubric: "test"
    revision: "1"
    source: ANSWER_SOURCE_PROGRAM_CONSENSUS
    digests { rubric: "not compared" }
    context { as_of_date: "2026-06-30" }
    criteria { criterion: "y" state: ANSWER_STATE_VALUE value: "0" possible: 1 }
    rollups { rollup: "sum" state: ROLLUP_STATE_VALUE value: "0" display: "0" }
    ladders {
      ladder: "l"
      levels { level: "one" state: REQUIREMENT_STATE_UNMET }
    }
  }
)pb";

std::vector<std::string> DifferencesOf(absl::string_view test) {
  const auto rubric = Compile(RubricText(kRubric, kMore));
  if (rubric == nullptr) return {"no rubric"};
  return RunCase(*rubric, Parse<v1::RubricCase>(test));
}

TEST(RunCaseTest, ACaseThatIsRightHasNoDifferences) {
  EXPECT_THAT(DifferencesOf(kCase), IsEmpty());
}

TEST(RunCaseTest, EveryDifferenceIsNamed) {
  EXPECT_THAT(DifferencesOf(Replaced(kCase, R"(value: "0" possible: 1)",
                                     R"(value: "1" done: 1 possible: 1)")),
              ElementsAre(R"(scorecard.criteria[0].value: expected "1", got "0")",
                          R"(scorecard.criteria[0].done: expected 1, got nothing)"));
  EXPECT_THAT(DifferencesOf(Replaced(kCase, R"(display: "0")", "")),
              ElementsAre(R"(scorecard.rollups[0].display: not expected, got "0")"));
  EXPECT_THAT(DifferencesOf(
                  Replaced(kCase, R"(levels { level: "one" state: REQUIREMENT_STATE_UNMET })", "")),
              ElementsAre("scorecard.ladders[0].levels[0]: not expected, got "
                          "{ level: \"one\" state: REQUIREMENT_STATE_UNMET }"));
}

TEST(RunCaseTest, TheExplanationIsComparedWhereTheCaseAsksForIt) {
  EXPECT_THAT(DifferencesOf(absl::StrCat(kCase, "explained: true")),
              ::testing::Contains(HasSubstr("scorecard.criteria[0].highest: not expected")));
}

TEST(RunCaseTest, NextLevelsAreComparedWhereThereAreSome) {
  constexpr char kNext[] = R"pb(
    next_levels {
      ladder: "l"
      target: "one"
      gaps {
        level: "one"
        gap {
          requirement {
            rollup: "sum"
            state: REQUIREMENT_STATE_UNMET
            needed: "1"
            found: "0"
            margin: "-1"
          }
          steps { criterion: "y" from: "0" to: "1" gain: "1" }
        }
      }
    }
  )pb";
  EXPECT_THAT(DifferencesOf(absl::StrCat(kCase, kNext)), IsEmpty());
  EXPECT_THAT(DifferencesOf(absl::StrCat(kCase, Replaced(kNext, R"(gain: "1")", R"(gain: "2")"))),
              ElementsAre("next_levels[0].gaps[0].gap.steps[0].gain: expected \"2\", got \"1\""));
  EXPECT_THAT(DifferencesOf(absl::StrCat(kCase, "next_levels { ladder: 'none' }")),
              ElementsAre(HasSubstr("next_levels[0]: The rubric")));
}

TEST(RunCaseTest, ExpectedErrorsAreComparedWithoutTheirMessages) {
  constexpr char kErrors[] = R"pb(
    description: "wrong form"
    answers {
      answers {
        criterion: "y"
        credit {}
      }
    }
    context { as_of_date: "2026-06-30" }
    errors { problems { field: "answers[0].credit" reason: "WRONG_FORM" message: "whatever" } }
  )pb";
  EXPECT_THAT(DifferencesOf(kErrors), IsEmpty());
  EXPECT_THAT(DifferencesOf(Replaced(kErrors, "WRONG_FORM", "OTHER")),
              ElementsAre(R"(errors.problems[0].reason: expected "OTHER", got "WRONG_FORM")"));
  EXPECT_THAT(DifferencesOf(Replaced(kErrors, "credit {}", "yes_no {}")),
              ElementsAre(HasSubstr("errors.problems[0]: expected {")));
}

TEST(RunCaseTest, AProblemWhereAScorecardIsExpectedIsADifference) {
  EXPECT_THAT(DifferencesOf(Replaced(kCase, "yes_no {}", "credit {}")),
              ElementsAre(HasSubstr("answers[0].credit: ")));
  EXPECT_THAT(DifferencesOf(Replaced(kCase, R"(context { as_of_date: "2026-06-30" } scorecard)",
                                     R"(context { as_of_date: "soon" } scorecard)")),
              ElementsAre(HasSubstr("scoring failed: context.as_of_date")));
}

TEST(RunCaseTest, ACaseThatExpectsNothingFails) {
  EXPECT_THAT(DifferencesOf("description: 'x'"), ElementsAre(HasSubstr("neither")));
}

}  // namespace
}  // namespace continuum::scoring
