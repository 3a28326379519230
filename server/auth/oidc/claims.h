// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_OIDC_CLAIMS_H_
#define CONTINUUM_SERVER_AUTH_OIDC_CLAIMS_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/auth/oidc/identity.h"
#include "server/auth/oidc/issuer.h"
#include "server/auth/oidc/token.h"

namespace continuum::auth::oidc {

// Judges what a token claims, after its signature was found good. UNAUTHENTICATED with one of
//   TOKEN_ISSUER         `iss` is not the issuer's name to the letter
//   TOKEN_TYPE           it is no access token. RFC 9068 tells by the header's type. Without one
//   (and
//                        if the issuer may leave it out) these tell: `nonce`, `at_hash`, `c_hash`
//                        and `s_hash` are in ID tokens only, `events` in logout tokens and security
//                        events, and a claim `typ` other than Bearer is how Keycloak marks ID and
//                        refresh tokens. An ID token is for the client who signs somebody on; it
//                        stands in places where an access token must not be
//   TOKEN_BOUND          `cnf`: it is bound to a key that the caller would have to prove, and that
//   we
//                        cannot check. Taken from anybody who has it, it would be worth less than
//                        its issuer promised
//   TOKEN_AUDIENCE       `aud`, a text or a list of texts, lacks ours
//   TOKEN_CLIENT         it is for several audiences, any of which could pass it on to us, and does
//                        not say for which client (`azp`, or `client_id`); or that client is not
//                        one of those that the installation names
//   TOKEN_EXPIRED        `exp` has passed
//   TOKEN_NOT_YET_VALID  `nbf` or `iat` is in the future
//   TOKEN_TOO_LONG_LIVED from `iat` (or now) to `exp` is longer than the installation allows
//   TOKEN_CLAIM          a claim that we need is missing, or not what it should be
// Clocks may differ by issuer.clock_skew. Pure function.
absl::StatusOr<Identity> JudgeClaims(const Token& token, const IssuerConfig& issuer,
                                     absl::Time now);

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_CLAIMS_H_
