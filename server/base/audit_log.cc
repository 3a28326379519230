// SPDX-License-Identifier: Apache-2.0

#include "server/base/audit_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <system_error>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"

namespace continuum::base {
namespace {

// The system keeps the pointer.
constexpr char kProgram[] = "continuum";

std::string WordsOf(int error) { return std::generic_category().message(error); }

absl::Status CannotKeep(const std::string& path, absl::string_view why) {
  return absl::FailedPreconditionError(absl::StrCat("--audit: cannot write to ", path, ": ", why));
}

// Why an open file is not fit; OK if it is.
absl::Status CheckFile(int file, const std::string& path) {
  struct stat about = {};
  if (fstat(file, &about) != 0) return CannotKeep(path, WordsOf(errno));
  if (!S_ISREG(about.st_mode)) {
    return CannotKeep(path, "it is no ordinary file; want the name of a file, or syslog");
  }
  if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return CannotKeep(path,
                      "others than its owner have access to it; let only the owner (chmod 600)");
  }
  return absl::OkStatus();
}

absl::StatusOr<int> OpenFile(const std::string& path) {
  // Without waiting, so that a pipe is refused instead of stopping the start.
  const int file =
      open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
  if (file < 0) return CannotKeep(path, WordsOf(errno));
  const absl::Status fit = CheckFile(file, path);
  if (!fit.ok()) {
    close(file);
    return fit;
  }
  return file;
}

int PriorityOf(Severity severity) {
  switch (severity) {
    case Severity::kDebug:
      return LOG_DEBUG;
    case Severity::kInfo:
      return LOG_INFO;
    case Severity::kWarning:
      return LOG_WARNING;
    case Severity::kError:
      return LOG_ERR;
  }
  return LOG_INFO;
}

// Writes all of it. 0, or the number of the error.
int WriteAll(int file, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return written < 0 ? errno : EIO;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return 0;
}

}  // namespace

absl::StatusOr<std::unique_ptr<AuditLog>> AuditLog::Open(absl::string_view to, const Clock& clock,
                                                         const Log& log) {
  int file = -1;
  if (to == kSyslog) {
    openlog(kProgram, LOG_PID | LOG_NDELAY, LOG_AUTHPRIV);
  } else {
    ASSIGN_OR_RETURN(file, OpenFile(std::string(to)));
  }
  return absl::WrapUnique(new AuditLog(file, clock, log));
}

AuditLog::~AuditLog() {
  if (file_ < 0) {
    closelog();
  } else {
    close(file_);
  }
}

void AuditLog::Write(Severity severity, absl::string_view event,
                     std::initializer_list<LogField> fields) const {
  std::string line = LogLine(clock_.Now(), severity, event, fields);
  if (file_ < 0) {
    syslog(LOG_AUTHPRIV | PriorityOf(severity), "%s", line.c_str());
  } else {
    WriteToFile(std::move(line));
  }
}

void AuditLog::WriteToFile(std::string line) const {
  line.push_back('\n');
  MutexLock lock(mutex_);
  const int error = WriteAll(file_, line);
  if (error != 0 && !in_trouble_) {
    log_.Write(Severity::kError, "audit log not written", {{"why", WordsOf(error)}});
  }
  in_trouble_ = error != 0;
}

}  // namespace continuum::base
