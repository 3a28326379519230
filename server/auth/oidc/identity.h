// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_OIDC_IDENTITY_H_
#define CONTINUUM_SERVER_AUTH_OIDC_IDENTITY_H_

#include <string>
#include <vector>

#include "absl/time/time.h"

namespace continuum::auth::oidc {

// Whom an access token stands for. The issuer and the subject together are the person, for ever; an
// address may change hands.
struct Identity {
  std::string issuer;
  std::string subject;
  // Empty unless the issuer vouches for the address: it says that it was verified, or the
  // installation trusts all its addresses. Some issuers let people type in any address; who would
  // find an account by such a one would let them in as somebody else.
  std::string email;
  std::string client;               // the program the token was given to; empty if it is not said
  absl::Time expire_time;           // as the token says, without the allowance for clocks
  std::vector<std::string> scopes;  // in the token's order
};

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_IDENTITY_H_
