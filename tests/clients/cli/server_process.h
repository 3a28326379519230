// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_CLIENTS_CLI_SERVER_PROCESS_H_
#define CONTINUUM_TESTS_CLIENTS_CLI_SERVER_PROCESS_H_

#include <sys/types.h>

#include <string>

#include "tests/testing/temp_dir.h"

namespace continuum::testing {

// The real server as a process, with a new database, on a port of its own. The destructor stops it
// where Stop did not.
class ServerProcess {
 public:
  // Waits until it is ready; a failure fails the current test and leaves `address` empty.
  ServerProcess();
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  // "127.0.0.1:12345".
  const std::string& address() const { return address_; }

  // Asks it to stop, as a service manager does, and gives its exit code.
  int Stop();

 private:
  TempDir folder_;
  pid_t pid_ = -1;
  std::string address_;
};

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_CLIENTS_CLI_SERVER_PROCESS_H_
