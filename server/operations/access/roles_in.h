// SPDX-License-Identifier: Apache-2.0
//
// What a caller is in a program, for operations that ask more than the permission table: whether
// something is the caller's own. Pure functions.

#ifndef CONTINUUM_SERVER_OPERATIONS_ACCESS_ROLES_IN_H_
#define CONTINUUM_SERVER_OPERATIONS_ACCESS_ROLES_IN_H_

#include "absl/strings/string_view.h"
#include "server/auth/caller.h"
#include "server/auth/roles.h"
#include "server/storage/records.h"

namespace continuum::operations {

// The caller's roles in a program. Of the roles for its organization only the owner's reaches into
// it.
auth::RoleSet RolesIn(const auth::Caller& caller, const storage::ProgramRecord& program);

// Whether the caller leads the program, or may do everything.
bool Leads(const auth::Caller& caller, const storage::ProgramRecord& program);

// Whether the name is that of the caller's own answers to an assessment.
bool AreAnswersOf(const auth::Caller& caller, absl::string_view name);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ACCESS_ROLES_IN_H_
