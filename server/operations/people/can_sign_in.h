// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_PEOPLE_CAN_SIGN_IN_H_
#define CONTINUUM_SERVER_OPERATIONS_PEOPLE_CAN_SIGN_IN_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/operations/dependencies.h"
#include "server/storage/reader.h"

namespace continuum::operations {

// Whether an account, by name, can sign in at `now` and change something of `resource`, for which
// it has a role. It must be active and have what lets it in: a password, the name of a client
// certificate, an identity at an issuer (whose access tokens the server takes), or an API
// token that is good, takes changes, and counts for the resource. A code that nobody took up lets
// nobody in yet. One read, and a second one where tokens are all that there may be. Safe to call
// from several threads.
absl::StatusOr<bool> CanSignIn(const Dependencies& dependencies, const storage::Reader& reader,
                               absl::string_view account, absl::string_view resource,
                               absl::Time now);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_PEOPLE_CAN_SIGN_IN_H_
