// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/server_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill() is POSIX's
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace continuum::testing {
namespace {

// Generous: a machine that builds and runs many tests at once is slow.
constexpr absl::Duration kStartTime = absl::Seconds(60);

// The number behind "name": in a JSON object; 0 if it is not there.
int NumberIn(const std::string& json, absl::string_view name) {
  const size_t at = json.find(absl::StrCat("\"", name, "\":"));
  if (at == std::string::npos) return 0;
  const size_t begin = at + name.size() + 3;
  int number = 0;
  return absl::SimpleAtoi(json.substr(begin, json.find_first_of(",}", begin) - begin), &number)
             ? number
             : 0;
}

}  // namespace

ServerProcess::ServerProcess(const std::string& database, const std::vector<std::string>& flags,
                             const std::vector<std::string>& runner) {
  Run(database, flags, runner);
  WaitUntilReady();
}

ServerProcess::~ServerProcess() {
  if (!ended_) Kill();
}

void ServerProcess::Run(const std::string& database, const std::vector<std::string>& flags,
                        const std::vector<std::string>& runner) {
  std::vector<std::string> arguments = runner;
  arguments.insert(arguments.end(), {CONTINUUM_SERVER_BINARY, "--database", database,
                                     "--metrics_port", "0", "--info_file", info_file()});
  if (std::find(flags.begin(), flags.end(), "--port") == flags.end()) {
    arguments.insert(arguments.end(), {"--port", "0"});
  }
  if (std::find(flags.begin(), flags.end(), kSignIn) == flags.end()) {
    arguments.emplace_back("--without_sign_in");
  }
  std::copy_if(flags.begin(), flags.end(), std::back_inserter(arguments),
               [](const std::string& flag) { return flag != kSignIn; });
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  const std::string log_path = dir_.File("log");
  const std::string output_path = dir_.File("output");
  const pid_t parent = getpid();

  pid_ = fork();
  if (pid_ != 0) return;
  // The child: nothing here may allocate or lock, the parent has threads.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(126);
  const int log = open(log_path.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
  const int output = open(output_path.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
  dup2(output, STDOUT_FILENO);
  dup2(log, STDERR_FILENO);
  execv(pointers[0], pointers.data());
  _exit(127);
}

void ServerProcess::WaitUntilReady() {
  const absl::Time until = absl::Now() + kStartTime;
  while (absl::Now() < until) {
    if (access(info_file().c_str(), F_OK) == 0) {
      const std::string info = ReadFile(info_file());
      port_ = NumberIn(info, "port");
      metrics_port_ = NumberIn(info, "metrics_port");
      return;
    }
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == pid_) {
      ended_ = true;
      exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
      return;
    }
    absl::SleepFor(absl::Milliseconds(2));
  }
  ADD_FAILURE() << "the server was not ready in time; its log:\n" << log();
}

std::string ServerProcess::address() const { return absl::StrCat("127.0.0.1:", port_); }

void ServerProcess::Signal(int signal) const {
  if (!ended_) kill(pid_, signal);
}

int ServerProcess::Wait() {
  while (!ended_) {
    int status = 0;
    if (waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
    ended_ = true;
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  return exit_code_;
}

int ServerProcess::Stop() {
  Signal(SIGTERM);
  return Wait();
}

int ServerProcess::Kill() {
  Signal(SIGKILL);
  return Wait();
}

std::string ServerProcess::log() const { return ReadFile(dir_.File("log")); }

std::string ServerProcess::output() const { return ReadFile(dir_.File("output")); }

std::vector<std::string> ServerProcess::CallLines() const {
  std::vector<std::string> calls;
  for (const absl::string_view line : absl::StrSplit(log(), '\n')) {
    if (absl::StrContains(line, "\"message\":\"call\"")) calls.emplace_back(line);
  }
  return calls;
}

}  // namespace continuum::testing
