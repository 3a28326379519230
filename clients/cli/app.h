// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_APP_H_
#define CONTINUUM_CLIENTS_CLI_APP_H_

#include "clients/cli/console.h"
#include "clients/cli/exit_code.h"

namespace continuum::cli {

// The whole command but for the process around it: reads the arguments, runs what they ask for, and
// writes results and errors to the console. Throws nothing.
ExitCode RunCommand(int argc, const char* const* argv, Console& console);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_APP_H_
