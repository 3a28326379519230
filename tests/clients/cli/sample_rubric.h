// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_CLIENTS_CLI_SAMPLE_RUBRIC_H_
#define CONTINUUM_TESTS_CLIENTS_CLI_SAMPLE_RUBRIC_H_

#include "continuum/v1/rubric.pb.h"

namespace continuum::testing {

// A small rubric with a criterion of every form, whose users say "subdomain".
//
//   care-team  staircase: low (a, b), high (c, which covers b)     may be not applicable
//   access     factors: same-day, evening
//   training   rating: 1, 2, 3
//   policy     credit (core)
//   consent    yes/no                                              may lack data
v1::RubricDefinition SampleRubric();

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_CLIENTS_CLI_SAMPLE_RUBRIC_H_
