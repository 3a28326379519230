// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_LOCK_FILE_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_LOCK_FILE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace continuum::storage {

// Keeps a second server away from a database. Held from Acquire to the destructor, or until the
// process ends in whatever way; the file stays, as its removal would race with the next server.
class LockFile {
 public:
  // FAILED_PRECONDITION, DATABASE_IN_USE: somebody holds it. UNAVAILABLE, STORAGE_IO_ERROR: the
  // file cannot be made.
  static absl::StatusOr<std::unique_ptr<LockFile>> Acquire(const std::string& path);

  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

 private:
  explicit LockFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_LOCK_FILE_H_
