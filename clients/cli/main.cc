// SPDX-License-Identifier: Apache-2.0
//
// The `continuum` command.

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): setenv() is POSIX's

#include <iostream>

#include "clients/cli/app.h"
#include "clients/cli/console.h"

int main(int argc, char** argv) {
  namespace cli = continuum::cli;
  // gRPC would write lines of its own between the command's; what is wrong, the command says.
  setenv("GRPC_VERBOSITY", "NONE", 0);
  cli::Console console(std::cin, std::cout, std::cerr, cli::DetectTerminal());
  return static_cast<int>(cli::RunCommand(argc, argv, console));
}
