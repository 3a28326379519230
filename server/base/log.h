// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_BASE_LOG_H_
#define CONTINUUM_SERVER_BASE_LOG_H_

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <ostream>
#include <string>
#include <type_traits>
#include <variant>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/base/clock.h"

namespace spdlog {
class logger;
}  // namespace spdlog

namespace continuum::base {

enum class Severity { kDebug, kInfo, kWarning, kError };

// One key and value of a log line. Views what it is made from: use it only as an argument of Write.
class LogField {
 public:
  LogField(absl::string_view key, absl::string_view value) : key_(key), value_(value) {}
  LogField(absl::string_view key, const char* value)
      : key_(key), value_(absl::string_view(value)) {}
  LogField(absl::string_view key, bool value) : key_(key), value_(value) {}
  template <std::signed_integral T>
  LogField(absl::string_view key, T value) : key_(key), value_(int64_t{value}) {}
  template <std::unsigned_integral T>
  requires(!std::is_same_v<T, bool>) LogField(absl::string_view key, T value)
      : key_(key), value_(uint64_t{value}) {}

 private:
  friend std::string LogLine(absl::Time time, Severity severity, absl::string_view message,
                             std::initializer_list<LogField> fields);
  absl::string_view key_;
  std::variant<absl::string_view, bool, int64_t, uint64_t> value_;
};

// The line of a log, without its end: one JSON object, valid whatever bytes the values hold. Pure.
std::string LogLine(absl::Time time, Severity severity, absl::string_view message,
                    std::initializer_list<LogField> fields);

// Writes one JSON object per line to standard error:
//
//   log.Write(Severity::kInfo, "listening", {{"address", address}, {"port", port}});
//   {"time":"2026-03-01T12:00:00.000Z","severity":"INFO","message":"listening","address":...}
//
// Values may hold any bytes; the line is always valid JSON on one line. Never log a secret or what
// a person wrote in a comment. Thread-safe; lines never mix. Errors while writing are dropped: a
// full disk behind standard error must not stop the service. Keeps a reference to the clock.
class Log {
 public:
  Log(const Clock& clock, Severity minimum);
  // To a stream that outlives the Log, for tests.
  Log(const Clock& clock, Severity minimum, std::ostream& out);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  // Nothing happens below the minimum severity.
  void Write(Severity severity, absl::string_view message,
             std::initializer_list<LogField> fields = {}) const;

 private:
  const Clock& clock_;
  const Severity minimum_;
  const std::unique_ptr<spdlog::logger> logger_;
};

}  // namespace continuum::base

#endif  // CONTINUUM_SERVER_BASE_LOG_H_
