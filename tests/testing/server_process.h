// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_SERVER_PROCESS_H_
#define CONTINUUM_TESTS_TESTING_SERVER_PROCESS_H_

#include <sys/types.h>

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tests/testing/temp_dir.h"

namespace continuum::testing {

// The real server program in a process of its own, on free ports of 127.0.0.1. It is killed when
// this ends, and also when the test's own process does.
class ServerProcess {
 public:
  // Starts it with a database file and more flags, and waits until it is ready or has ended.
  // Everybody may do everything, unless kSignIn is among the flags.
  // `runner` is the command that runs it, where it is not run by itself.
  explicit ServerProcess(const std::string& database, const std::vector<std::string>& flags = {},
                         const std::vector<std::string>& runner = {});
  static constexpr char kSignIn[] = "(callers sign in)";
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  // Whether it was ready, and where it listens then.
  bool started() const { return port_ != 0; }
  int port() const { return port_; }
  int metrics_port() const { return metrics_port_; }
  std::string address() const;  // "127.0.0.1:40404"
  pid_t pid() const { return pid_; }

  void Signal(int signal) const;

  // Waits for its end. The exit code; or minus the number of the signal that ended it.
  int Wait();

  // SIGTERM and SIGKILL, and waiting.
  int Stop();
  int Kill();

  // What it has written to standard error so far: the log, or why it did not start.
  std::string log() const;
  // The lines of the log about calls.
  std::vector<std::string> CallLines() const;
  // What it has written to standard output so far.
  std::string output() const;

  // Where it says that it is found.
  std::string info_file() const { return dir_.File("info.json"); }

 private:
  void Run(const std::string& database, const std::vector<std::string>& flags,
           const std::vector<std::string>& runner);
  void WaitUntilReady();

  TempDir dir_;
  pid_t pid_ = -1;
  bool ended_ = false;
  int exit_code_ = 0;
  int port_ = 0;
  int metrics_port_ = 0;
};

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_SERVER_PROCESS_H_
