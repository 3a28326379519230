// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/text.h"

namespace continuum::storage {
namespace {

absl::Status IoError(absl::string_view doing, const std::string& path, int error) {
  return base::MakeError(
      absl::StatusCode::kUnavailable, "STORAGE_IO_ERROR",
      absl::StrCat("cannot ", doing, " ", base::Shown(path, 256), ": ", std::strerror(error)));
}

// " (process 123)", if the holder wrote its id.
std::string Holder(int descriptor) {
  std::array<char, 32> text{};
  const ssize_t size = pread(descriptor, text.data(), text.size() - 1, 0);
  const std::string id(text.data(), size > 0 ? std::strspn(text.data(), "0123456789") : 0);
  return id.empty() ? "" : absl::StrCat(" (process ", id, ")");
}

}  // namespace

absl::StatusOr<std::unique_ptr<LockFile>> LockFile::Acquire(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return IoError("make the lock file", path, errno);
  std::unique_ptr<LockFile> lock(new LockFile(descriptor));
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return IoError("lock", path, errno);
    return base::FailedPrecondition(
        "DATABASE_IN_USE", path,
        absl::StrCat("another server", Holder(descriptor),
                     " uses this database: stop it, or choose another database"));
  }
  // Only tells people who holds it; the lock works without.
  const std::string id = absl::StrCat(getpid(), "\n");
  if (ftruncate(descriptor, 0) != 0 ||
      pwrite(descriptor, id.data(), id.size(), 0) != static_cast<ssize_t>(id.size())) {
    errno = 0;
  }
  return lock;
}

LockFile::~LockFile() { close(descriptor_); }

}  // namespace continuum::storage
