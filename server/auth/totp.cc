// SPDX-License-Identifier: Apache-2.0

#include "server/auth/totp.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "server/auth/crypto.h"

namespace continuum::auth {
namespace {

constexpr size_t kSecretBytes = 20;
constexpr size_t kMinSecretBytes = 16;
constexpr int64_t kStepSeconds = 30;
constexpr absl::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// Writes groups of five bits; the size of `bytes` is a multiple of five.
std::string ToBase32(absl::string_view bytes) {
  std::string text;
  uint32_t buffer = 0;
  int buffered = 0;
  for (const char c : bytes) {
    buffer = (buffer << 8) | static_cast<uint8_t>(c);
    for (buffered += 8; buffered >= 5;) {
      buffered -= 5;
      text.push_back(kBase32[(buffer >> buffered) & 31]);
    }
  }
  return text;
}

// Nothing if a character is not of base32. Bits beyond the last whole byte do not count.
std::optional<std::string> FromBase32(absl::string_view text) {
  std::string bytes;
  uint32_t buffer = 0;
  int buffered = 0;
  for (const char c : text) {
    const size_t value = kBase32.find(c);
    if (value == absl::string_view::npos) return std::nullopt;
    buffer = (buffer << 5) | static_cast<uint32_t>(value);
    buffered += 5;
    if (buffered >= 8) {
      buffered -= 8;
      bytes.push_back(static_cast<char>((buffer >> buffered) & 255));
    }
  }
  return bytes;
}

std::string PercentEncoded(absl::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == '_' ||
        c == '~') {
      encoded.push_back(c);
    } else {
      absl::StrAppendFormat(&encoded, "%%%02X", static_cast<unsigned>(static_cast<uint8_t>(c)));
    }
  }
  return encoded;
}

std::string Label(absl::string_view text) {
  std::string label(text);
  std::replace(label.begin(), label.end(), ':', ' ');
  return PercentEncoded(label);
}

}  // namespace

std::string NewTotpSecret() { return ToBase32(RandomBytes(kSecretBytes)); }

std::string TotpUri(absl::string_view secret, absl::string_view account, absl::string_view issuer) {
  return absl::StrCat("otpauth://totp/", Label(issuer), ":", Label(account),
                      "?secret=", PercentEncoded(secret), "&issuer=", Label(issuer));
}

std::string TotpCode(absl::string_view secret, int64_t step) {
  const std::optional<std::string> key = FromBase32(secret);
  if (!key.has_value() || key->size() < kMinSecretBytes || step < 0) return "";
  std::string counter;
  for (int shift = 56; shift >= 0; shift -= 8) {
    counter.push_back(static_cast<char>((step >> shift) & 255));
  }
  const Sha1Digest digest = HmacSha1(*key, counter);
  // The "dynamic truncation" of RFC 4226: the last half byte says where four bytes are taken from.
  const size_t offset = digest.back() & 15;
  uint32_t number = digest[offset] & 127;
  for (size_t i = offset + 1; i < offset + 4; ++i) number = (number << 8) | digest[i];
  return absl::StrFormat("%06d", number % 1'000'000);
}

std::optional<int64_t> MatchTotp(absl::string_view secret, absl::string_view code, absl::Time time,
                                 int64_t last_used_step) {
  std::string typed;
  std::copy_if(code.begin(), code.end(), std::back_inserter(typed),
               [](char c) { return c != ' '; });
  const int64_t now = absl::ToUnixSeconds(time) / kStepSeconds;
  std::optional<int64_t> match;
  for (int64_t step = now - 1; step <= now + 1; ++step) {
    const std::string wanted = TotpCode(secret, step);
    // Both are looked at for every step, so that time does not tell which of them failed.
    const bool same = SameSecret(typed, wanted);
    const bool unused = step > last_used_step;
    if (same && unused && !wanted.empty()) match = step;
  }
  return match;
}

}  // namespace continuum::auth
