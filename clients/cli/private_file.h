// SPDX-License-Identifier: Apache-2.0
//
// Files that hold secrets: read only when nobody but their owner can, and written so that nobody
// else can. Errors say how to mend what is wrong, and never what the file holds.

#ifndef CONTINUUM_CLIENTS_CLI_PRIVATE_FILE_H_
#define CONTINUUM_CLIENTS_CLI_PRIVATE_FILE_H_

#include <optional>
#include <string>
#include <utility>

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

// Keeps other commands from changing a file while this one reads, changes and writes it: all of
// them lock the file of the same name with ".lock" behind it, which stays. For one scope.
class PrivateFileLock {
 public:
  // Waits for other commands, but no longer than they can need. Makes the folder, and refuses one
  // that others may enter, as WritePrivateFile.
  static absl::StatusOr<PrivateFileLock> Take(const std::string& path);

  PrivateFileLock(PrivateFileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  PrivateFileLock& operator=(PrivateFileLock&&) = delete;
  ~PrivateFileLock();

 private:
  explicit PrivateFileLock(int file) : file_(file) {}

  int file_;  // -1: none
};

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_PRIVATE_FILE_H_
