// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_RAW_CALL_H_
#define CONTINUUM_TESTS_TESTING_RAW_CALL_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace continuum::testing {

// Calls a method by its full name ("/grpc.health.v1.Health/Check") with any bytes, and gives the
// bytes of the (first) answer: for services whose protos Debian does not package, and for messages
// that no client library would send. Works for unary and for bidirectional methods. With a secret,
// as whoever has it.
absl::StatusOr<std::string> RawCall(const std::shared_ptr<grpc::Channel>& channel,
                                    const std::string& method, absl::string_view request,
                                    const std::string& secret = "");

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_RAW_CALL_H_
