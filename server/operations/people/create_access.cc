// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/operations/access/caller_cache.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/identifiers_seen.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"

namespace continuum::operations {
namespace {

void CheckBodyName(absl::string_view name, FieldChecks& checks) {
  if (IsNameOf(Resource::kAccreditor, name) || IsNameOf(Resource::kAgency, name)) return;
  checks.Wrong("access.body", name, "accreditors/{accreditor} or agencies/{agency}");
}

}  // namespace

absl::StatusOr<v1::Access> CreateAccess(const Dependencies& dependencies, const Call& call,
                                        const v1::CreateAccessRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  CheckBodyName(request.access().body(), checks);
  if (CheckNoPatientNumbers("access.reason", request.access().reason(), checks)) {
    checks.Line("access.reason", request.access().reason(), 1, kMaxReasonCharacters);
  }
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  auto created = MakeChange<v1::Access>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::Access>> {
        ASSIGN_OR_RETURN(const storage::ProgramRecord program,
                         writer.GetProgram(auth::Scope(call.caller), request.parent()));
        RETURN_IF_ERROR(CheckActive(program.name, program.state));
        RETURN_IF_ERROR(
            storage::Get<storage::BodyRecord>(writer, PeopleScope(), request.access().body())
                .status());
        ASSIGN_OR_RETURN(const std::vector<storage::AccessRecord> present,
                         ActiveAccessesOf(writer, PeopleScope(), program.name));
        for (const storage::AccessRecord& access : present) {
          if (access.body == request.access().body()) return base::AlreadyExists(access.name);
        }
        storage::AccessRecord access;
        access.name = absl::StrCat(program.name, "/accesses/a", dependencies.ids->New());
        access.owner = program.organization;
        access.program = program.name;
        access.body = request.access().body();
        access.granted_by = call.caller.id();
        access.reason = request.access().reason();
        RETURN_IF_ERROR(storage::Create(writer, auth::Scope(call.caller), access));
        StampCreated(writer, &access.stamp);
        ASSIGN_OR_RETURN(const std::vector<std::string> leads, LeadsOf(writer, program));
        RETURN_IF_ERROR(NotifyEach(dependencies, writer, call.caller.id(), leads,
                                   {.kind = v1::Notification::KIND_ACCESS_CHANGED,
                                    .resource = access.name,
                                    .once = "given"}));
        ASSIGN_OR_RETURN(v1::Access message, ToMessage(dependencies, writer, access));
        return Changed<v1::Access>{std::move(message), access.owner};
      });
  dependencies.callers->ForgetAll();
  return created;
}

}  // namespace continuum::operations
