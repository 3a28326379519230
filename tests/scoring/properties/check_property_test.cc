// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <vector>

#include "scoring/check_answers.h"
#include "scoring/check_rubric.h"
#include "tests/scoring/properties/random_case.h"
#include "tests/testing/property.h"

namespace continuum::scoring {
namespace {

using testing::CheckProperty;
using testing::Runs;

// The generator and the checker were written apart: this holds them to each other.
void ARandomRubricHasNoErrorsAndCompiles() {
  const RandomCase drawn = DrawRubric();
  RC_ASSERT(!HasErrors(drawn.problems));
  Compiled(drawn);
}

TEST(CheckProperty, ARandomRubricHasNoErrorsAndCompiles) {
  CheckProperty(Runs(2'000, 20'000), ARandomRubricHasNoErrorsAndCompiles);
}

// Of thresholds that may be anything only reach is reported.
void OnlyReachIsReportedOfArbitraryThresholds() {
  const RandomCase drawn = DrawRubric({.within_reach = false});
  for (const v1::RubricProblem& problem : drawn.problems) {
    RC_ASSERT(problem.severity() == v1::RubricProblem::SEVERITY_WARNING ||
              problem.reason() == "THRESHOLD_OUT_OF_REACH" ||
              problem.reason() == "EDGE_OUT_OF_REACH");
  }
  Compiled(drawn);
}

TEST(CheckProperty, OnlyReachIsReportedOfArbitraryThresholds) {
  CheckProperty(Runs(1'000, 10'000), OnlyReachIsReportedOfArbitraryThresholds);
}

void RandomAnswersHaveNoProblem() {
  const RandomCase drawn = DrawRubric();
  const std::vector<v1::AnswerProblem> problems =
      CheckAnswers(*Compiled(drawn), DrawAnswers(drawn));
  for (const v1::AnswerProblem& problem : problems) RC_LOG() << problem.DebugString();
  RC_ASSERT(problems.empty());
}

TEST(CheckProperty, RandomAnswersHaveNoProblem) {
  CheckProperty(Runs(500, 5'000), RandomAnswersHaveNoProblem);
}

}  // namespace
}  // namespace continuum::scoring
