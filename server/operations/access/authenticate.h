// SPDX-License-Identifier: Apache-2.0
//
// Who is calling: from what a call brings along to a Caller with its roles.

#ifndef CONTINUUM_SERVER_OPERATIONS_ACCESS_AUTHENTICATE_H_
#define CONTINUUM_SERVER_OPERATIONS_ACCESS_AUTHENTICATE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/auth/caller.h"
#include "server/auth/peer.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

// What a call says of who makes it.
struct Credentials {
  std::string secret;  // of the metadata "authorization: Bearer SECRET"; empty without it
  auth::Peer peer;
};

// How long a session lasts, and how long without a call.
inline constexpr absl::Duration kSessionLength = absl::Hours(12);
inline constexpr absl::Duration kSessionIdle = absl::Hours(2);

// The caller. A secret counts before a certificate; without either it is the public, or, on a
// server without sign-in, the local caller, who alone is not held to a rate. UNAUTHENTICATED,
// TOKEN_INVALID: the secret is none, is over or was revoked, or its account is disabled; which of
// these is not said. RESOURCE_EXHAUSTED, SERVER_BUSY: the caller makes too many calls. Reads
// storage: not inside Read or Write.
absl::StatusOr<auth::Caller> Authenticate(const Dependencies& dependencies,
                                          const Credentials& credentials);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ACCESS_AUTHENTICATE_H_
