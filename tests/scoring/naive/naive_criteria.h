// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_CRITERIA_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_CRITERIA_H_

#include <vector>

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "tests/scoring/naive/naive_facts.h"

namespace continuum::naive {

// All criteria in reading order: a domain's own before those of the domains in it; without answers
// yet.
std::vector<Item> ReadingOrder(const v1::RubricDefinition& rubric);

// Fills in, criterion by criterion, whether it is asked and what its answer is worth. The inputs
// must be there, and the criteria in reading order.
void ApplyAnswers(const v1::AnswerSet& answers, Facts& facts);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_CRITERIA_H_
