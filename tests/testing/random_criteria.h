// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_RANDOM_CRITERIA_H_
#define CONTINUUM_TESTS_TESTING_RANDOM_CRITERIA_H_

#include "continuum/v1/rubric.pb.h"
#include "tests/testing/choices.h"

namespace continuum::testing {

// Adds continua, scales and an activity policy, and then domains with criteria: the first half of a
// random rubric (random_rubric.h). Criteria are "c0", "c1", ..., domains "d0", ...; tags are "t0"
// and "t1". In a rubric that has inputs some criteria are answered with numbers and days, and some
// are asked only under conditions.
void AddRandomCriteria(Choices& choices, int max_criteria, v1::RubricDefinition& rubric);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_RANDOM_CRITERIA_H_
