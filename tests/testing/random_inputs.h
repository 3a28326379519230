// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_RANDOM_INPUTS_H_
#define CONTINUUM_TESTS_TESTING_RANDOM_INPUTS_H_

#include <string>
#include <vector>

#include "continuum/v1/rubric.pb.h"
#include "tests/testing/choices.h"

namespace continuum::testing {

// Adds two to six inputs, "i0", "i1", ..., of all kinds. Those that are computed from others stand
// after these.
void AddRandomInputs(Choices& choices, v1::RubricDefinition& rubric);

// The inputs of some kinds.
std::vector<const v1::Input*> InputsOf(const v1::RubricDefinition& rubric,
                                       const std::vector<v1::Input::KindCase>& kinds);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_RANDOM_INPUTS_H_
