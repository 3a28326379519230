// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_ACCESS_AUTHORIZE_H_
#define CONTINUUM_SERVER_OPERATIONS_ACCESS_AUTHORIZE_H_

#include <google/protobuf/message.h>

#include "absl/status/statusor.h"
#include "server/auth/caller.h"
#include "server/auth/permissions.h"
#include "server/operations/access/passage.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

// Whether the caller may make this request, by the table of permissions and by how they stand to
// what the request names. Gives the caller as the operation is to see them: where only an access
// allows it, with nothing but the completed results of that program.
//
// What exists elsewhere is not told: a resource of others is refused in the same words as one that
// does not exist.
//
// UNAUTHENTICATED, SIGN_IN_NEEDED: the public may not. PERMISSION_DENIED, PERMISSION_DENIED: the
// roles do not suffice; the message says which do, and who can help. PERMISSION_DENIED,
// TOKEN_READ_ONLY: `changes` says that the method changes something.
//
// `rule` is null for a method that nobody may call. What becomes known is left in `passage`, if one
// is given: what the request names, also where it is refused, and by what it was let through. Reads
// storage: not inside Read or Write.
absl::StatusOr<auth::Caller> Authorize(const Dependencies& dependencies, auth::Caller caller,
                                       const auth::MethodRule* rule, bool changes,
                                       const google::protobuf::Message& request,
                                       Passage* passage = nullptr);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ACCESS_AUTHORIZE_H_
