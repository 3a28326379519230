// SPDX-License-Identifier: Apache-2.0
//
// Text that is safe to send and to log, whatever bytes it was made of. Pure functions.

#ifndef CONTINUUM_SERVER_BASE_TEXT_H_
#define CONTINUUM_SERVER_BASE_TEXT_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace continuum::base {

// The number of bytes of the UTF-8 character that `text` begins with: 1 to 4, or 0 if `text` is
// empty or does not begin with one (cut short, overlong, a surrogate, beyond U+10FFFF).
size_t Utf8Length(absl::string_view text);

// The longest prefix of at most `max_bytes` that does not cut a character. `text` must be UTF-8.
absl::string_view ClipUtf8(absl::string_view text, size_t max_bytes);

// `text` as a protobuf string may hold it: clipped to `max_bytes`, and if it is not UTF-8, as
// Shown.
std::string Utf8Text(absl::string_view text, size_t max_bytes);

// Whether `text` holds characters that could command a terminal, or make text read otherwise than
// it is written: control characters (those of Latin-1 too), separators of lines and paragraphs, and
// marks that turn the direction of writing or isolate it. Tabs and line ends are such only in what
// has `one_line`. `text` must be UTF-8.
bool HasControlCharacter(absl::string_view text, bool one_line);

// `value` for a person to read in a message: in double quotes, control characters and bytes that
// are not UTF-8 as \xNN, and no more than `max_bytes` between the quotes, then "...".
std::string Shown(absl::string_view value, size_t max_bytes = 64);

}  // namespace continuum::base

#endif  // CONTINUUM_SERVER_BASE_TEXT_H_
