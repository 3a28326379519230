// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_OUTPUT_FILE_H_
#define CONTINUUM_CLIENTS_CLI_OUTPUT_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace continuum::cli {

// Writes a file, and the folders above it that are not there yet. What was there before stays whole
// until all of the new text is written; a link stays one, and what it leads to is written. What is
// no file, such as a pipe or /dev/stdout, is written into. Input errors name the file and say why
// it cannot be written.
absl::Status WriteOutputFile(const std::string& path, absl::string_view text);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_OUTPUT_FILE_H_
