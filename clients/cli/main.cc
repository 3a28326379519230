// SPDX-License-Identifier: Apache-2.0
//
// The `continuum` command.

#include <iostream>

#include "clients/cli/app.h"
#include "clients/cli/console.h"

int main(int argc, char** argv) {
  using namespace continuum::cli;
  Console console(std::cin, std::cout, std::cerr, DetectTerminal());
  return static_cast<int>(RunCommand(argc, argv, console));
}
