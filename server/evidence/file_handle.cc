// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/file_handle.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"

namespace continuum::evidence {

absl::Status FolderError(absl::string_view what, int error_number) {
  return base::MakeError(absl::StatusCode::kUnavailable, "EVIDENCE_FOLDER",
                         absl::StrCat("the folder of the evidence ", what, ": ",
                                      std::strerror(error_number), ". Tell who runs the server."));
}

absl::StatusOr<FileHandle> FileHandle::Open(const std::string& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor >= 0) return FileHandle(descriptor);
  if (errno == ENOENT) return absl::NotFoundError("there is no such file");
  return FolderError("cannot be opened", errno);
}

FileHandle::~FileHandle() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

absl::StatusOr<int64_t> FileHandle::Size() const {
  struct stat facts = {};
  if (::fstat(descriptor_, &facts) != 0) return FolderError("cannot be read", errno);
  return facts.st_size;
}

absl::StatusOr<std::string> FileHandle::Read(int64_t offset, int64_t limit) const {
  std::string bytes;
  if (limit <= 0) return bytes;
  // A limit far beyond the end costs no memory.
  auto size = Size();
  if (!size.ok()) return size.status();
  bytes.resize(static_cast<size_t>(std::clamp<int64_t>(*size - offset, 0, limit)));
  size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = ::pread(descriptor_, bytes.data() + done, bytes.size() - done,
                                offset + static_cast<int64_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return FolderError("cannot be read", errno);
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

absl::Status FileHandle::Write(int64_t offset, absl::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t put = ::pwrite(descriptor_, bytes.data(), bytes.size(), offset);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return FolderError("cannot be written", errno);
    bytes.remove_prefix(static_cast<size_t>(put));
    offset += put;
  }
  return absl::OkStatus();
}

absl::Status FileHandle::Truncate(int64_t size) const {
  if (::ftruncate(descriptor_, size) == 0) return absl::OkStatus();
  return FolderError("cannot be written", errno);
}

absl::Status FileHandle::Sync() const {
  if (::fsync(descriptor_) == 0) return absl::OkStatus();
  return FolderError("cannot be written", errno);
}

absl::Status FileHandle::SetTime(absl::Time time) const {
  const timespec written = absl::ToTimespec(time);
  const timespec times[2] = {written, written};
  if (::futimens(descriptor_, times) == 0) return absl::OkStatus();
  return FolderError("cannot be written", errno);
}

}  // namespace continuum::evidence
