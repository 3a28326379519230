// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/page_token.h"

#include <cstddef>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "server/operations/common/fingerprint.h"

namespace continuum::operations {
namespace {

// version (1 byte), check (16 bytes), sequence (8 bytes, big-endian), after (the rest)
constexpr char kVersion = 1;
constexpr size_t kCheckBytes = 16;
constexpr size_t kSequenceBytes = 8;
constexpr size_t kHeadBytes = 1 + kCheckBytes;
constexpr size_t kMaxTokenCharacters = 4096;

std::string CheckOf(absl::string_view query, absl::string_view payload) {
  return Fingerprint({"page token", query, payload}).substr(0, kCheckBytes);
}

}  // namespace

std::string FormatPageToken(const PageToken& token, absl::string_view query) {
  std::string payload;
  const auto sequence = static_cast<uint64_t>(token.sequence);
  for (size_t i = 0; i < kSequenceBytes; ++i) {
    payload += static_cast<char>(sequence >> (8 * (kSequenceBytes - 1 - i)) & 0xFF);
  }
  payload += token.after;
  return absl::WebSafeBase64Escape(
      absl::StrCat(absl::string_view(&kVersion, 1), CheckOf(query, payload), payload));
}

std::optional<PageToken> ParsePageToken(absl::string_view text, absl::string_view query) {
  std::string bytes;
  if (text.size() > kMaxTokenCharacters || !absl::WebSafeBase64Unescape(text, &bytes) ||
      bytes.size() < kHeadBytes + kSequenceBytes || bytes.front() != kVersion ||
      absl::WebSafeBase64Escape(bytes) != text) {  // other spellings of the same bytes
    return std::nullopt;
  }
  const absl::string_view payload = absl::string_view(bytes).substr(kHeadBytes);
  if (CheckOf(query, payload) != bytes.substr(1, kCheckBytes)) return std::nullopt;
  uint64_t sequence = 0;
  for (const char byte : payload.substr(0, kSequenceBytes)) {
    sequence = sequence << 8 | static_cast<uint8_t>(byte);
  }
  if (sequence > static_cast<uint64_t>(INT64_MAX)) return std::nullopt;
  return PageToken{static_cast<int64_t>(sequence), std::string(payload.substr(kSequenceBytes))};
}

}  // namespace continuum::operations
