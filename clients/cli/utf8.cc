// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/utf8.h"

namespace continuum::cli {

namespace {

// How long a sequence is that begins with this byte; 0 for a byte that begins none.
size_t SequenceLength(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

}  // namespace

Rune DecodeRune(absl::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const Rune invalid{.code = 0xFFFD, .length = 1, .valid = false};
  const size_t length = SequenceLength(byte(0));
  if (length == 0 || length > text.size()) return invalid;
  if (length == 1) return {.code = byte(0), .length = 1};
  char32_t code = byte(0) & (0x7Fu >> length);
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0u) != 0x80) return invalid;
    code = (code << 6) | (byte(i) & 0x3Fu);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (overlong || surrogate || code > 0x10FFFF) return invalid;
  return {.code = code, .length = length};
}

std::optional<size_t> FindInvalidUtf8(absl::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const Rune rune = DecodeRune(text.substr(at));
    if (!rune.valid) return at;
    at += rune.length;
  }
  return std::nullopt;
}

int LineAt(absl::string_view text, size_t position) {
  int line = 1;
  for (size_t i = 0; i < position && i < text.size(); ++i) {
    const bool crlf = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (text[i] == '\n' || (text[i] == '\r' && !crlf)) ++line;
  }
  return line;
}

}  // namespace continuum::cli
