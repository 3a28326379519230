// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_PEOPLE_FIRST_ADMINISTRATOR_H_
#define CONTINUUM_SERVER_OPERATIONS_PEOPLE_FIRST_ADMINISTRATOR_H_

#include <string>

#include "absl/status/statusor.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

// Where nobody can sign in as administrator: makes an account with that role and gives a code with
// which its password is set once (RedeemCode), within a day. The account is accounts/administrator,
// or the first of accounts/administrator-2 and so on that nobody has: what others have, had or
// were given is never touched. One that an earlier start made and nobody took up is used again, and
// its earlier code is good no more. Empty where somebody can sign in.
absl::StatusOr<std::string> MakeFirstAdministrator(const Dependencies& dependencies);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_PEOPLE_FIRST_ADMINISTRATOR_H_
