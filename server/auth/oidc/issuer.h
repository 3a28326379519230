// SPDX-License-Identifier: Apache-2.0
//
// Whose access tokens the server takes. An agency that signs its people on itself runs an OpenID
// Connect provider; a small file of the installation names it:
//
//   {
//     "issuers": [
//       {
//         "issuer": "https://login.example.gov/realms/health",
//         "audience": "continuum",
//         "keys": "https://login.example.gov/realms/health/protocol/openid-connect/certs",
//         "algorithms": ["RS256"]
//       }
//     ]
//   }

#ifndef CONTINUUM_SERVER_AUTH_OIDC_ISSUER_H_
#define CONTINUUM_SERVER_AUTH_OIDC_ISSUER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace continuum::auth::oidc {

// One issuer. In the file, durations are texts such as "90s", "5m" or "24h"; what is left out is as
// here.
struct IssuerConfig {
  std::string issuer;    // what its tokens have as `iss`, to the letter
  std::string audience;  // what its tokens for this server have as `aud`
  // Where its public keys are: an https URL (http only for this machine itself), or a file, whose
  // path counts from the folder of the issuers' file.
  std::string keys;
  // A file of the certificate authorities to trust for that URL, in PEM; else those of the system.
  std::string certificates;
  std::vector<std::string> algorithms = {"RS256", "ES256"};  // no token chooses another
  // The clients whose tokens are taken, by `azp` or `client_id`; if none are named, of any client.
  std::vector<std::string> clients;
  absl::Duration clock_skew = absl::Minutes(1);  // how much the issuer's clock may differ from ours
  absl::Duration longest_token = absl::Hours(24);  // from its issue to its expiry
  // Whether a token must say in its header that it is an access token (RFC 9068: "at+jwt"). Many
  // issuers do not say so yet.
  bool require_access_token_type = false;
  std::string subject_claim = "sub";
  std::string email_claim = "email";
  // Whether the issuer vouches for addresses of which it does not say that they were verified:
  // right for an agency's own directory, wrong wherever people type in their address themselves.
  bool trust_email = false;
};

// Reads the issuers' file. FAILED_PRECONDITION if it cannot be read; INVALID_ARGUMENT with all its
// problems, each naming the field, its value and what was wanted ("issuers[0].algorithms[1]: got
// "HS256", want one of RS256, ..."). Whether the keys can be read is not looked at: an issuer may
// be away while the server starts. Thread-safe.
absl::StatusOr<std::vector<IssuerConfig>> ReadIssuers(const std::string& path);

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_ISSUER_H_
