// SPDX-License-Identifier: Apache-2.0

#include "server/auth/authenticate.h"

#include "absl/strings/match.h"
#include "server/base/errors.h"

namespace continuum::auth {

absl::StatusOr<Caller> AuthenticateLocal(absl::string_view peer) {
  // All of 127.0.0.0/8 is loopback; gRPC writes an address in full, so a prefix tells. It writes
  // the brackets of an IPv6 address percent-encoded or plain, depending on its version.
  for (const absl::string_view loopback : {"ipv4:127.", "ipv6:[::1]:", "ipv6:%5B::1%5D:"}) {
    if (absl::StartsWith(peer, loopback)) return Caller::Local();
  }
  return base::PermissionDenied("PERMISSION_DENIED",
                                "this server answers only callers on its own machine");
}

}  // namespace continuum::auth
