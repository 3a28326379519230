// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/auth/roles.h"
#include "server/base/status_macros.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::Caller> GetCaller(const Dependencies& dependencies, const Call& call,
                                     const v1::GetCallerRequest& /*request*/) {
  v1::Caller caller;
  caller.set_signed_in_by(
      static_cast<v1::Caller::SignedInBy>(static_cast<int>(call.caller.signed_in_by()) + 1));
  if (!call.caller.is_account()) return caller;
  const auth::Scope scope = PeopleScope();
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const storage::AccountRecord account,
                     storage::Get<storage::AccountRecord>(reader, scope, call.caller.id()));
    ASSIGN_OR_RETURN(*caller.mutable_account(), ToMessage(dependencies, reader, account));
    ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> memberships,
                     MembershipsOf(reader, scope, account.name));
    for (const storage::MembershipRecord& membership : memberships) {
      // A token may count with some of them only.
      const auth::RoleSet counting = call.caller.RolesFor(membership.resource);
      if (!counting.Has(static_cast<auth::Role>(membership.role))) continue;
      *caller.add_memberships() = ToMessage(membership, account, call.caller);
    }
    if (call.caller.token().empty()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const storage::TokenRecord token,
                     storage::Get<storage::TokenRecord>(reader, scope, call.caller.token()));
    ASSIGN_OR_RETURN(*caller.mutable_token(),
                     ToMessage(dependencies, reader, token, dependencies.clock->Now()));
    return absl::OkStatus();
  }));
  return caller;
}

}  // namespace continuum::operations
