// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_OIDC_VERIFY_H_
#define CONTINUUM_SERVER_AUTH_OIDC_VERIFY_H_

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/auth/oidc/identity.h"
#include "server/auth/oidc/issuer.h"
#include "server/auth/oidc/key_set.h"
#include "server/auth/oidc/token.h"
#include "server/base/clock.h"
#include "server/base/log.h"

namespace continuum::auth::oidc {

// Says whom an access token stands for, and that nobody but one of the issuers can have made it.
//
//   ASSIGN_OR_RETURN(const std::vector<IssuerConfig> issuers, ReadIssuers(path));
//   TokenVerifier verifier(issuers, clock, log);
//   ASSIGN_OR_RETURN(const Identity identity, verifier.Verify(token));
//
// Thread-safe. Keeps references to the clock and the log. Waits only for an issuer's keys, and no
// longer than KeySetOptions::timeout (for the very first ones, twice).
class TokenVerifier {
 public:
  TokenVerifier(const std::vector<IssuerConfig>& issuers, const base::Clock& clock,
                const base::Log& log, const KeySetOptions& options = {});

  // UNAUTHENTICATED with a reason of ReadToken or of JudgeClaims, or one of
  //   TOKEN_ALGORITHM      the issuer's tokens are not to be signed so; above all "none" and HS...
  //   TOKEN_KEY_UNKNOWN    the issuer does not publish the key that the token names; or, if it
  //   names
  //                        none, no key or more than one could be meant
  //   TOKEN_KEY_UNFIT      the key is not for this algorithm
  //   TOKEN_SIGNATURE      the signature is not by that key over these bytes
  // UNAVAILABLE, reason TOKEN_KEYS_UNAVAILABLE, if the issuer's keys cannot be had now.
  //
  // The claims are judged after the signature, so that strangers learn nothing by trying.
  absl::StatusOr<Identity> Verify(absl::string_view jwt) const;

  // Whether tokens of this issuer are taken at all.
  bool Knows(absl::string_view issuer) const;

  // Whether the keys of all issuers could be read, or why not; for a warning when the server
  // starts.
  absl::Status CheckKeys() const;

 private:
  struct Issuer {
    IssuerConfig config;
    std::unique_ptr<KeySet> keys;
  };

  const Issuer* FindIssuer(const Token& token) const;

  std::vector<Issuer> issuers_;
  const base::Clock& clock_;
};

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_VERIFY_H_
