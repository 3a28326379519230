// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/base/status_macros.h"
#include "server/operations/access/caller_cache.h"
#include "server/operations/common/change.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"

namespace continuum::operations {

absl::StatusOr<v1::Membership> CreateMembership(const Dependencies& dependencies, const Call& call,
                                                const v1::CreateMembershipRequest& request) {
  const v1::Membership& wanted = request.membership();
  FieldChecks checks;
  checks.NameOf(Resource::kAccount, "membership.account", wanted.account());
  CheckRole("membership.resource", wanted.resource(), "membership.role", wanted.role(), checks);
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  auto created = MakeChange<v1::Membership>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::Membership>> {
        RETURN_IF_ERROR(CheckRoleResource(writer, wanted.resource()));
        ASSIGN_OR_RETURN(const storage::AccountRecord account,
                         GetUsableAccount(writer, wanted.account(), call.caller));
        ASSIGN_OR_RETURN(const storage::MembershipRecord membership,
                         GiveRole(dependencies, writer, account.name, wanted.resource(),
                                  static_cast<auth::Role>(wanted.role()), call.caller.id()));
        RETURN_IF_ERROR(Notify(dependencies, writer, call.caller.id(), account.name,
                               {.kind = v1::Notification::KIND_ROLE_GIVEN,
                                .resource = membership.resource,
                                .once = membership.name}));
        return Changed<v1::Membership>{ToMessage(membership, account, call.caller),
                                       auth::kInstallationOwner};
      });
  dependencies.callers->ForgetAll();
  return created;
}

}  // namespace continuum::operations
