// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/private_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>
#include <system_error>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/error.h"

namespace continuum::cli {

namespace {

constexpr size_t kMostBytes = 1 << 20;
constexpr mode_t kOthers = S_IRWXG | S_IRWXO;

// A command holds a lock for some milliseconds.
constexpr absl::Duration kLongestLock = absl::Seconds(10);
constexpr absl::Duration kLockLook = absl::Milliseconds(5);

std::string FolderOf(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

absl::StatusOr<std::string> ReadAll(int file, const std::string& path) {
  std::string text;
  char part[4096];
  while (text.size() <= kMostBytes) {
    const ssize_t count = read(file, part, sizeof part);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return InputError(path, absl::StrCat("it cannot be read: ", strerror(errno)));
    if (count == 0) return text;
    text.append(part, static_cast<size_t>(count));
  }
  return InputError(path, "it is over 1 MiB, which no token or sessions file is");
}

// Writes everything and makes it last.
bool WriteAll(int file, absl::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(file, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    text.remove_prefix(static_cast<size_t>(count));
  }
  return fsync(file) == 0;
}

absl::Status MakeFolder(const std::string& folder) {
  std::error_code error;
  const std::filesystem::path parent = std::filesystem::path(folder).parent_path();
  if (!parent.empty()) std::filesystem::create_directories(parent, error);
  if (mkdir(folder.c_str(), S_IRWXU) == 0 || errno == EEXIST) return absl::OkStatus();
  return InputError(folder, absl::StrCat("the folder cannot be made: ", strerror(errno)));
}

// 0, or what is wrong. A folder that cannot lock, as some on the network, is used as it is.
int LockFile(int file, absl::Time until) {
  while (flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno == ENOLCK || errno == EOPNOTSUPP || errno == ENOSYS) return 0;
    if (errno != EWOULDBLOCK && errno != EINTR) return errno;
    if (absl::Now() >= until) return EWOULDBLOCK;
    absl::SleepFor(kLockLook);
  }
  return 0;
}

}  // namespace

absl::StatusOr<PrivateFileLock> PrivateFileLock::Take(const std::string& path) {
  if (absl::Status made = MakeFolder(FolderOf(path)); !made.ok()) return made;
  if (absl::Status closed = CheckPrivateFolder(path); !closed.ok()) return closed;
  const std::string name = absl::StrCat(path, ".lock");
  const int file = open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (file < 0) return InputError(name, absl::StrCat("it cannot be opened: ", strerror(errno)));
  PrivateFileLock lock(file);
  const int problem = LockFile(file, absl::Now() + kLongestLock);
  if (problem == 0) return lock;
  if (problem == EWOULDBLOCK) {
    return InputError(path,
                      "another command is changing it and does not come to an end; try again");
  }
  return InputError(name, absl::StrCat("it cannot be locked: ", strerror(problem)));
}

PrivateFileLock::~PrivateFileLock() {
  if (file_ >= 0) close(file_);  // and the lock goes with it
}

absl::StatusOr<std::optional<std::string>> ReadPrivateFile(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0 && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  if (file < 0) return InputError(path, absl::StrCat("it cannot be opened: ", strerror(errno)));
  const absl::Cleanup closer = [file] { close(file); };
  struct stat found {};
  if (fstat(file, &found) != 0) return InputError(path, strerror(errno));
  if (S_ISDIR(found.st_mode)) return InputError(path, "this is a folder; want a file");
  if (S_ISREG(found.st_mode) && (found.st_mode & kOthers) != 0) {
    return InputError(
        path, absl::StrFormat("others on this machine can read or change it (mode %04o), and it "
                              "holds secrets. Mend it with: chmod 600 %s",
                              found.st_mode & 07777, path));
  }
  auto text = ReadAll(file, path);
  if (!text.ok()) return text.status();
  return *std::move(text);
}

absl::Status CheckPrivateFolder(const std::string& path) {
  const std::string folder = FolderOf(path);
  struct stat found {};
  if (stat(folder.c_str(), &found) != 0) return absl::OkStatus();  // whoever needs it will notice
  if ((found.st_mode & kOthers) == 0) return absl::OkStatus();
  return InputError(folder, absl::StrFormat("others on this machine can enter this folder (mode "
                                            "%04o), and it holds secrets. Mend it with: chmod 700 "
                                            "%s",
                                            found.st_mode & 07777, folder));
}

absl::Status WritePrivateFile(const std::string& path, absl::string_view text) {
  if (absl::Status made = MakeFolder(FolderOf(path)); !made.ok()) return made;
  if (absl::Status closed = CheckPrivateFolder(path); !closed.ok()) return closed;
  std::string unfinished = absl::StrCat(path, ".XXXXXX");
  const int file = mkostemp(unfinished.data(), O_CLOEXEC);  // with mode 0600
  if (file < 0) return InputError(path, absl::StrCat("it cannot be written: ", strerror(errno)));
  const bool written = WriteAll(file, text);
  const int problem = errno;
  const bool closed = close(file) == 0;
  if (written && closed && std::rename(unfinished.c_str(), path.c_str()) == 0) {
    return absl::OkStatus();
  }
  const int last = written ? errno : problem;
  unlink(unfinished.c_str());
  return InputError(path, absl::StrCat("it cannot be written: ", strerror(last)));
}

}  // namespace continuum::cli
