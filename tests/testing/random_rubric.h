// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_RANDOM_RUBRIC_H_
#define CONTINUUM_TESTS_TESTING_RANDOM_RUBRIC_H_

#include <string>

#include "continuum/v1/rubric.pb.h"
#include "tests/testing/choices.h"

namespace continuum::testing {

// What a random rubric may have.
struct RandomRubricOptions {
  int max_criteria = 6;
  int max_rollups = 6;
  // Thresholds and band edges that answers can reach. Otherwise any; the checker then may report
  // them as out of reach and finds nothing else.
  bool within_reach = true;
};

// A small rubric without errors, though with warnings: all forms, operators, treatments and
// requirements, domains within domains, continua, scales, bands and ladders. Half of them have
// inputs, and only these have forms that are answered with numbers and days, conditions and what
// belongs to them.
v1::RubricDefinition RandomRubric(Choices& choices, const RandomRubricOptions& options = {});

// A rubric as text.
std::string TextOf(const v1::RubricDefinition& rubric);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_RANDOM_RUBRIC_H_
