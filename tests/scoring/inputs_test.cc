// SPDX-License-Identifier: Apache-2.0
//
// Inputs: what is stated, what is computed from it, and what is wrong with it.

#include "scoring/inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/check_answers.h"
#include "tests/scoring/rubrics.h"

namespace continuum::scoring {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kInputs[] = R"pb(
  inputs {
    id: "people"
    number { whole: true lowest: "0" highest: "1000" }
  }
  inputs {
    id: "staff"
    number {}
  }
  inputs {
    id: "opened"
    date {}
  }
  inputs {
    id: "closed"
    date {}
  }
  inputs {
    id: "setting"
    choice {
      options { id: "mental-health" }
      options { id: "primary-care" }
    }
  }
  inputs {
    id: "serves"
    choice {
      several: true
      options { id: "adults" }
      options { id: "children" }
      options { id: "elders" }
    }
  }
  inputs {
    id: "home"
    recognition {
      levels { id: "one" }
      levels { id: "two" }
    }
  }
  inputs {
    id: "sum"
    derived { operator: OPERATOR_SUM inputs: "people" inputs: "staff" inputs: "staff" }
  }
  inputs {
    id: "difference"
    derived { operator: OPERATOR_DIFFERENCE inputs: "people" inputs: "staff" }
  }
  inputs {
    id: "product"
    derived { operator: OPERATOR_PRODUCT inputs: "people" inputs: "staff" }
  }
  inputs {
    id: "ratio"
    derived { operator: OPERATOR_RATIO inputs: "people" inputs: "staff" }
  }
  inputs {
    id: "twice-the-ratio"
    derived { operator: OPERATOR_SUM inputs: "ratio" inputs: "ratio" }
  }
  inputs {
    id: "days"
    derived { operator: OPERATOR_DAYS_BETWEEN inputs: "opened" inputs: "closed" }
  }
)pb";

std::shared_ptr<const CompiledRubric> Rubric() {
  return Compile(RubricText("criteria { id: 'y' yes_no {} }", kInputs));
}

// The answer of one input.
std::string Stated(absl::string_view input, absl::string_view stated) {
  return absl::StrCat("answers { criterion: '", input, "' input { ", stated, " } } ");
}

// What a scorecard says of an input, in short.
std::string Said(absl::string_view answers, absl::string_view input) {
  const auto rubric = Rubric();
  const v1::Scorecard scorecard = ScoreText(*rubric, answers);
  for (const v1::InputResult& result : scorecard.inputs()) {
    if (result.input() != input) continue;
    v1::InputResult said = result;
    said.clear_input();
    return said.ShortDebugString();
  }
  return "not there";
}

std::vector<std::string> ProblemsOf(absl::string_view answers) {
  std::vector<std::string> reasons;
  for (const v1::AnswerProblem& problem : CheckAnswers(*Rubric(), Parse<v1::AnswerSet>(answers))) {
    reasons.push_back(absl::StrCat(problem.reason(), " ", problem.field()));
  }
  return reasons;
}

TEST(InputsTest, WhatIsStatedStandsInTheScorecard) {
  EXPECT_EQ(Said(Stated("people", "number: '120'"), "people"), R"(number: "120")");
  EXPECT_EQ(Said(Stated("staff", "number: '2.50'"), "staff"), R"(number: "5/2")");
  EXPECT_EQ(Said(Stated("opened", "date: '2024-02-29'"), "opened"), R"(date: "2024-02-29")");
  EXPECT_EQ(Said(Stated("setting", "options { options: 'primary-care' }"), "setting"),
            R"(options { options: "primary-care" })");
  EXPECT_EQ(Said(Stated("serves", "options { options: 'elders' options: 'adults' }"), "serves"),
            R"(options { options: "adults" options: "elders" })");
  EXPECT_EQ(Said(Stated("home", "recognition { status: STATUS_HELD level: 'two' }"), "home"),
            R"(recognition { status: STATUS_HELD level: "two" })");
  EXPECT_EQ(Said("", "people"), "");
}

TEST(InputsTest, WhatIsComputedFollowsFromWhatIsStated) {
  const std::string stated =
      absl::StrCat(Stated("people", "number: '120'"), Stated("staff", "number: '3.5'"),
                   Stated("opened", "date: '2024-02-01'"), Stated("closed", "date: '2024-03-01'"));
  EXPECT_EQ(Said(stated, "sum"), R"(number: "127")");
  EXPECT_EQ(Said(stated, "difference"), R"(number: "233/2")");
  EXPECT_EQ(Said(stated, "product"), R"(number: "420")");
  EXPECT_EQ(Said(stated, "ratio"), R"(number: "240/7")");
  EXPECT_EQ(Said(stated, "twice-the-ratio"), R"(number: "480/7")");
  EXPECT_EQ(Said(stated, "days"), R"(number: "29")");
}

TEST(InputsTest, AnEarlierSecondDayIsNegative) {
  EXPECT_EQ(Said(absl::StrCat(Stated("opened", "date: '2026-01-01'"),
                              Stated("closed", "date: '2025-01-01'")),
                 "days"),
            R"(number: "-365")");
}

TEST(InputsTest, NothingIsComputedFromNothingOrByZero) {
  EXPECT_EQ(Said(Stated("people", "number: '120'"), "sum"), "");
  const std::string by_zero =
      absl::StrCat(Stated("people", "number: '120'"), Stated("staff", "number: '0'"));
  EXPECT_EQ(Said(by_zero, "ratio"), "");
  EXPECT_EQ(Said(by_zero, "twice-the-ratio"), "");
  EXPECT_EQ(Said(by_zero, "product"), R"(number: "0")");
}

TEST(InputsTest, WhatIsNotConfirmedIsNotStated) {
  EXPECT_EQ(
      Said("answers { criterion: 'people' input { number: '5' } unconfirmed: true }", "people"),
      "");
}

TEST(InputsTest, BadStatementsAreRefusedByFieldAndReason) {
  EXPECT_THAT(ProblemsOf(Stated("people", "number: 'many'")),
              ElementsAre("INVALID_NUMBER answers[0].input.number"));
  EXPECT_THAT(ProblemsOf(Stated("people", "number: '1/2'")),
              ElementsAre("OUT_OF_RANGE answers[0].input.number"));
  EXPECT_THAT(ProblemsOf(Stated("people", "number: '-1'")),
              ElementsAre("OUT_OF_RANGE answers[0].input.number"));
  EXPECT_THAT(ProblemsOf(Stated("people", "number: '1001'")),
              ElementsAre("OUT_OF_RANGE answers[0].input.number"));
  EXPECT_THAT(ProblemsOf(Stated("people", "number: '1000'")), IsEmpty());
  EXPECT_THAT(ProblemsOf(Stated("people", "date: '2026-01-01'")),
              ElementsAre("WRONG_FORM answers[0].input.date"));
  EXPECT_THAT(ProblemsOf("answers { criterion: 'people' yes_no {} }"),
              ElementsAre("WRONG_FORM answers[0].yes_no"));
  EXPECT_THAT(ProblemsOf("answers { criterion: 'y' input { number: '1' } }"),
              ElementsAre("WRONG_FORM answers[0].input"));
  EXPECT_THAT(ProblemsOf(Stated("opened", "date: '2025-02-29'")),
              ElementsAre("INVALID_DAY answers[0].input.date"));
  EXPECT_THAT(ProblemsOf(Stated("sum", "number: '1'")), ElementsAre("COMPUTED answers[0].input"));
  EXPECT_THAT(
      ProblemsOf(absl::StrCat(Stated("staff", "number: '1'"), Stated("staff", "number: '1'"))),
      ElementsAre("DUPLICATE_CRITERION answers[1].criterion"));
}

TEST(InputsTest, BadChoicesAreRefused) {
  EXPECT_THAT(ProblemsOf(Stated("setting", "options { options: 'bank' }")),
              ElementsAre("UNKNOWN_OPTION answers[0].input.options.options[0]"));
  EXPECT_THAT(
      ProblemsOf(Stated("setting", "options { options: 'mental-health' options: 'primary-care' }")),
      ElementsAre("ONE_OPTION_ONLY answers[0].input.options.options"));
  EXPECT_THAT(ProblemsOf(Stated("serves", "options { options: 'adults' options: 'adults' }")),
              ElementsAre("DUPLICATE_OPTION answers[0].input.options.options[1]"));
  EXPECT_THAT(ProblemsOf(Stated("serves", "options {}")),
              ElementsAre("REQUIRED answers[0].input.options.options"));
}

TEST(InputsTest, BadRecognitionsAreRefused) {
  EXPECT_THAT(ProblemsOf(Stated("home", "recognition {}")),
              ElementsAre("UNKNOWN_VALUE answers[0].input.recognition.status"));
  EXPECT_THAT(ProblemsOf(Stated("home", "recognition { status: STATUS_HELD }")),
              ElementsAre("REQUIRED answers[0].input.recognition.level"));
  EXPECT_THAT(ProblemsOf(Stated("home", "recognition { status: STATUS_HELD level: 'six' }")),
              ElementsAre("UNKNOWN_LEVEL answers[0].input.recognition.level"));
  EXPECT_THAT(ProblemsOf(Stated("home", "recognition { status: STATUS_IN_PROCESS }")), IsEmpty());
  EXPECT_THAT(ProblemsOf(Stated("home",
                                "recognition { status: STATUS_NOT_HELD first_date: '2026-02-01' "
                                "last_date: '2026-01-31' }")),
              ElementsAre("DATES_REVERSED answers[0].input.recognition.last_date"));
  EXPECT_THAT(
      ProblemsOf(Stated("home", "recognition { status: STATUS_NOT_HELD first_date: 'May' }")),
      ElementsAre("INVALID_DAY answers[0].input.recognition.first_date"));
}

}  // namespace
}  // namespace continuum::scoring
