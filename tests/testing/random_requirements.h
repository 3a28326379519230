// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_RANDOM_REQUIREMENTS_H_
#define CONTINUUM_TESTS_TESTING_RANDOM_REQUIREMENTS_H_

#include "continuum/v1/rubric.pb.h"
#include "tests/testing/choices.h"
#include "tests/testing/random_ranges.h"

namespace continuum::testing {

// Adds bands and ladders of levels to a rubric that has its criteria and rollups: the last part of
// a random rubric (random_rubric.h). With `within_reach`, only thresholds and edges between the
// lowest and highest values that were seen.
void AddRandomRequirements(Choices& choices, bool within_reach, const SeenRanges& seen,
                           v1::RubricDefinition& rubric);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_RANDOM_REQUIREMENTS_H_
