// SPDX-License-Identifier: Apache-2.0
//
// Rubrics with random mistakes: whatever they are, they are reported, or they do no harm.

#include <gtest/gtest.h>

#include <string>

#include "scoring/check_rubric.h"
#include "scoring/score.h"
#include "tests/scoring/properties/random_case.h"
#include "tests/testing/mutation.h"
#include "tests/testing/property.h"

namespace continuum::scoring {
namespace {

using testing::CheckProperty;
using testing::DrawnChoices;
using testing::Runs;

// A rubric without errors compiles and can be scored; where a number gets too long, scoring says
// so.
void CheckUse(const std::string& text) {
  const ParsedRubric rubric = ParseRubric(text);
  const std::vector<v1::RubricProblem> problems = CheckRubric(rubric);
  for (const v1::RubricProblem& problem : problems) {
    RC_LOG() << problem.path() << ": " << problem.reason() << ": " << problem.message() << "\n";
  }
  if (HasErrors(problems)) return;
  const auto compiled = CompileRubric(rubric.definition());
  if (!compiled.ok()) RC_FAIL(compiled.status().ToString());
  v1::ScoringContext context;
  context.set_as_of_date("2024-06-30");
  const auto card = Score(**compiled, v1::AnswerSet(), context, {});
  if (!card.ok() && !absl::IsOutOfRange(card.status())) RC_FAIL(card.status().ToString());
}

void MistakesInTheRubricAreReportedOrHarmless() {
  DrawnChoices choices;
  v1::RubricDefinition definition = testing::RandomRubric(choices);
  const int mistakes = *rc::gen::inRange(1, 4);
  for (int i = 0; i < mistakes; ++i) testing::MutateMessage(choices, definition);
  const std::string text = testing::TextOf(definition);
  RC_LOG() << text << "\n";
  CheckUse(text);
}

TEST(MutationProperty, MistakesInTheRubricAreReportedOrHarmless) {
  CheckProperty(Runs(5'000, 100'000), MistakesInTheRubricAreReportedOrHarmless);
}

void MistakesInTheTextAreReportedOrHarmless() {
  DrawnChoices choices;
  std::string text = testing::TextOf(testing::RandomRubric(choices));
  const int mistakes = *rc::gen::inRange(1, 6);
  for (int i = 0; i < mistakes; ++i) testing::MutateText(choices, text);
  RC_LOG() << text << "\n";
  CheckUse(text);
}

TEST(MutationProperty, MistakesInTheTextAreReportedOrHarmless) {
  CheckProperty(Runs(3'000, 50'000), MistakesInTheTextAreReportedOrHarmless);
}

}  // namespace
}  // namespace continuum::scoring
