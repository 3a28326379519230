// SPDX-License-Identifier: Apache-2.0
//
// The one place where our errors become gRPC's. Pure functions.

#ifndef CONTINUUM_SERVER_SERVICES_GRPC_STATUS_H_
#define CONTINUUM_SERVER_SERVICES_GRPC_STATUS_H_

#include <cstddef>

#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace continuum::services {

// gRPC sends an error as HTTP/2 trailers, which a client refuses above 8 KiB; then it sees another
// error instead, and later calls on the same connection may fail as well. Message (percent-encoded)
// and details (in base64) together stay under this.
inline constexpr size_t kMaxErrorBytes = 7000;
inline constexpr size_t kMaxMessageBytes = 1024;

// The same code; the message, clipped to kMaxMessageBytes on a UTF-8 boundary; the payloads as the
// details of a google.rpc.Status, in the order of their type URLs. An error without ErrorInfo gets
// one whose reason is the code's name. Details that do not fit are left out, field violations from
// the end first ("and 12 more"), ErrorInfo last.
grpc::Status ToGrpcStatus(const absl::Status& status);

// "OK", "NOT_FOUND", ...; "UNKNOWN" for a number that is no code.
absl::string_view CodeName(absl::StatusCode code);

}  // namespace continuum::services

#endif  // CONTINUUM_SERVER_SERVICES_GRPC_STATUS_H_
