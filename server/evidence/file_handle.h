// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_EVIDENCE_FILE_HANDLE_H_
#define CONTINUUM_SERVER_EVIDENCE_FILE_HANDLE_H_

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace continuum::evidence {

// An open file or folder, closed by the destructor. Owns its descriptor; for one thread. Errors are
// UNAVAILABLE, EVIDENCE_FOLDER (the message says what failed and never a path), but for a file that
// is not there: NOT_FOUND.
class FileHandle {
 public:
  // `flags` as for open(2); what is made may be read and written by the server alone.
  static absl::StatusOr<FileHandle> Open(const std::string& path, int flags);

  explicit FileHandle(int descriptor) : descriptor_(descriptor) {}
  ~FileHandle();
  FileHandle(FileHandle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileHandle& operator=(FileHandle&&) = delete;
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;

  int descriptor() const { return descriptor_; }

  absl::StatusOr<int64_t> Size() const;
  // As many bytes as there are, up to `limit`.
  absl::StatusOr<std::string> Read(int64_t offset, int64_t limit) const;
  absl::Status Write(int64_t offset, absl::string_view bytes) const;
  absl::Status Truncate(int64_t size) const;
  // Returns once the disk has it.
  absl::Status Sync() const;
  // When it was last written, as far as the file system is to say.
  absl::Status SetTime(absl::Time time) const;

 private:
  int descriptor_;
};

// The error for what the system refused: `what` completes "the folder of the evidence ...".
absl::Status FolderError(absl::string_view what, int error_number);

}  // namespace continuum::evidence

#endif  // CONTINUUM_SERVER_EVIDENCE_FILE_HANDLE_H_
