// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_MESSAGE_CHECK_H_
#define CONTINUUM_CLIENTS_CLI_MESSAGE_CHECK_H_

#include <cstddef>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace continuum::cli {

// The largest message that the service takes, less some room for the frame around it.
inline constexpr size_t kMaxMessageBytes = (size_t{4} << 20) - 1024;

// What the transport would refuse without saying why: a message over kMaxMessageBytes, and texts
// that are not UTF-8. The error names the field. A pure function.
absl::Status CheckMessage(const google::protobuf::Message& message);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_MESSAGE_CHECK_H_
