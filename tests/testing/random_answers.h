// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_RANDOM_ANSWERS_H_
#define CONTINUUM_TESTS_TESTING_RANDOM_ANSWERS_H_

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "tests/testing/choices.h"

namespace continuum::testing {

// Answers without a problem to a rubric without errors: of every kind, in any order, some criteria
// not among them.
v1::AnswerSet RandomAnswers(Choices& choices, const v1::RubricDefinition& rubric);

// A day about which the months in random answers lie.
v1::ScoringContext RandomContext(Choices& choices);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_RANDOM_ANSWERS_H_
