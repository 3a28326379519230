// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_AUTH_AUTHENTICATE_H_
#define CONTINUUM_SERVER_AUTH_AUTHENTICATE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/auth/caller.h"

namespace continuum::auth {

// Who is calling, by where the call comes from: a peer on this machine's loopback interface is the
// local caller. `peer` is as gRPC names it: "ipv4:127.0.0.1:40404", "ipv6:%5B::1%5D:40404".
//
// PERMISSION_DENIED, reason PERMISSION_DENIED, for any other peer: the server listens on loopback
// only, so this holds even if something in between were set up wrongly.
//
// Pure function.
absl::StatusOr<Caller> AuthenticateLocal(absl::string_view peer);

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_AUTHENTICATE_H_
