// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_RENDER_HEADER_H_
#define CONTINUUM_CLIENTS_CLI_RENDER_HEADER_H_

#include <string>
#include <utility>
#include <vector>

#include "clients/cli/console.h"

namespace continuum::cli {

// What stands above a view: a label and what it says, such as {"Program", "Harbor (harbor)"}.
using ViewHeader = std::vector<std::pair<std::string, std::string>>;
// Labels are padded to the widest of them, and to `widest` at least.
void PrintHeader(Console& console, const ViewHeader& header, int widest = 0);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RENDER_HEADER_H_
