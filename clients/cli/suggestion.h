// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_SUGGESTION_H_
#define CONTINUUM_CLIENTS_CLI_SUGGESTION_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::cli {

// " Did you mean \"advanced\"?" for "advnaced", when one of `known` is as close as a slip of the
// hand; otherwise nothing. A pure function.
std::string DidYouMean(absl::string_view typed, const std::vector<std::string>& known);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SUGGESTION_H_
