// SPDX-License-Identifier: Apache-2.0

#include "server/base/audit_log.h"

#include <fcntl.h>
#include <spdlog/async_logger.h>
#include <spdlog/details/log_msg.h>
#include <spdlog/details/null_mutex.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/base_sink.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "server/base/mutex.h"
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

spdlog::level::level_enum LevelOf(Severity severity) {
  switch (severity) {
    case Severity::kDebug:
      return spdlog::level::debug;
    case Severity::kInfo:
      return spdlog::level::info;
    case Severity::kWarning:
      return spdlog::level::warn;
    case Severity::kError:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

int PriorityOf(spdlog::level::level_enum level) {
  switch (level) {
    case spdlog::level::debug:
      return LOG_DEBUG;
    case spdlog::level::warn:
      return LOG_WARNING;
    case spdlog::level::err:
      return LOG_ERR;
    default:
      return LOG_INFO;
  }
}

// Takes away from `bytes` what it writes: all of it, unless it gives the number of an error.
int WriteAll(int file, absl::string_view& bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return written < 0 ? errno : EIO;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return 0;
}

// Whether a file ends within a line, as after a full disk; false if that cannot be read.
bool EndsWithinALine(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0) return false;
  struct stat about = {};
  char last = '\n';
  const bool read = fstat(file, &about) == 0 && about.st_size > 0 &&
                    pread(file, &last, 1, about.st_size - 1) == 1;
  close(file);
  return read && last != '\n';
}

}  // namespace

// Where the one thread writes; the others only ask. Outlives the AuditLog where that thread hangs.
class AuditLog::Sink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
 public:
  // To an open file, which may end within a line, or to the system's log: -1.
  Sink(int file, bool within_a_line, const Log& log)
      : file_(file), within_a_line_(within_a_line), log_(&log) {
    if (file_ < 0) openlog(kProgram, LOG_PID | LOG_NDELAY, LOG_AUTHPRIV);
  }
  ~Sink() override {
    if (file_ < 0) {
      closelog();
    } else {
      close(file_);
    }
  }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  // Waits until as many lines were handled as are wanted, which is asked anew after each.
  bool WaitUntilHandled(absl::FunctionRef<int64_t()> wanted,
                        std::chrono::steady_clock::time_point deadline)
      ABSL_LOCKS_EXCLUDED(counting_) {
    MutexLock lock(counting_);
    while (handled_ < wanted()) {
      if (!changed_.WaitUntil(counting_, deadline)) return handled_ >= wanted();
    }
    return true;
  }

  int64_t handled() ABSL_LOCKS_EXCLUDED(counting_) {
    MutexLock lock(counting_);
    return handled_;
  }
  int64_t failed() ABSL_LOCKS_EXCLUDED(counting_) {
    MutexLock lock(counting_);
    return failed_;
  }

  // Says nothing in the log from now on, which may end before this does.
  void LeaveLog() ABSL_LOCKS_EXCLUDED(counting_) {
    MutexLock lock(counting_);
    log_ = nullptr;
  }

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    std::string line(message.payload.data(), message.payload.size());
    int error = 0;
    if (file_ < 0) {
      syslog(LOG_AUTHPRIV | PriorityOf(message.level), "%s", line.c_str());
    } else {
      error = WriteLine(line);
    }
    Note(error);
  }
  void flush_() override {}

  // What is left of a line that broke off stays: the file may be one that can only be appended to.
  // The next one does not become part of it.
  int WriteLine(absl::string_view line) {
    const std::string whole = absl::StrCat(within_a_line_ ? "\n" : "", line, "\n");
    absl::string_view rest = whole;
    const int error = WriteAll(file_, rest);
    const size_t written = whole.size() - rest.size();
    if (written > 0) within_a_line_ = whole[written - 1] != '\n';
    return error;
  }

  void Note(int error) ABSL_LOCKS_EXCLUDED(counting_) {
    MutexLock lock(counting_);
    ++handled_;
    if (error != 0) ++failed_;
    if (error != 0 && !in_trouble_ && log_ != nullptr) {
      log_->Write(Severity::kError, "audit log not written", {{"why", WordsOf(error)}});
    }
    in_trouble_ = error != 0;
    changed_.NotifyAll();
  }

  const int file_;
  bool within_a_line_;  // where the file ends; for the one thread that writes
  Mutex counting_;
  CondVar changed_;
  const Log* log_ ABSL_GUARDED_BY(counting_);
  int64_t handled_ ABSL_GUARDED_BY(counting_) = 0;
  int64_t failed_ ABSL_GUARDED_BY(counting_) = 0;  // of these
  bool in_trouble_ ABSL_GUARDED_BY(counting_) = false;
};

absl::StatusOr<std::unique_ptr<AuditLog>> AuditLog::Open(absl::string_view to, const Clock& clock,
                                                         const Log& log) {
  int file = -1;
  bool within_a_line = false;
  if (to != kSyslog) {
    ASSIGN_OR_RETURN(file, OpenFile(std::string(to)));
    within_a_line = EndsWithinALine(std::string(to));
  }
  return absl::WrapUnique(
      new AuditLog(std::make_shared<Sink>(file, within_a_line, log), clock, log, {}));
}

std::unique_ptr<AuditLog> AuditLog::To(int file, const Clock& clock, const Log& log,
                                       const AuditBounds& bounds) {
  return absl::WrapUnique(
      new AuditLog(std::make_shared<Sink>(file, /*within_a_line=*/false, log), clock, log, bounds));
}

AuditLog::AuditLog(std::shared_ptr<Sink> sink, const Clock& clock, const Log& log,
                   const AuditBounds& bounds)
    : clock_(clock),
      log_(log),
      patience_at_the_end_(bounds.patience_at_the_end),
      sink_(std::move(sink)),
      writer_(std::make_shared<spdlog::details::thread_pool>(bounds.room, 1)),
      logger_(std::make_shared<spdlog::async_logger>(
          "audit", sink_, writer_, spdlog::async_overflow_policy::overrun_oldest)) {
  logger_->set_level(spdlog::level::trace);
  logger_->set_error_handler([](const std::string&) {});
}

AuditLog::~AuditLog() {
  const bool written = WaitUntilWritten(patience_at_the_end_);
  sink_->LeaveLog();
  if (written) return;
  const auto dropped = static_cast<int64_t>(writer_->overrun_counter());
  log_.Write(Severity::kError, "audit log not written before the end",
             {{"events", told_.load() - dropped - sink_->handled()}});
  // Its end waits for the thread that hangs. Nobody else should.
  std::thread([writer = std::move(writer_)]() mutable { writer.reset(); }).detach();
}

void AuditLog::Write(Severity severity, absl::string_view event,
                     std::initializer_list<LogField> fields) const {
  const std::string line = LogLine(clock_.Now(), severity, event, fields);
  told_.fetch_add(1);
  logger_->log(LevelOf(severity), spdlog::string_view_t(line.data(), line.size()));
}

bool AuditLog::WaitUntilWritten(absl::Duration patience) const {
  const int64_t told = told_.load();
  return sink_->WaitUntilHandled(
      [&] { return told - static_cast<int64_t>(writer_->overrun_counter()); },
      std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(patience));
}

int64_t AuditLog::lost() const {
  return static_cast<int64_t>(writer_->overrun_counter()) + sink_->failed();
}

}  // namespace continuum::base
