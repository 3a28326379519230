// SPDX-License-Identifier: Apache-2.0
//
// What people type when they are asked. Each answer is a line of standard input, of at most 4096
// characters. Where that is a terminal, a prompt is written to the error stream first.

#ifndef CONTINUUM_CLIENTS_CLI_PROMPT_H_
#define CONTINUUM_CLIENTS_CLI_PROMPT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cli/console.h"

namespace continuum::cli {

// The answer without white space around it. A usage error when there is none, which at a terminal
// asks for `wanted`, such as "your e-mail address".
absl::StatusOr<std::string> Ask(Console& console, absl::string_view what,
                                absl::string_view wanted = "it");

// Has `wanted` typed once more, which a slip does not do; upper and lower case count alike, and
// `also` counts as well. A usage error where something else is typed, which says that nothing was
// changed: so ask before.
absl::Status ConfirmByTyping(Console& console, const std::string& wanted,
                             absl::string_view also = "");

// As Ask, for what nobody else may see: a terminal does not show what is typed, and shows again
// what is typed later, also when a signal ends the process meanwhile. White space stays.
absl::StatusOr<std::string> AskSecret(Console& console, absl::string_view what);

// A new password. People at a terminal are told the rules, and type it twice.
absl::StatusOr<std::string> AskNewPassword(Console& console);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_PROMPT_H_
