// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_RANDOM_NUMBER_ANSWERS_H_
#define CONTINUUM_TESTS_TESTING_RANDOM_NUMBER_ANSWERS_H_

#include <optional>

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "tests/testing/choices.h"

namespace continuum::testing {

// What is stated for an input that is not computed. Numbers lie about those with which the rubric
// compares the input, days about the as-of dates of random contexts. Nothing where no number is
// accepted.
std::optional<v1::InputAnswer> RandomStatement(Choices& choices, const v1::RubricDefinition& rubric,
                                               const v1::Input& input);

// Answers to the forms that are answered with numbers and days. Numbers and rates often lie at the
// cut-points or one step beside.
v1::QuantityAnswer AnswerQuantity(Choices& choices, const v1::Quantity& quantity);
v1::MeasureAnswer AnswerMeasure(Choices& choices, const v1::Measure& measure);
v1::MilestonesAnswer AnswerMilestones(Choices& choices, const v1::Milestones& milestones);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_RANDOM_NUMBER_ANSWERS_H_
