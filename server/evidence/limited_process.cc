// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/limited_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill() is POSIX's
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/base/status_macros.h"
#include "server/evidence/file_handle.h"

namespace continuum::evidence {
namespace {

using Moment = std::chrono::steady_clock::time_point;

// Each sets what it is named for and then becomes the program that follows in its arguments, so
// that none of our code runs between fork and exec. Both are of util-linux, which every Debian has.
constexpr char kSetpriv[] = "/usr/bin/setpriv";
constexpr char kPrlimit[] = "/usr/bin/prlimit";

// With these exit codes the two say that the next program does not start, and the system's loader
// that a program's libraries are not there.
constexpr int kCannotRun = 126;
constexpr int kNotFound = 127;

constexpr absl::Duration kLook = absl::Milliseconds(100);

absl::Status SystemError(absl::string_view what, int error_number) {
  return absl::UnavailableError(absl::StrCat(what, ": ", std::strerror(error_number)));
}

std::vector<std::string> WithLimits(const std::vector<std::string>& command,
                                    const ProcessLimits& limits) {
  const int64_t cpu_seconds = std::max<int64_t>(1, absl::ToInt64Seconds(limits.time));
  std::vector<std::string> all = {
      kSetpriv, "--no-new-privs",
      "--pdeathsig",  // it does not outlive the server
      "KILL", "--", kPrlimit, absl::StrCat("--as=", limits.memory_bytes),
      // First a signal of its own, so that it is told from others'
      absl::StrCat("--cpu=", cpu_seconds, ":", cpu_seconds + 1), "--fsize=0",
      absl::StrCat("--nofile=", limits.open_files), "--nproc=0", "--core=0", "--"};
  all.insert(all.end(), command.begin(), command.end());
  return all;
}

// A file in memory that holds the input and that nobody can change. Unlike with a pipe, whoever
// reads it can neither keep the server waiting nor make it write to nobody.
absl::StatusOr<FileHandle> InMemory(absl::string_view input) {
  FileHandle file(::memfd_create("input", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (file.descriptor() < 0) return SystemError("no file in memory", errno);
  RETURN_IF_ERROR(file.Write(0, input));
  constexpr int kSeals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
  if (::fcntl(file.descriptor(), F_ADD_SEALS, kSeals) != 0) return SystemError("no seals", errno);
  return file;
}

// What posix_spawn() is to do before the first program begins.
class SpawnPlan {
 public:
  SpawnPlan() {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
  }
  ~SpawnPlan() {
    ::posix_spawnattr_destroy(&attributes_);
    ::posix_spawn_file_actions_destroy(&actions_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  // Whether it could be made. Files beyond 2 are closed, those of other threads and libraries too.
  bool Make(int input, int output) {
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    return ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO) == 0 &&
           ::posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO) == 0 &&
           ::posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0) ==
               0 &&
           ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1) == 0 &&
           ::posix_spawn_file_actions_addchdir_np(&actions_, "/") == 0 &&
           ::posix_spawnattr_setpgroup(&attributes_, 0) == 0 &&  // a group of its own
           ::posix_spawnattr_setsigmask(&attributes_, &none) == 0 &&
           ::posix_spawnattr_setsigdefault(&attributes_, &all) == 0 &&
           ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                                        POSIX_SPAWN_SETSIGDEF) == 0;
  }

  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_ = {};
  posix_spawnattr_t attributes_ = {};
};

absl::StatusOr<pid_t> Spawn(std::vector<std::string> command, int input, int output) {
  // Filling one of the three places would overwrite what is meant for another.
  if (input <= STDERR_FILENO || output <= STDERR_FILENO) {
    return absl::UnavailableError("the server has no standard input, output or error");
  }
  SpawnPlan plan;
  if (!plan.Make(input, output)) return absl::UnavailableError("no plan for a program");
  std::vector<char*> arguments;
  for (std::string& argument : command) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  char locale[] = "LC_ALL=C.UTF-8";
  char* const environment[] = {locale, nullptr};
  pid_t pid = -1;
  const int error = ::posix_spawn(&pid, arguments[0], plan.actions(), plan.attributes(),
                                  arguments.data(), environment);
  if (error != 0) return SystemError("the program does not start", error);
  return pid;
}

absl::Status Exited(int code) {
  if (code == 0) return absl::OkStatus();
  const std::string why = absl::StrCat("the program ended with exit code ", code);
  if (code == kCannotRun || code == kNotFound) return absl::UnavailableError(why);
  return absl::AbortedError(why);
}

// Whether a program gets this signal by what it does itself. The others came from elsewhere:
// SIGKILL where the machine has no memory left, SIGTERM where a service is stopped with all its
// processes. Nothing in here sends one before it has stopped waiting.
bool IsOwnDoing(int signal) {
  switch (signal) {
    case SIGABRT:
    case SIGBUS:
    case SIGFPE:
    case SIGILL:
    case SIGPIPE:
    case SIGSEGV:
    case SIGSYS:
    case SIGTRAP:
    case SIGXCPU:
    case SIGXFSZ:
      return true;
    default:
      return false;
  }
}

absl::Status Signalled(int signal) {
  const std::string why = absl::StrCat("the program was ended by signal ", signal);
  return IsOwnDoing(signal) ? absl::AbortedError(why) : absl::UnavailableError(why);
}

// A program that begins in a process group of its own. The destructor ends it, and whatever is in
// that group.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  ~Child() {
    // Until it is waited for, nobody else can get its number. It may have left its group.
    ::kill(-pid_, SIGKILL);
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // How it ended; nothing while it has not ended.
  std::optional<absl::Status> End() const {
    siginfo_t end = {};
    const int flags = WEXITED | WNOHANG | WNOWAIT;
    if (::waitid(P_PID, static_cast<id_t>(pid_), &end, flags) != 0) {
      return SystemError("nobody knows how the program ended", errno);
    }
    if (end.si_pid == 0) return std::nullopt;
    return end.si_code == CLD_EXITED ? Exited(end.si_status) : Signalled(end.si_status);
  }

 private:
  const pid_t pid_;
};

// When to stop waiting for a program. For one thread.
class Limit {
 public:
  Limit(absl::Duration time, absl::FunctionRef<absl::Status()> go_on)
      : until_(std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(time)), go_on_(go_on) {}

  // How long to wait before this is asked again.
  absl::StatusOr<absl::Duration> Next() const {
    RETURN_IF_ERROR(go_on_());
    const absl::Duration left = absl::FromChrono(until_ - std::chrono::steady_clock::now());
    if (left <= absl::ZeroDuration()) return absl::ResourceExhaustedError("it took too long");
    return std::min(left, kLook);
  }

 private:
  const Moment until_;
  const absl::FunctionRef<absl::Status()> go_on_;
};

absl::StatusOr<std::string> ReadAll(int pipe, size_t most, const Limit& limit) {
  std::string all;
  std::vector<char> part(size_t{64} << 10);
  while (true) {
    ASSIGN_OR_RETURN(const absl::Duration wait, limit.Next());
    pollfd watched = {.fd = pipe, .events = POLLIN, .revents = 0};
    // Rounded up, so that the last millisecond is not spent asking.
    const int ready = ::poll(&watched, 1, static_cast<int>(absl::ToInt64Milliseconds(wait)) + 1);
    if (ready < 0 && errno != EINTR) return SystemError("cannot wait", errno);
    if (ready <= 0) continue;
    const ssize_t got = ::read(pipe, part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("cannot read", errno);
    if (got == 0) return all;
    if (static_cast<size_t>(got) > most - all.size()) {
      return absl::ResourceExhaustedError("it printed too much");
    }
    all.append(part.data(), static_cast<size_t>(got));
  }
}

// Programs end right after they have closed their output, so the wait is short.
absl::Status WaitForEnd(const Child& child, const Limit& limit) {
  while (true) {
    std::optional<absl::Status> end = child.End();
    if (end.has_value()) return *std::move(end);
    RETURN_IF_ERROR(limit.Next().status());
    absl::SleepFor(absl::Milliseconds(1));
  }
}

}  // namespace

bool IsProgram(const std::string& path) {
  struct stat facts = {};
  return ::stat(path.c_str(), &facts) == 0 && S_ISREG(facts.st_mode) &&
         ::access(path.c_str(), X_OK) == 0;
}

absl::Status CheckCanLimit() {
  for (const char* program : {kSetpriv, kPrlimit}) {
    if (IsProgram(program)) continue;
    return absl::FailedPreconditionError(
        absl::StrCat("there is no program ", program, ", which Debian has in util-linux"));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> RunLimited(const std::vector<std::string>& command,
                                       absl::string_view input, const ProcessLimits& limits,
                                       absl::FunctionRef<absl::Status()> go_on) {
  const Limit limit(limits.time, go_on);
  ASSIGN_OR_RETURN(const FileHandle file, InMemory(input));
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) return SystemError("no pipe", errno);
  const FileHandle from_child(ends[0]);
  std::optional<FileHandle> to_server(std::in_place, ends[1]);
  ASSIGN_OR_RETURN(const pid_t pid,
                   Spawn(WithLimits(command, limits), file.descriptor(), to_server->descriptor()));
  const Child child(pid);
  to_server.reset();  // or the output would not end with the program
  ASSIGN_OR_RETURN(std::string output,
                   ReadAll(from_child.descriptor(), limits.output_bytes, limit));
  RETURN_IF_ERROR(WaitForEnd(child, limit));
  return output;
}

}  // namespace continuum::evidence
