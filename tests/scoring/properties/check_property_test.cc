// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <set>
#include <string>

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

// What the other properties are worth depends on it.
TEST(CheckProperty, RandomRubricsHaveEverything) {
  std::set<std::string> seen;
  testing::SeededChoices choices(1);
  for (int i = 0; i < 300; ++i) {
    const v1::RubricDefinition rubric = testing::RandomRubric(choices);
    for (const v1::Rollup& rollup : rubric.rollups()) {
      seen.insert(v1::Rollup::Operator_Name(rollup.operator_()));
    }
    const std::string text = rubric.DebugString();
    for (const char* part : {"staircase {",
                             "factors {",
                             "rating {",
                             "credit {",
                             "yes_no {",
                             "core:",
                             "credits:",
                             "covers:",
                             "lowest_by_answering: true",
                             "including:",
                             "scale:",
                             "insufficient_data: true",
                             "needs:",
                             "KIND_LEAVES",
                             "KIND_COUNTS_AS\n",
                             "KIND_COUNTS_AS_MET",
                             "KIND_BLOCKS",
                             "minimum_terms:",
                             "weight: \"-",
                             "band_sets {",
                             "independent_levels: true",
                             "all_of {",
                             "any_of {",
                             "at_least {",
                             "rollup_at_least {",
                             "rollup_at_most {",
                             "criterion_at_least {",
                             "criteria_at_least {",
                             "credits_at_least {",
                             "stage:",
                             "tag:",
                             "NOT_APPLICABLE_RULE_MEETS",
                             "NOT_APPLICABLE_RULE_FAILS"}) {
      if (text.find(part) != std::string::npos) seen.insert(part);
    }
  }
  EXPECT_EQ(seen.size(), 10 + 33);
}

}  // namespace
}  // namespace continuum::scoring
