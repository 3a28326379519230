// SPDX-License-Identifier: Apache-2.0
//
// UTF-8, byte by byte. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_UTF8_H_
#define CONTINUUM_CLIENTS_CLI_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"

namespace continuum::cli {

// One character of a text: its code point and how many bytes it takes. Bytes that are not UTF-8
// (overlong forms and surrogates included) are characters of one byte each that are not `valid`.
struct Rune {
  char32_t code = 0;
  size_t length = 0;
  bool valid = true;
};

// The character at the beginning of `text`, which must not be empty.
Rune DecodeRune(absl::string_view text);

// Where the first byte lies that is not UTF-8. Nothing when all of it is.
std::optional<size_t> FindInvalidUtf8(absl::string_view text);

// The line, from 1, in which the byte at `position` lies. Lines end with LF, CR LF or a lone CR.
int LineAt(absl::string_view text, size_t position);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_UTF8_H_
