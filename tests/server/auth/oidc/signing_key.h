// SPDX-License-Identifier: Apache-2.0
//
// Keys and tokens for tests, made with OpenSSL alone: another implementation than the one that
// verifies them. Headers and claims are written as text, so that they can also be what no library
// would write.

#ifndef CONTINUUM_TESTS_SERVER_AUTH_OIDC_SIGNING_KEY_H_
#define CONTINUUM_TESTS_SERVER_AUTH_OIDC_SIGNING_KEY_H_

#include <openssl/evp.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::testing {

// A key pair. Immutable, thread-safe.
class SigningKey {
 public:
  static SigningKey Rsa(unsigned bits);
  static SigningKey Ec(const char* curve);  // "P-256"

  // The public key for a key set. An empty id: without `kid`.
  nlohmann::json Jwk(absl::string_view id) const;
  // The public key in PEM.
  std::string Pem() const;
  // The signature as RFC 7518 has it. The algorithm must fit the key.
  std::string Sign(absl::string_view algorithm, absl::string_view bytes) const;

  EVP_PKEY* pkey() const { return pkey_.get(); }

 private:
  explicit SigningKey(EVP_PKEY* pkey) : pkey_(pkey, &EVP_PKEY_free) {}

  std::shared_ptr<EVP_PKEY> pkey_;
};

// Made once for a test program; each call with another number gives another key.
const SigningKey& RsaKey(int number = 0);
const SigningKey& EcKey(int number = 0);  // P-256

// {"keys": [...]}
std::string KeySetText(const std::vector<nlohmann::json>& keys);

std::string Base64Url(absl::string_view bytes);

// Header and claims in compact form, and the signature of that over them.
std::string Unsigned(absl::string_view header, absl::string_view claims);
std::string SignedToken(const SigningKey& key, absl::string_view algorithm,
                        absl::string_view header, absl::string_view claims);
// Signed with a secret (HS256).
std::string HmacToken(absl::string_view secret, absl::string_view header, absl::string_view claims);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_SERVER_AUTH_OIDC_SIGNING_KEY_H_
