// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_FROM_GRPC_H_
#define CONTINUUM_TESTS_TESTING_FROM_GRPC_H_

#include <grpcpp/support/status.h>
#include <gtest/gtest.h>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "google/rpc/status.pb.h"

namespace continuum::testing {

// What a client got, as an absl::Status with its details as payloads, for IsOk, StatusIs, HasReason
// and base::GetDetail.
inline absl::Status FromGrpc(const grpc::Status& status) {
  absl::Status result(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  google::rpc::Status details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  for (const auto& detail : details.details()) {
    result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return result;
}

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_FROM_GRPC_H_
