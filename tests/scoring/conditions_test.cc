// SPDX-License-Identifier: Apache-2.0
//
// Conditions, and what depends on them: which criteria are asked, and the cases of rollups.

#include "scoring/conditions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/scoring/rubrics.h"

namespace continuum::scoring {
namespace {

using ::testing::ElementsAre;

constexpr char kInputs[] = R"pb(
  inputs {
    id: "people"
    number {}
  }
  inputs {
    id: "opened"
    date {}
  }
  inputs {
    id: "serves"
    choice {
      several: true
      options { id: "adults" }
      options { id: "children" }
    }
  }
  inputs {
    id: "home"
    recognition {}
  }
)pb";

constexpr char kTested[] = R"pb(
  criteria {
    id: "stairs"
    allows_not_applicable: true
    allows_insufficient_data: true
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
        activities { id: "h" }
      }
    }
  }
  criteria {
    id: "rating"
    rating {
      options { id: "few" value: "1" }
      options { id: "many" value: "3" }
    }
  }
)pb";

// The state of a criterion that is asked when something is so: VALUE when it is asked, since it is
// answered.
std::string AskedWhen(absl::string_view condition, absl::string_view answers,
                      absl::string_view otherwise = "") {
  const auto rubric =
      Compile(RubricText(absl::StrCat(kTested, "criteria { id: 'asked' yes_no {} asked_when { ",
                                      condition, " } ", otherwise, " }"),
                         kInputs));
  if (rubric == nullptr) return "not compiled";
  const v1::Scorecard scorecard = ScoreText(
      *rubric, absl::StrCat("answers { criterion: 'asked' yes_no { yes: true } } ", answers));
  const v1::CriterionResult& result = scorecard.criteria(2);
  EXPECT_EQ(result.not_asked(), result.reasons_size() == 1);
  return absl::StrCat(result.not_asked() ? "not asked" : "asked",
                      result.state() == v1::ANSWER_STATE_VALUE ? " " : "", result.value());
}

constexpr char kMiddle[] = "answers { criterion: 'stairs' staircase { claimed_stage: 'middle' } }";
constexpr char kMany[] = "answers { criterion: 'rating' rating { option: 'many' } }";

TEST(AskedWhenTest, TestsAnEarlierAnswer) {
  EXPECT_EQ(AskedWhen("criterion { criterion: 'stairs' stage: 'middle' }", kMiddle), "asked 1");
  EXPECT_EQ(AskedWhen("criterion { criterion: 'stairs' stage: 'high' }", kMiddle), "not asked");
  EXPECT_EQ(AskedWhen("criterion { criterion: 'stairs' at_least: '2.5' }", kMiddle), "asked 1");
  EXPECT_EQ(AskedWhen("criterion { criterion: 'stairs' at_least: '2.51' }", kMiddle), "not asked");
  EXPECT_EQ(AskedWhen("criterion { criterion: 'stairs' at_most: '5/2' }", kMiddle), "asked 1");
  EXPECT_EQ(AskedWhen("criterion { criterion: 'stairs' at_most: '2' }", kMiddle), "not asked");
  EXPECT_EQ(AskedWhen("criterion { criterion: 'rating' is: '3' }", kMany), "asked 1");
  EXPECT_EQ(AskedWhen("criterion { criterion: 'rating' is: '1' }", kMany), "not asked");
  EXPECT_EQ(AskedWhen("criterion { criterion: 'rating' option: 'many' }", kMany), "asked 1");
  EXPECT_EQ(AskedWhen("criterion { criterion: 'rating' option: 'few' }", kMany), "not asked");
}

TEST(AskedWhenTest, TestsAnInput) {
  const std::string people = "answers { criterion: 'people' input { number: '30' } }";
  EXPECT_EQ(AskedWhen("input { input: 'people' at_least: '30' }", people), "asked 1");
  EXPECT_EQ(AskedWhen("input { input: 'people' at_most: '29' }", people), "not asked");
  const std::string opened = "answers { criterion: 'opened' input { date: '2025-07-01' } }";
  EXPECT_EQ(AskedWhen("input { input: 'opened' at_least: '2025-07-01' }", opened), "asked 1");
  EXPECT_EQ(AskedWhen("input { input: 'opened' at_most: '2025-06-30' }", opened), "not asked");
  EXPECT_EQ(AskedWhen("input { input: 'opened' is: '2025-07-01' }", opened), "asked 1");
  const std::string serves =
      "answers { criterion: 'serves' input { options { options: 'children' } } }";
  EXPECT_EQ(AskedWhen("input { input: 'serves' option: 'children' }", serves), "asked 1");
  EXPECT_EQ(AskedWhen("input { input: 'serves' option: 'adults' }", serves), "not asked");
}

TEST(AskedWhenTest, ARecognitionIsHeldOnTheAsOfDate) {
  const auto asked = [](absl::string_view recognition) {
    return AskedWhen(
        "input { input: 'home' held: true }",
        absl::StrCat("answers { criterion: 'home' input { recognition { ", recognition, " } } }"));
  };
  EXPECT_EQ(asked("status: STATUS_HELD"), "asked 1");
  EXPECT_EQ(asked("status: STATUS_IN_PROCESS"), "not asked");
  EXPECT_EQ(asked("status: STATUS_NOT_HELD"), "not asked");
  EXPECT_EQ(asked("status: STATUS_HELD last_date: '2026-06-30'"), "asked 1");
  EXPECT_EQ(asked("status: STATUS_HELD last_date: '2026-06-29'"), "not asked");
  EXPECT_EQ(asked("status: STATUS_HELD first_date: '2026-06-30'"), "asked 1");
  EXPECT_EQ(asked("status: STATUS_HELD first_date: '2026-07-01'"), "not asked");
}

TEST(AskedWhenTest, WhatCannotBeToldIsAsked) {
  EXPECT_EQ(AskedWhen("criterion { criterion: 'rating' option: 'many' }", ""), "asked 1");
  EXPECT_EQ(AskedWhen("criterion { criterion: 'stairs' at_least: '1' }",
                      "answers { criterion: 'stairs' insufficient_data {} }"),
            "asked 1");
  EXPECT_EQ(AskedWhen("input { input: 'people' at_least: '30' }", ""), "asked 1");
  // Not applicable is known: it is not so.
  EXPECT_EQ(AskedWhen("criterion { criterion: 'stairs' at_most: '9' }",
                      "answers { criterion: 'stairs' not_applicable { justification: 'j' } }"),
            "not asked");
}

TEST(AskedWhenTest, PartsCombineAsInKleenesLogic) {
  // People are known and at least 30; the rating is unknown.
  const std::string people = "answers { criterion: 'people' input { number: '30' } }";
  const std::string yes = "parts { input { input: 'people' at_least: '30' } } ";
  const std::string no = "parts { input { input: 'people' at_least: '31' } } ";
  const std::string open = "parts { criterion { criterion: 'rating' option: 'many' } } ";
  const auto asked = [&](absl::string_view condition) { return AskedWhen(condition, people); };
  EXPECT_EQ(asked(absl::StrCat("all_of { ", yes, yes, " }")), "asked 1");
  EXPECT_EQ(asked(absl::StrCat("all_of { ", yes, no, " }")), "not asked");
  EXPECT_EQ(asked(absl::StrCat("all_of { ", open, no, " }")), "not asked");
  EXPECT_EQ(asked(absl::StrCat("all_of { ", open, yes, " }")), "asked 1");
  EXPECT_EQ(asked(absl::StrCat("any_of { ", no, no, " }")), "not asked");
  EXPECT_EQ(asked(absl::StrCat("any_of { ", no, open, " }")), "asked 1");
  EXPECT_EQ(asked("not { input { input: 'people' at_least: '30' } }"), "not asked");
  EXPECT_EQ(asked("not { input { input: 'people' at_least: '31' } }"), "asked 1");
  EXPECT_EQ(asked("not { criterion { criterion: 'rating' option: 'many' } }"), "asked 1");
}

TEST(AskedWhenTest, WhatIsNotAskedMayHaveADeclaredValue) {
  EXPECT_EQ(AskedWhen("criterion { criterion: 'stairs' stage: 'high' }", kMiddle,
                      "not_asked_value: '1/2'"),
            "not asked 1/2");
}

TEST(AskedWhenTest, WhatIsNotAskedIsNotApplicableForWhatFollows) {
  const auto rubric = Compile(RubricText(absl::StrCat(kTested, R"pb(
    criteria {
      id: "second"
      yes_no {}
      asked_when { criterion { criterion: "rating" is: "1" } }
    }
    criteria {
      id: "third"
      yes_no {}
      asked_when { criterion { criterion: "second" is: "1" } }
    }
  )pb")));
  ASSERT_NE(rubric, nullptr);
  const v1::Scorecard scorecard = ScoreText(
      *rubric, absl::StrCat(kMany, "answers { criterion: 'second' yes_no { yes: true } }"));
  EXPECT_TRUE(scorecard.criteria(2).not_asked());
  EXPECT_TRUE(scorecard.criteria(3).not_asked());
  EXPECT_EQ(scorecard.criteria(3).state(), v1::ANSWER_STATE_NOT_APPLICABLE);
  EXPECT_FALSE(scorecard.criteria(3).has_next_step());
}

// --- cases
// ----------------------------------------------------------------------------------------

// Yes/no criteria "a" and "b", and a rollup of cases.
std::shared_ptr<const CompiledRubric> CaseRubric(absl::string_view cases) {
  return Compile(RubricText(
      "criteria { id: 'a' yes_no {} } criteria { id: 'b' allows_not_applicable: true yes_no {} }",
      absl::StrCat(kInputs, R"(rollups { id: "mean" operator: OPERATOR_MEAN
                                terms { criterion: "b" } }
                              rollups { id: "level" operator: OPERATOR_CASE )",
                   cases, " }")));
}

constexpr char kTree[] = R"pb(
  cases {
    when { criterion { criterion: "a" is: "1" } }
    then { value: "3" }
  }
  cases {
    when { rollup { rollup: "mean" at_least: "1" } }
    then { rollup: "mean" }
  }
)pb";

std::string A(bool yes) {
  return absl::StrCat("answers { criterion: 'a' yes_no { yes: ", yes ? "true" : "false", " } } ");
}

std::string B(bool yes) {
  return absl::StrCat("answers { criterion: 'b' yes_no { yes: ", yes ? "true" : "false", " } } ");
}

v1::RollupResult LevelOf(absl::string_view cases, absl::string_view answers) {
  const auto rubric = CaseRubric(cases);
  return rubric == nullptr ? v1::RollupResult() : ScoreText(*rubric, answers).rollups(1);
}

TEST(CasesTest, TheFirstThatIsSoGivesTheValue) {
  const v1::RollupResult first = LevelOf(kTree, absl::StrCat(A(true), B(true)));
  EXPECT_EQ(first.value(), "3");
  EXPECT_EQ(first.reason().code(), v1::Reason::CODE_CASE);
  EXPECT_THAT(first.reason().arguments(), ElementsAre("1"));
  EXPECT_EQ(first.terms_size(), 0);
  const v1::RollupResult second = LevelOf(kTree, absl::StrCat(A(false), B(true)));
  EXPECT_EQ(second.value(), "1");
  EXPECT_THAT(second.reason().arguments(), ElementsAre("2"));
  ASSERT_EQ(second.terms_size(), 1);
  EXPECT_EQ(second.terms(0).rollup(), "mean");
}

TEST(CasesTest, WithoutOneThereIsNoValueOrWhatIsSaidOtherwise) {
  const std::string answers = absl::StrCat(A(false), B(false));
  const v1::RollupResult none = LevelOf(kTree, answers);
  EXPECT_EQ(none.state(), v1::ROLLUP_STATE_NO_VALUE);
  EXPECT_EQ(none.reason().code(), v1::Reason::CODE_NO_CASE);
  const v1::RollupResult otherwise =
      LevelOf(absl::StrCat(kTree, "otherwise { value: '-7' }"), answers);
  EXPECT_EQ(otherwise.value(), "-7");
  EXPECT_THAT(otherwise.reason().arguments(), ElementsAre("otherwise"));
}

TEST(CasesTest, WhatCannotBeToldBlocksUnlessACaseBeforeIsSo) {
  EXPECT_EQ(LevelOf(kTree, A(true)).value(), "3");
  const v1::RollupResult blocked = LevelOf(kTree, B(true));
  EXPECT_EQ(blocked.state(), v1::ROLLUP_STATE_BLOCKED);
  EXPECT_EQ(blocked.reason().code(), v1::Reason::CODE_BLOCKED);
  EXPECT_THAT(blocked.reason().arguments(), ElementsAre("a"));
}

TEST(CasesTest, AnInputThatIsNotStatedBlocksByName) {
  const v1::RollupResult blocked = LevelOf(
      "cases { when { input { input: 'people' at_least: '5' } } then { value: '1' } }", A(true));
  EXPECT_EQ(blocked.state(), v1::ROLLUP_STATE_BLOCKED);
  EXPECT_THAT(blocked.reason().arguments(), ElementsAre("people"));
}

TEST(CasesTest, ACaseTakesTheLackOfAValue) {
  const v1::RollupResult taken = LevelOf(
      "cases { when { criterion { criterion: 'a' is: '1' } } then { rollup: 'mean' } }",
      absl::StrCat(A(true), "answers { criterion: 'b' not_applicable { justification: 'j' } }"));
  EXPECT_EQ(taken.state(), v1::ROLLUP_STATE_NO_VALUE);
  EXPECT_EQ(taken.value(), "");
  EXPECT_THAT(taken.reason().arguments(), ElementsAre("1"));
}

}  // namespace
}  // namespace continuum::scoring
