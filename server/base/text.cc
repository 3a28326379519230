// SPDX-License-Identifier: Apache-2.0

#include "server/base/text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"

namespace continuum::base {
namespace {

// What a first byte says of the bytes that follow: how many there are, and where the second may lie
// (this is where overlong forms, surrogates and too large code points show).
struct Lead {
  size_t length;
  uint8_t second_low;
  uint8_t second_high;
};

Lead LeadOf(uint8_t byte) {
  if (byte < 0x80) return {1, 0, 0};
  if (byte < 0xC2) return {0, 0, 0};
  if (byte < 0xE0) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte < 0xF0) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte < 0xF4) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

bool IsContinuation(char byte) { return (static_cast<uint8_t>(byte) & 0xC0) == 0x80; }

bool IsControl(char byte) { return static_cast<uint8_t>(byte) < 0x20 || byte == 0x7F; }

// U+0080 to U+009F; U+2028 to U+202E; U+2066 to U+2069. Their bytes are in the order of the code
// points, as all of UTF-8.
bool IsControlBeyondAscii(absl::string_view character) {
  const auto within = [character](absl::string_view first, absl::string_view last) {
    return character.size() == first.size() && first <= character && character <= last;
  };
  return within("\xC2\x80", "\xC2\x9F") || within("\xE2\x80\xA8", "\xE2\x80\xAE") ||
         within("\xE2\x81\xA6", "\xE2\x81\xA9");
}

}  // namespace

size_t Utf8Length(absl::string_view text) {
  if (text.empty()) return 0;
  const Lead lead = LeadOf(static_cast<uint8_t>(text[0]));
  if (lead.length > text.size()) return 0;
  if (lead.length < 2) return lead.length;
  const auto second = static_cast<uint8_t>(text[1]);
  if (second < lead.second_low || second > lead.second_high) return 0;
  for (size_t i = 2; i < lead.length; ++i) {
    if (!IsContinuation(text[i])) return 0;
  }
  return lead.length;
}

absl::string_view ClipUtf8(absl::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  size_t end = max_bytes;
  while (end > 0 && IsContinuation(text[end])) --end;
  return text.substr(0, end);
}

std::string Utf8Text(absl::string_view text, size_t max_bytes) {
  for (absl::string_view rest = text; !rest.empty();) {
    const size_t length = Utf8Length(rest);
    if (length == 0) return Shown(text, max_bytes);
    rest.remove_prefix(length);
  }
  return std::string(ClipUtf8(text, max_bytes));
}

bool HasControlCharacter(absl::string_view text, bool one_line) {
  for (size_t length = 1; !text.empty(); text.remove_prefix(length)) {
    length = std::max<size_t>(Utf8Length(text), 1);
    const absl::string_view character = text.substr(0, length);
    const bool ends_line = character == "\t" || character == "\n" || character == "\r";
    if (IsControl(character[0]) && (one_line || !ends_line)) return true;
    if (length > 1 && IsControlBeyondAscii(character)) return true;
  }
  return false;
}

std::string Shown(absl::string_view value, size_t max_bytes) {
  std::string shown = "\"";
  while (!value.empty()) {
    size_t length = Utf8Length(value);
    std::string next;
    if (length == 0 || IsControl(value[0])) {
      length = 1;
      next = absl::StrCat("\\x", absl::Hex(static_cast<uint8_t>(value[0]), absl::kZeroPad2));
    } else if (value[0] == '"' || value[0] == '\\') {
      next = {'\\', value[0]};
    } else {
      next = std::string(value.substr(0, length));
    }
    if (shown.size() - 1 + next.size() > max_bytes) {
      absl::StrAppend(&shown, "\"...");
      return shown;
    }
    shown += next;
    value.remove_prefix(length);
  }
  shown.push_back('"');
  return shown;
}

}  // namespace continuum::base
