// SPDX-License-Identifier: Apache-2.0
//
// Files that hold secrets: read only when nobody but their owner can, and written so that nobody
// else can. Errors say how to mend what is wrong, and never what the file holds.

#ifndef CONTINUUM_CLIENTS_CLI_PRIVATE_FILE_H_
#define CONTINUUM_CLIENTS_CLI_PRIVATE_FILE_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace continuum::cli {

// The text of a file of at most 1 MiB; nothing where there is no file. A pipe is read as it is.
absl::StatusOr<std::optional<std::string>> ReadPrivateFile(const std::string& path);

// Refuses the folder of `path` where others may enter it. One that does not exist is fine.
absl::Status CheckPrivateFolder(const std::string& path);

// Replaces the file in one step, with mode 0600. Its folder is made with mode 0700; one that others
// may enter is refused.
absl::Status WritePrivateFile(const std::string& path, absl::string_view text);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_PRIVATE_FILE_H_
