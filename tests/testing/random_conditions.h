// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_RANDOM_CONDITIONS_H_
#define CONTINUUM_TESTS_TESTING_RANDOM_CONDITIONS_H_

#include <set>
#include <string>
#include <vector>

#include "continuum/v1/inputs.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "tests/scoring/naive/naive_facts.h"
#include "tests/scoring/naive/naive_number.h"
#include "tests/testing/choices.h"

namespace continuum::testing {

// What a condition may look at: the rubric's inputs, these criteria, and the first so many rollups
// of the rubric. There must be something.
struct ConditionSubjects {
  const v1::RubricDefinition& rubric;
  const std::vector<naive::Item>& criteria;
  int rollups;
};

// A condition with parts down to a depth. It is often so and often not.
v1::Condition RandomCondition(Choices& choices, const ConditionSubjects& subjects, int depth);

// The numbers with which the rubric's conditions compare an input.
std::vector<naive::Number> ComparedWith(const v1::RubricDefinition& rubric,
                                        const std::string& input);

// Adds the rollups that a condition looks at.
void CollectRollups(const v1::Condition& condition, std::set<std::string>& rollups);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_RANDOM_CONDITIONS_H_
