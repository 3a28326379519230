// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_INPUTS_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_INPUTS_H_

#include <string>
#include <vector>

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "tests/scoring/naive/naive_facts.h"

namespace continuum::naive {

// What is stated for each input, or computed, in the rubric's order.
std::vector<InputFact> ReadInputs(const v1::RubricDefinition& rubric, const v1::AnswerSet& answers);

// Whether a held recognition is valid on a day.
bool IsValidOn(const v1::HeldRecognition& recognition, const std::string& date);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_INPUTS_H_
