// SPDX-License-Identifier: Apache-2.0
//
// Keeps a spreadsheet from changing a cell. It takes "1/3" for the third of January, "1.0.0" for a
// date, "4.50" for 4.5, "007" for 7, "mar-1" for the first of March and "true" for a truth value.
// An apostrophe in front makes each a text. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_SHEET_SAFE_CELL_H_
#define CONTINUUM_CLIENTS_CLI_SHEET_SAFE_CELL_H_

#include <string>

#include "absl/strings/string_view.h"

namespace continuum::cli {

// Puts an apostrophe in front of a text that a spreadsheet would change, and of such a text with
// apostrophes in front; Unprotected takes one away. Unprotected(Protected(text)) == text for any
// text. (Formulas are Guard's, in csv.h, which may put another one in front.)
std::string Protected(absl::string_view text);
std::string Unprotected(absl::string_view text);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SHEET_SAFE_CELL_H_
