// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_OIDC_TOKEN_H_
#define CONTINUUM_SERVER_AUTH_OIDC_TOKEN_H_

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace continuum::auth::oidc {

// Longer tokens are not even read. A call's metadata has no more room anyway.
inline constexpr size_t kMaxTokenBytes = 8192;

// A token taken apart. Nothing of it is to be believed before its signature is verified.
struct Token {                     // NOLINT(bugprone-exception-escape): what json asserts with
  std::string algorithm;           // `alg`
  std::optional<std::string> key;  // `kid`
  bool says_access_token = false;  // `typ` is at+jwt
  std::string payload;             // the bytes of the claims
  nlohmann::json claims;           // an object
};

// Takes apart a signed token in compact form (RFC 7515). UNAUTHENTICATED with one of
//   TOKEN_TOO_LARGE    longer than kMaxTokenBytes
//   TOKEN_MALFORMED    not three parts in base64url, of which the first two are JSON objects
//   without
//                      a member twice; no `alg`; an `alg`, `kid` or `typ` that is no text
//   TOKEN_EXTENSION    the header has `crit`: it says that whoever does not know some extension
//   must
//                      not accept the token, and we know none
//   TOKEN_TYPE         `typ` is neither at+jwt nor JWT nor left out: another kind of token
// Where a key is to be found is never taken from the token: `jku`, `jwk`, `x5u` and `x5c` are not
// read. Pure function.
absl::StatusOr<Token> ReadToken(absl::string_view jwt);

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_TOKEN_H_
