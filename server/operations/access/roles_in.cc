// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/roles_in.h"

#include "absl/strings/str_cat.h"
#include "server/operations/common/resource_names.h"

namespace continuum::operations {

auth::RoleSet RolesIn(const auth::Caller& caller, const storage::ProgramRecord& program) {
  auth::RoleSet roles = caller.RolesFor(program.name);
  if (caller.RolesFor(program.organization).Has(auth::Role::kOwner)) roles.Add(auth::Role::kOwner);
  return roles;
}

bool Leads(const auth::Caller& caller, const storage::ProgramRecord& program) {
  constexpr auth::RoleSet kLeads{auth::Role::kOwner, auth::Role::kLead};
  return caller.may_do_everything() || kLeads.Meets(RolesIn(caller, program));
}

bool AreAnswersOf(const auth::Caller& caller, absl::string_view name) {
  return caller.is_account() && IsNameOf(Resource::kAnswerSet, name) &&
         caller.id() == absl::StrCat("accounts/", IdsIn(Resource::kAnswerSet, name).back());
}

}  // namespace continuum::operations
