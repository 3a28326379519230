// SPDX-License-Identifier: Apache-2.0

#include "server/auth/crypto.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <cstdio>
#include <cstdlib>

namespace continuum::auth {
namespace {

[[noreturn]] void Die(const char* why) {
  std::fputs(why, stderr);
  std::abort();
}

}  // namespace

Sha256Digest Sha256(absl::string_view bytes) {
  // Fetched once: OpenSSL 3 otherwise searches its providers for each digest.
  static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  Sha256Digest digest;
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, kSha256, nullptr) != 1 ||
      size != digest.size()) {
    Die("OpenSSL cannot compute SHA-256\n");
  }
  return digest;
}

Sha1Digest HmacSha1(absl::string_view key, absl::string_view message) {
  Sha1Digest digest;
  unsigned size = 0;
  if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest.data(),
           &size) == nullptr ||
      size != digest.size()) {
    Die("OpenSSL cannot compute HMAC-SHA-1\n");
  }
  return digest;
}

std::string RandomBytes(size_t size) {
  static const bool kReady = sodium_init() >= 0;
  if (!kReady) Die("libsodium has no randomness\n");
  std::string bytes(size, '\0');
  randombytes_buf(bytes.data(), bytes.size());  // ends the process itself if it must
  return bytes;
}

bool SameSecret(absl::string_view a, absl::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace continuum::auth
