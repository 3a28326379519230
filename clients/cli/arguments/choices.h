// SPDX-License-Identifier: Apache-2.0
//
// What an argument may be, checked with errors in the command's own words: `got "weekly", want
// at-once, daily or never`. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_ARGUMENTS_CHOICES_H_
#define CONTINUUM_CLIENTS_CLI_ARGUMENTS_CHOICES_H_

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace continuum::cli {

// One of these words.
CLI::Validator OneOf(const std::vector<std::string>& words);
// A whole number from `least` to `most`.
CLI::Validator Between(int64_t least, int64_t most);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_ARGUMENTS_CHOICES_H_
