// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_PEOPLE_FIRST_ADMINISTRATOR_H_
#define CONTINUUM_SERVER_OPERATIONS_PEOPLE_FIRST_ADMINISTRATOR_H_

#include <string>

#include "absl/status/statusor.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

// Where nobody can sign in as administrator: makes accounts/administrator, unless it is there, and
// gives a code with which its password is set once (RedeemCode), within a day. An earlier code is
// good no more. Empty where somebody can.
absl::StatusOr<std::string> MakeFirstAdministrator(const Dependencies& dependencies);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_PEOPLE_FIRST_ADMINISTRATOR_H_
