// SPDX-License-Identifier: Apache-2.0
//
// The public keys that an issuer publishes as a JSON Web Key Set (RFC 7517), as far as we take
// them, and what is signed with them.

#ifndef CONTINUUM_SERVER_AUTH_OIDC_KEY_H_
#define CONTINUUM_SERVER_AUTH_OIDC_KEY_H_

#include <cjose/cjose.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace continuum::auth::oidc {

// One public key: RSA of 2048 to 8192 bits, or a point of P-256 or P-384. Immutable, thread-safe;
// copies share libcjose's object.
struct Key {
  enum class Type { kRsa, kP256, kP384 };

  std::optional<std::string> id;         // `kid`
  Type type = Type::kRsa;                // by `kty` and `crv`
  std::optional<std::string> algorithm;  // `alg`: the only one it may be used with
  size_t signature_bytes = 0;            // how long its signatures are
  std::shared_ptr<const cjose_jwk_t> jwk;
};

// What a key set holds, in its order.
struct Keys {
  std::vector<Key> keys;
  // Why others were left out, each as a sentence: `key 2 ("old"): RSA of 1024 bits, want ...`.
  std::vector<std::string> ignored;
};

// Reads a key set. A key that we do not take is left out, as RFC 7517 asks; but INVALID_ARGUMENT if
// the text as a whole is no key set, or has more keys than anybody needs. A set without any key
// that we take is a valid answer: its issuer has withdrawn them all. Pure function.
absl::StatusOr<Keys> ReadKeys(absl::string_view text);

// The algorithms that may be pinned: signatures with a public key (RFC 7518, section 3.1). Not
// "none", and no HS...: there the key that verifies also signs.
const std::vector<std::string>& KnownAlgorithms();

// Whether a signature of this algorithm can be by this key: the right kind, the right curve, and
// the key's own `alg` if it has one.
bool Fits(const Key& key, absl::string_view algorithm);

// What is signed in `jwt`, if its signature is by `key` with `algorithm`. The caller has checked
// that they fit. Thread-safe.
std::optional<std::string> VerifiedPayload(absl::string_view jwt, const Key& key,
                                           absl::string_view algorithm);

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_KEY_H_
