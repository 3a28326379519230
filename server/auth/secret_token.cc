// SPDX-License-Identifier: Apache-2.0

#include "server/auth/secret_token.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/auth/crypto.h"

namespace continuum::auth {
namespace {

constexpr absl::string_view kDigits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr size_t kRandomChars = 43;  // 62^43 > 2^256
constexpr size_t kCheckChars = 6;    // 62^6 > 2^32

std::string RandomText() {
  // Bytes from here on are thrown away, or the first digits would come more often.
  constexpr size_t kLimit = 256 / kDigits.size() * kDigits.size();
  std::string text;
  text.reserve(kRandomChars);
  while (text.size() < kRandomChars) {
    for (const char c : RandomBytes(kRandomChars - text.size())) {
      const auto byte = static_cast<uint8_t>(c);
      if (byte < kLimit) text.push_back(kDigits[byte % kDigits.size()]);
    }
  }
  return text;
}

// CRC-32 as in zlib and PNG: it sees every change within any four characters that follow each
// other. Bit by bit, for some fifty characters.
uint32_t Crc32(absl::string_view text) {
  uint32_t crc = ~uint32_t{0};
  for (const char c : text) {
    crc ^= static_cast<uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320u : 0u);
  }
  return ~crc;
}

std::string CheckOf(absl::string_view text) {
  std::string check(kCheckChars, kDigits[0]);
  uint32_t rest = Crc32(text);
  for (size_t i = kCheckChars; i > 0; --i) {
    check[i - 1] = kDigits[rest % kDigits.size()];
    rest /= static_cast<uint32_t>(kDigits.size());
  }
  return check;
}

bool IsDigit(char c) { return absl::StrContains(kDigits, c); }

}  // namespace

std::string NewSecret(absl::string_view prefix) {
  const std::string text = absl::StrCat(prefix, "_", RandomText());
  return absl::StrCat(text, CheckOf(text));
}

std::string HashSecret(absl::string_view secret) {
  const Sha256Digest digest = Sha256(secret);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

absl::string_view PrefixOfSecret(absl::string_view secret) {
  for (const absl::string_view prefix : {kApiPrefix, kSessionPrefix, kOncePrefix}) {
    const size_t text_size = prefix.size() + 1 + kRandomChars;
    if (secret.size() != text_size + kCheckChars ||
        !absl::StartsWith(secret, absl::StrCat(prefix, "_"))) {
      continue;
    }
    const absl::string_view digits = secret.substr(prefix.size() + 1);
    const bool fits = std::all_of(digits.begin(), digits.end(), IsDigit) &&
                      SameSecret(secret.substr(text_size), CheckOf(secret.substr(0, text_size)));
    return fits ? prefix : absl::string_view();
  }
  return {};
}

bool IsWellFormed(absl::string_view secret) { return !PrefixOfSecret(secret).empty(); }

}  // namespace continuum::auth
