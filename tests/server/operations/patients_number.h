// SPDX-License-Identifier: Apache-2.0
//
// What every text does that takes no number of a patient.

#ifndef CONTINUUM_TESTS_SERVER_OPERATIONS_PATIENTS_NUMBER_H_
#define CONTINUUM_TESTS_SERVER_OPERATIONS_PATIENTS_NUMBER_H_

#include <gmock/gmock.h>

#include <string>

#include "absl/status/status.h"
#include "tests/server/operations/operations_test.h"
#include "tests/testing/status_matchers.h"

namespace continuum::operations {

// Looks like a Social Security number, and is nobody's.
inline constexpr char kPatientsNumber[] = "123-45-6789";

// It was found in this field, and the error does not repeat it.
MATCHER_P(HasPatientsNumberIn, field, "refuses a number in " + std::string(field)) {
  const absl::Status& status = testing::GetStatus(arg);
  return ::testing::ExplainMatchResult(HasWrongFields(field), status, result_listener) &&
         ::testing::ExplainMatchResult(
             ::testing::AllOf(::testing::HasSubstr("1 Social Security number"),
                              ::testing::Not(::testing::HasSubstr(kPatientsNumber))),
             status.ToString(), result_listener);
}

}  // namespace continuum::operations

#endif  // CONTINUUM_TESTS_SERVER_OPERATIONS_PATIENTS_NUMBER_H_
