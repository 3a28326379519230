// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_CLIENTS_CLI_PROCESS_H_
#define CONTINUUM_TESTS_CLIENTS_CLI_PROCESS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::testing {

// How a process ended and what it wrote.
struct ProcessResult {
  int exit_code = -1;
  std::string out;
  std::string err;
};

// Runs the real `continuum` with these arguments and waits for its end. `environment` is put in
// front of the command as the shell takes it: "NO_COLOR=1".
ProcessResult RunContinuum(const std::vector<std::string>& arguments, absl::string_view input = "",
                           absl::string_view environment = "");

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_CLIENTS_CLI_PROCESS_H_
