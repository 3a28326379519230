// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_ARGUMENTS_WRONG_ARGUMENTS_H_
#define CONTINUUM_CLIENTS_CLI_ARGUMENTS_WRONG_ARGUMENTS_H_

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace continuum::cli {

// What is wrong with the arguments that were `typed` (without the program's name), for whoever
// typed them: a command or an option that there is not, with the one that may have been meant;
// otherwise what `error` says. `app` is what threw it. A pure function.
std::string WrongArguments(const CLI::App& app, const std::vector<std::string>& typed,
                           const CLI::ParseError& error);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_ARGUMENTS_WRONG_ARGUMENTS_H_
