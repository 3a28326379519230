// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_OIDC_READ_FILE_H_
#define CONTINUUM_SERVER_AUTH_OIDC_READ_FILE_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"

namespace continuum::auth::oidc {

// The bytes of a file. UNAVAILABLE, with the system's reason, if it cannot be read or is longer.
// Thread-safe.
absl::StatusOr<std::string> ReadSmallFile(const std::string& path, size_t max_bytes);

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_READ_FILE_H_
