// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_BASE_AUDIT_LOG_H_
#define CONTINUUM_SERVER_BASE_AUDIT_LOG_H_

#include <initializer_list>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/base/clock.h"
#include "server/base/log.h"
#include "server/base/mutex.h"

namespace continuum::base {

// Tells who did what to those who keep logs on another machine: lines as those of Log, to the
// system's log (facility authpriv, program "continuum") or to a file. docs/operations/audit.md says
// what is told.
//
// Never give it a secret, an address that somebody typed, or what people wrote. Thread-safe; lines
// never mix. What cannot be written must not stop the service: it is said in the log that was
// given, once for each time that the trouble begins. There is at most one to the system's log in a
// process. Keeps references to the clock and the log.
class AuditLog {
 public:
  // What stands for the system's log.
  static constexpr absl::string_view kSyslog = "syslog";

  // To kSyslog, or to the file of that name, which is made if there is none (mode 0600) and
  // appended to. FAILED_PRECONDITION: the file cannot be written, is no file, or others than its
  // owner have access to it.
  static absl::StatusOr<std::unique_ptr<AuditLog>> Open(absl::string_view to, const Clock& clock,
                                                        const Log& log);
  ~AuditLog();
  AuditLog(const AuditLog&) = delete;
  AuditLog& operator=(const AuditLog&) = delete;

  void Write(Severity severity, absl::string_view event,
             std::initializer_list<LogField> fields = {}) const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  AuditLog(int file, const Clock& clock, const Log& log) : file_(file), clock_(clock), log_(log) {}

  void WriteToFile(std::string line) const ABSL_LOCKS_EXCLUDED(mutex_);

  const int file_;  // open; -1: the system's log
  const Clock& clock_;
  const Log& log_;
  mutable Mutex mutex_;
  mutable bool in_trouble_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace continuum::base

#endif  // CONTINUUM_SERVER_BASE_AUDIT_LOG_H_
