// SPDX-License-Identifier: Apache-2.0
//
// The few things that passwords, codes and tokens need of OpenSSL and libsodium. Pure functions but
// for RandomBytes; thread-safe. None gives an error: the process ends if the system has no
// randomness or OpenSSL cannot hash.

#ifndef CONTINUUM_SERVER_AUTH_CRYPTO_H_
#define CONTINUUM_SERVER_AUTH_CRYPTO_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace continuum::auth {

using Sha256Digest = std::array<uint8_t, 32>;
using Sha1Digest = std::array<uint8_t, 20>;

Sha256Digest Sha256(absl::string_view bytes);

// Only for codes of RFC 6238, whose apps know no other hash; HMAC does not suffer from the
// collisions of SHA-1.
Sha1Digest HmacSha1(absl::string_view key, absl::string_view message);

// As many bytes that nobody can guess.
std::string RandomBytes(size_t size);

// Whether two texts are the same, in a time that tells their length only.
bool SameSecret(absl::string_view a, absl::string_view b);

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_CRYPTO_H_
