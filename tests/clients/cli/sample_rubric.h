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

// Another one, with inputs of every kind and the forms that are answered with numbers and days.
//
//   panel      a whole number of people                staff     a number
//   begun, ended  days                                 setting   one option: clinic, hospital
//   serves     several options: adults, youth          pcmh      a recognition: level one, two
//   load       panel / staff
//   wait       quantity: days, with cut-points         asked when setting is clinic
//   caseload   quantity that looks at load, worth itself
//   bp         measure: a proportion in two segments that partition, with cut-points
//   stays      measure: a rate per 1000, worth itself
//   explore    milestones: champion, visit             install   milestones: room
v1::RubricDefinition NumbersRubric();

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_CLIENTS_CLI_SAMPLE_RUBRIC_H_
