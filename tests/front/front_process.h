// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_FRONT_FRONT_PROCESS_H_
#define CONTINUUM_TESTS_FRONT_FRONT_PROCESS_H_

#include <sys/types.h>

#include <string>
#include <vector>

namespace continuum::testing {

// A port of this machine that nothing listens on at the moment.
int FreePort();

// Another program that listens on a port. It is killed when this ends, and also when the test's own
// process does.
class FrontProcess {
 public:
  // Starts it, and waits until somebody listens on the port or the program has ended. What it
  // writes goes to a file.
  FrontProcess(const std::vector<std::string>& command, int port, const std::string& output);
  ~FrontProcess();
  FrontProcess(const FrontProcess&) = delete;
  FrontProcess& operator=(const FrontProcess&) = delete;

  bool started() const { return started_; }

 private:
  void Run(std::vector<std::string> command, const std::string& output);

  pid_t pid_ = -1;
  bool started_ = false;
};

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_FRONT_FRONT_PROCESS_H_
