// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_NOT_FOUND_ADVICE_H_
#define CONTINUUM_CLIENTS_CLI_NOT_FOUND_ADVICE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace continuum::cli {

// What to do where the server knows nothing of this full name: which command lists what there is of
// its kind. A pure function.
std::string NotFoundAdvice(absl::string_view resource);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_NOT_FOUND_ADVICE_H_
