// SPDX-License-Identifier: Apache-2.0
//
// Matchers for the details that server/base/errors.h puts into an error.
//
//   EXPECT_THAT(Complete(assessment), HasReason("ASSESSMENT_COMPLETED"));

#ifndef CONTINUUM_TESTS_TESTING_ERROR_MATCHERS_H_
#define CONTINUUM_TESTS_TESTING_ERROR_MATCHERS_H_

#include <gmock/gmock.h>

#include <string>

#include "google/rpc/error_details.pb.h"
#include "server/base/errors.h"
#include "tests/testing/status_matchers.h"

namespace continuum::testing {

// An error of Continuum's domain with this reason.
MATCHER_P(HasReason, reason, "has the reason " + ::testing::PrintToString(std::string(reason))) {
  const absl::Status& status = GetStatus(arg);
  const auto info = base::GetDetail<google::rpc::ErrorInfo>(status);
  *result_listener << "which is " << status.ToString();
  if (!info.has_value()) {
    *result_listener << ", without an ErrorInfo";
    return false;
  }
  *result_listener << ", with the reason " << info->reason();
  return info->reason() == reason && info->domain() == std::string(base::kErrorDomain);
}

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_ERROR_MATCHERS_H_
