// SPDX-License-Identifier: Apache-2.0
#include "tests/clients/cli/server_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

extern char** environ;

namespace continuum::testing {

namespace {

// The number after "port": in the server's info file; 0 where there is none.
int PortIn(const std::string& info) {
  constexpr absl::string_view kField = "\"port\":";
  const size_t at = info.find(std::string(kField));
  if (at == std::string::npos) return 0;
  std::string digits = info.substr(at + kField.size());
  digits.resize(digits.find_first_not_of("0123456789"));
  int port = 0;
  return absl::SimpleAtoi(digits, &port) ? port : 0;
}

}  // namespace

ServerProcess::ServerProcess() {
  const std::string info = folder_.File("info.json");
  std::vector<std::string> words = {CONTINUUM_SERVER_COMMAND, "--port=0", "--metrics_port=0",
                                    absl::StrCat("--database=", folder_.File("continuum.db")),
                                    absl::StrCat("--info_file=", info)};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, folder_.File("log").c_str(),
                                   O_WRONLY | O_CREAT, 0600);
  const int failed = posix_spawn(&pid_, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  EXPECT_EQ(failed, 0) << "the server cannot be started";
  const absl::Time patience = absl::Now() + absl::Seconds(60);
  while (failed == 0 && !std::filesystem::exists(info) && absl::Now() < patience) {
    absl::SleepFor(absl::Milliseconds(20));
  }
  const int port = std::filesystem::exists(info) ? PortIn(ReadFile(info)) : 0;
  EXPECT_NE(port, 0) << ReadFile(folder_.File("log"));
  if (port != 0) address_ = absl::StrCat("127.0.0.1:", port);
}

ServerProcess::~ServerProcess() {
  if (pid_ > 0) Stop();
}

int ServerProcess::Stop() {
  int status = -1;
  kill(pid_, SIGTERM);
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace continuum::testing
