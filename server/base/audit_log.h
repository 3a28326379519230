// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_BASE_AUDIT_LOG_H_
#define CONTINUUM_SERVER_BASE_AUDIT_LOG_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/base/clock.h"
#include "server/base/log.h"

namespace spdlog {
class async_logger;
namespace details {
class thread_pool;
}  // namespace details
}  // namespace spdlog

namespace continuum::base {

// How much an AuditLog puts up with.
struct AuditBounds {
  size_t room = 8192;  // events that may wait: some megabytes
  // For what is not written yet at the end: somebody waits for the server to stop.
  absl::Duration patience_at_the_end = absl::Seconds(3);
};

// Tells who did what to those who keep logs on another machine: lines as those of Log, to the
// system's log (facility authpriv, program "continuum") or to a file. docs/operations/audit.md says
// what is told.
//
// Nobody waits for it: a thread of its own writes what waits in a queue, in the order in which it
// was told. Where that thread is held up for so long that the queue is full, the oldest that waits
// is given up and counted. What cannot be written must not stop the service: it is said in the log
// that was given, once for each time that the trouble begins.
//
// Never give it a secret, an address that somebody typed, or what people wrote. Thread-safe; lines
// never mix. There is at most one to the system's log in a process. Keeps references to the clock
// and the log.
class AuditLog {
 public:
  // What stands for the system's log.
  static constexpr absl::string_view kSyslog = "syslog";

  // To kSyslog, or to the file of that name, which is made if there is none (mode 0600) and
  // appended to. FAILED_PRECONDITION: the file cannot be written, is no file, or others than its
  // owner have access to it.
  static absl::StatusOr<std::unique_ptr<AuditLog>> Open(absl::string_view to, const Clock& clock,
                                                        const Log& log);

  // To what is open as `file`, and closes it in the end. For tests: a pipe can hang.
  static std::unique_ptr<AuditLog> To(int file, const Clock& clock, const Log& log,
                                      const AuditBounds& bounds = {});

  // Waits a little for what is not written yet. What cannot be written even then is counted in the
  // log.
  ~AuditLog();
  AuditLog(const AuditLog&) = delete;
  AuditLog& operator=(const AuditLog&) = delete;

  void Write(Severity severity, absl::string_view event,
             std::initializer_list<LogField> fields = {}) const;

  // Whether all that was told so far is written or given up; waits for that as long as it is told.
  bool WaitUntilWritten(absl::Duration patience) const;

  // How many events were given up since it was opened: for want of room, or because writing failed.
  int64_t lost() const;

 private:
  class Sink;

  AuditLog(std::shared_ptr<Sink> sink, const Clock& clock, const Log& log,
           const AuditBounds& bounds);

  const Clock& clock_;
  const Log& log_;
  const absl::Duration patience_at_the_end_;
  const std::shared_ptr<Sink> sink_;
  std::shared_ptr<spdlog::details::thread_pool> writer_;  // the queue and its one thread
  const std::shared_ptr<spdlog::async_logger> logger_;
  mutable std::atomic<int64_t> told_ = 0;
};

}  // namespace continuum::base

#endif  // CONTINUUM_SERVER_BASE_AUDIT_LOG_H_
