// SPDX-License-Identifier: Apache-2.0

#include "server/auth/password.h"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "server/base/errors.h"

namespace continuum::auth {
namespace {

constexpr uint64_t kPasses = crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE;
constexpr size_t kMemoryBytes = crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE;
constexpr uint32_t kMaxPasses = 16;
constexpr uint32_t kMaxMemoryKiB = 1024 * 1024;
constexpr size_t kMaxPasswordBytes = 4 * kMaxPasswordChars;  // UTF-8 has at most four a character

void StartSodium() {
  static const bool kReady = sodium_init() >= 0;
  if (kReady) return;
  std::fputs("libsodium has no randomness\n", stderr);
  std::abort();
}

struct Parameters {
  uint32_t memory_kib;
  uint32_t passes;
};

// Of a PHC string of Argon2id; nothing if it does not look like one. libsodium reads the rest.
std::optional<Parameters> ParametersOf(absl::string_view hash) {
  // libsodium reads up to a NUL and wants room for one.
  if (hash.size() >= crypto_pwhash_STRBYTES || absl::StrContains(hash, '\0')) return std::nullopt;
  if (!absl::ConsumePrefix(&hash, "$argon2id$v=19$m=")) return std::nullopt;
  const std::vector<absl::string_view> parts = absl::StrSplit(hash.substr(0, hash.find('$')), ',');
  Parameters parameters;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &parameters.memory_kib) ||
      !absl::StartsWith(parts[1], "t=") ||
      !absl::SimpleAtoi(parts[1].substr(2), &parameters.passes) || parts[2] != "p=1") {
    return std::nullopt;
  }
  return parameters;
}

// A hash like those of HashPassword, but of nothing: salt and hash are zeros.
const std::string& HashOfNothing() {
  static const auto* const hash =
      new std::string(absl::StrCat("$argon2id$v=19$m=", kMemoryBytes / 1024, ",t=", kPasses,
                                   ",p=1$", std::string(22, 'A'), "$", std::string(43, 'A')));
  return *hash;
}

}  // namespace

absl::StatusOr<std::string> HashPassword(absl::string_view password) {
  StartSodium();
  if (password.size() > kMaxPasswordBytes) {
    return base::InvalidRequest("PASSWORD_TOO_LONG",
                                absl::StrCat("the password has more than ", kMaxPasswordChars,
                                             " characters, want at most that many"));
  }
  std::array<char, crypto_pwhash_STRBYTES> hash;
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), kPasses, kMemoryBytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return base::ResourceExhausted("SERVER_BUSY", "no memory is free to hash a password: try again",
                                   absl::Seconds(1));
  }
  return std::string(hash.data());
}

bool VerifyPassword(absl::string_view hash, absl::string_view password) {
  StartSodium();
  if (password.size() > kMaxPasswordBytes) return false;
  const std::optional<Parameters> parameters = ParametersOf(hash);
  if (!parameters.has_value() || parameters->memory_kib > kMaxMemoryKiB ||
      parameters->passes > kMaxPasses) {
    return false;
  }
  const std::string text(hash);  // ends with a NUL
  return crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0;
}

void VerifyNothing(absl::string_view password) { VerifyPassword(HashOfNothing(), password); }

bool NeedsRehash(absl::string_view hash) {
  const std::optional<Parameters> parameters = ParametersOf(hash);
  return !parameters.has_value() || parameters->memory_kib != kMemoryBytes / 1024 ||
         parameters->passes != kPasses;
}

}  // namespace continuum::auth
