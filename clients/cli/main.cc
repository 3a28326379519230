// SPDX-License-Identifier: Apache-2.0
//
// The `continuum` command.

#include <iostream>

#include "clients/cli/app.h"
#include "clients/cli/console.h"

int main(int argc, char** argv) {
  namespace cli = continuum::cli;
  cli::Console console(std::cin, std::cout, std::cerr, cli::DetectTerminal());
  return static_cast<int>(cli::RunCommand(argc, argv, console));
}
