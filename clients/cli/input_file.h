// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_INPUT_FILE_H_
#define CONTINUUM_CLIENTS_CLI_INPUT_FILE_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cli/console.h"

namespace continuum::cli {

// No input is larger: the service takes no more in one message.
inline constexpr size_t kMaxInputBytes = size_t{4} << 20;

// The bytes of a file; of the console's input for "-". Input errors name the file and say why it
// cannot be read, or that it is over kMaxInputBytes.
absl::StatusOr<std::string> ReadInputFile(const std::string& path, Console& console);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_INPUT_FILE_H_
