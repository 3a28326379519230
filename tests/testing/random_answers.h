// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_RANDOM_ANSWERS_H_
#define CONTINUUM_TESTS_TESTING_RANDOM_ANSWERS_H_

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "tests/testing/choices.h"

namespace continuum::testing {

// Answers without a problem to a rubric without errors: of every kind, in any order, some criteria
// and inputs not among them, some not confirmed, and some to criteria that are not asked.
v1::AnswerSet RandomAnswers(Choices& choices, const v1::RubricDefinition& rubric);

// A day about which the months and days in random answers lie.
v1::ScoringContext RandomContext(Choices& choices);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_RANDOM_ANSWERS_H_
