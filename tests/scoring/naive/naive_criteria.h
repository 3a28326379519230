// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_CRITERIA_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_CRITERIA_H_

#include <string>
#include <vector>

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "tests/scoring/naive/naive_number.h"

namespace continuum::naive {

// A criterion where it stands in the rubric, and what its answer is worth.
struct Item {
  v1::Criterion criterion;
  // Its domain and those above it, outermost first.
  std::vector<std::string> domains;
  v1::AnswerState state = v1::ANSWER_STATE_ABSENT;
  Number value = 0;  // when state is VALUE
  Number highest = 0;
  int stage = -1;                    // staircases: index of the stage where it stands
  std::string option;                // ratings
  std::vector<std::string> lacking;  // what the chosen option requires and the answer lacks
  std::vector<int> skipped;          // staircases: indexes of stages
  int done = 0;
  int possible = 0;
};

// All criteria in reading order: a domain's own before those of the domains in it; without answers
// yet.
std::vector<Item> ReadingOrder(const v1::RubricDefinition& rubric);

// Fills in what the answer is worth.
void ApplyAnswers(const v1::RubricDefinition& rubric, const v1::AnswerSet& answers,
                  const std::string& as_of_date, std::vector<Item>& items);

// The continuum of a staircase.
const v1::Continuum& ContinuumOf(const v1::RubricDefinition& rubric,
                                 const v1::Staircase& staircase);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_CRITERIA_H_
