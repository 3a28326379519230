// SPDX-License-Identifier: Apache-2.0
//
// Text as a terminal shows it: how wide it is, where its lines break. Widths are terminal columns:
// an accent put on a letter takes none, a Chinese character two. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_RENDER_TEXT_H_
#define CONTINUUM_CLIENTS_CLI_RENDER_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::cli {

enum class Align { kLeft, kRight };

// `text` without anything that could command a terminal: control characters, marks that turn the
// direction of writing, and bytes that are not UTF-8 become U+FFFD. Line breaks stay; tabs become
// a space. Everything that came from a file or a server passes through here before it is shown.
std::string Printable(absl::string_view text);

// How many columns `text` takes. `text` is printable and of one line.
int DisplayWidth(absl::string_view text);

// `text` in lines of at most `width` columns (at least 1), broken at spaces; words longer than a
// line are cut, where there are such before "@" or after "." and "/", as in addresses. Line breaks
// in `text` are kept. At least one line, which may be empty.
std::vector<std::string> Wrap(absl::string_view text, int width);

// `text` with spaces to `width` columns. Wider text is left as it is.
std::string Pad(absl::string_view text, int width, Align align = Align::kLeft);

// A value as a message shows it: printable, in one line, in quotation marks, clipped to 60 columns.
std::string Shown(absl::string_view value);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RENDER_TEXT_H_
