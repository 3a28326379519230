// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/access/caller_cache.h"
#include "server/operations/common/change.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"

namespace continuum::operations {

absl::StatusOr<v1::Membership> EndMembership(const Dependencies& dependencies, const Call& call,
                                             const v1::EndMembershipRequest& request) {
  FieldChecks checks;
  CheckRoleResourceName("resource", request.resource(), checks);
  checks.NameOf(Resource::kMembership, "name", request.name());
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  auto ended = MakeChange<v1::Membership>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::Membership>> {
        ASSIGN_OR_RETURN(
            storage::MembershipRecord membership,
            storage::Get<storage::MembershipRecord>(writer, PeopleScope(), request.name()));
        // Permission was asked for this resource, and for no other.
        if (membership.resource != request.resource()) return base::NotFound(request.name());
        if (membership.state == storage::MembershipState::kEnded) {
          return base::FailedPrecondition("MEMBERSHIP_ENDED", request.name(),
                                          "it has ended already; nothing is left to do");
        }
        RETURN_IF_ERROR(EndRole(dependencies, writer, membership));
        RETURN_IF_ERROR(SettleUnseen(writer, membership.account));
        RETURN_IF_ERROR(Notify(dependencies, writer, call.caller.id(), membership.account,
                               {.kind = v1::Notification::KIND_ROLE_ENDED,
                                .resource = membership.resource,
                                .once = membership.name}));
        ASSIGN_OR_RETURN(
            const storage::AccountRecord account,
            storage::Get<storage::AccountRecord>(writer, PeopleScope(), membership.account));
        return Changed<v1::Membership>{ToMessage(membership, account, call.caller),
                                       auth::kInstallationOwner};
      });
  dependencies.callers->ForgetAll();
  return ended;
}

}  // namespace continuum::operations
