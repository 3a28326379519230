// SPDX-License-Identifier: Apache-2.0

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/identifiers_seen.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records.h"
#include "server/operations/records/record_rows.h"
#include "server/storage/kept_records.h"

namespace continuum::operations {

absl::StatusOr<v1::Hold> CreateHold(const Dependencies& dependencies, const Call& call,
                                    const v1::CreateHoldRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  if (CheckNoPatientNumbers("hold.reason", request.hold().reason(), checks)) {
    checks.Line("hold.reason", request.hold().reason(), 1, kMaxReasonCharacters);
  }
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  return MakeChange<v1::Hold>(dependencies, call, request,
                              [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::Hold>> {
                                ASSIGN_OR_RETURN(const storage::ProgramRecord program,
                                                 writer.GetProgram(scope, request.parent()));
                                storage::HoldRecord hold;
                                hold.name =
                                    absl::StrCat(program.name, "/holds/h", dependencies.ids->New());
                                hold.owner = program.organization;
                                hold.program = program.name;
                                hold.reason = request.hold().reason();
                                hold.set_by = call.caller.id();
                                RETURN_IF_ERROR(storage::Create(writer, scope, hold));
                                StampCreated(writer, &hold.stamp);
                                return Changed<v1::Hold>{ToMessage(hold), hold.owner};
                              });
}

absl::StatusOr<v1::Hold> EndHold(const Dependencies& dependencies, const Call& call,
                                 const v1::EndHoldRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kHold, "name", request.name());
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  return MakeChange<v1::Hold>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::Hold>> {
        ASSIGN_OR_RETURN(storage::HoldRecord hold,
                         storage::Get<storage::HoldRecord>(writer, scope, request.name()));
        if (hold.state == storage::HoldState::kEnded) {
          return base::FailedPrecondition("HOLD_ENDED", hold.name,
                                          "it has ended already; nothing is left to do");
        }
        hold.state = storage::HoldState::kEnded;
        hold.ended_by = call.caller.id();
        RETURN_IF_ERROR(storage::Update(writer, scope, hold));
        StampChanged(writer, &hold.stamp);
        return Changed<v1::Hold>{ToMessage(hold), hold.owner};
      });
}

}  // namespace continuum::operations
