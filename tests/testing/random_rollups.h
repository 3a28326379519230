// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_RANDOM_ROLLUPS_H_
#define CONTINUUM_TESTS_TESTING_RANDOM_ROLLUPS_H_

#include "continuum/v1/rubric.pb.h"
#include "tests/testing/choices.h"

namespace continuum::testing {

// Adds the policy for missing answers and up to so many rollups, "r0", "r1", ..., to a rubric that
// has its criteria: the second part of a random rubric (random_rubric.h). Of some there may
// never be a value.
void AddRandomRollups(Choices& choices, int max_rollups, v1::RubricDefinition& rubric);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_RANDOM_ROLLUPS_H_
