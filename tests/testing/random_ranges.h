// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_RANDOM_RANGES_H_
#define CONTINUUM_TESTS_TESTING_RANDOM_RANGES_H_

#include <optional>
#include <vector>

#include "continuum/v1/rubric.pb.h"
#include "tests/scoring/naive/naive_number.h"

namespace continuum::testing {

// The lowest and highest value that were seen.
struct SeenRange {
  naive::Number lowest;
  naive::Number highest;
};

// What some answers came to: always values that can be reached, if not all of them. Nothing where
// no value was seen.
struct SeenRanges {
  std::vector<std::optional<SeenRange>> criteria;  // in reading order
  std::vector<std::optional<SeenRange>> rollups;   // in the rubric's order
};

// Tries some answers, the best and the worst of them included. The same rubric gives the same
// ranges. The rubric needs no bands and ladders.
SeenRanges TryAnswers(const v1::RubricDefinition& rubric);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_RANDOM_RANGES_H_
