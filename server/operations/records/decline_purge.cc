// SPDX-License-Identifier: Apache-2.0

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/base/text.h"
#include "server/operations/access/roles_in.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/records.h"
#include "server/operations/records/record_rows.h"
#include "server/storage/kept_records.h"

namespace continuum::operations {
namespace {

absl::Status CheckMayDecline(const storage::Reader& reader, const Call& call,
                             const storage::PurgeRecord& purge) {
  if (purge.asked_by == call.caller.id()) return absl::OkStatus();
  if (call.caller.RolesFor(auth::kInstallationResource).Has(auth::Role::kAdministrator)) {
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const storage::ProgramRecord program,
                   reader.GetProgram(auth::Scope(call.caller), purge.program));
  if (Leads(call.caller, program)) return absl::OkStatus();
  return base::PermissionDenied(
      "PERMISSION_DENIED",
      absl::StrCat(base::Shown(purge.name, 200),
                   " was asked for by somebody else. Who can help: who asked for it, and those who "
                   "lead the program"));
}

}  // namespace

absl::StatusOr<v1::Purge> DeclinePurge(const Dependencies& dependencies, const Call& call,
                                       const v1::DeclinePurgeRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kPurge, "name", request.name());
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  return MakeChange<v1::Purge>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::Purge>> {
        ASSIGN_OR_RETURN(storage::PurgeRecord purge,
                         storage::Get<storage::PurgeRecord>(writer, scope, request.name()));
        RETURN_IF_ERROR(CheckMayDecline(writer, call, purge));
        RETURN_IF_ERROR(CheckWaits(purge));
        purge.state = storage::PurgeState::kDeclined;
        purge.decided_by = call.caller.id();
        RETURN_IF_ERROR(storage::Update(writer, scope, purge));
        StampChanged(writer, &purge.stamp);
        RETURN_IF_ERROR(SettleNotices(writer, purge.name));
        RETURN_IF_ERROR(Notify(
            dependencies, writer, call.caller.id(), purge.asked_by,
            {.kind = v1::Notification::KIND_PURGE_DECIDED, .resource = purge.name, .once = ""}));
        return Changed<v1::Purge>{ToMessage(purge), purge.owner};
      });
}

}  // namespace continuum::operations
