// SPDX-License-Identifier: Apache-2.0
//
// The words for how somebody looked at a program's results. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_LOOK_WORDS_H_
#define CONTINUUM_CLIENTS_CLI_LOOK_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace continuum::cli {

// "looked at the scorecard" of "GetScorecard". A method that this command does not know, because
// the server is newer, stays as it is.
std::string LookWords(absl::string_view method);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_LOOK_WORDS_H_
