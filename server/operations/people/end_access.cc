// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/access/caller_cache.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"

namespace continuum::operations {

absl::StatusOr<v1::Access> EndAccess(const Dependencies& dependencies, const Call& call,
                                     const v1::EndAccessRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAccess, "name", request.name());
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  auto ended = MakeChange<v1::Access>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::Access>> {
        ASSIGN_OR_RETURN(storage::AccessRecord access,
                         storage::Get<storage::AccessRecord>(writer, scope, request.name()));
        if (access.state == storage::AccessState::kEnded) {
          return base::FailedPrecondition("ACCESS_ENDED", request.name(),
                                          "it has ended already; nothing is left to do");
        }
        access.state = storage::AccessState::kEnded;
        RETURN_IF_ERROR(storage::Update(writer, scope, access));
        StampChanged(writer, &access.stamp);
        ASSIGN_OR_RETURN(const storage::ProgramRecord program,
                         writer.GetProgram(scope, access.program));
        ASSIGN_OR_RETURN(const std::vector<std::string> leads, LeadsOf(writer, program));
        RETURN_IF_ERROR(NotifyEach(dependencies, writer, call.caller.id(), leads,
                                   {.kind = v1::Notification::KIND_ACCESS_CHANGED,
                                    .resource = access.name,
                                    .once = "ended"}));
        ASSIGN_OR_RETURN(v1::Access message, ToMessage(dependencies, writer, access));
        return Changed<v1::Access>{std::move(message), access.owner};
      });
  dependencies.callers->ForgetAll();
  return ended;
}

}  // namespace continuum::operations
