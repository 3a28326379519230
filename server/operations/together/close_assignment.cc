// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/base/text.h"
#include "server/operations/access/roles_in.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/together.h"
#include "server/operations/together/team_rows.h"

namespace continuum::operations {
namespace {

absl::Status CheckMayFinish(const auth::Caller& caller, const storage::ProgramRecord& program,
                            const storage::AssignmentRecord& assignment) {
  const bool own = caller.is_account() && assignment.assignee == caller.id();
  if (own || Leads(caller, program)) return absl::OkStatus();
  return base::PermissionDenied(
      "PERMISSION_DENIED",
      absl::StrCat(base::Shown(assignment.name, 200),
                   " is assigned to somebody else. Who can help: whom it is assigned to, and "
                   "those who lead the program"));
}

// Whoever waits for it: if it is done, who assigned it; if it is cancelled, whose it was.
const std::string& WhoIsTold(const storage::AssignmentRecord& assignment) {
  return assignment.state == storage::AssignmentState::kDone ? assignment.assigned_by
                                                             : assignment.assignee;
}

absl::StatusOr<Changed<v1::Assignment>> Close(const Dependencies& dependencies,
                                              storage::Writer& writer, const Call& call,
                                              const std::string& name,
                                              storage::AssignmentState state) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(auto assignment, storage::Get<storage::AssignmentRecord>(writer, scope, name));
  ASSIGN_OR_RETURN(const Workplace place, GetActiveWorkplace(writer, scope, assignment.assessment));
  // The permission table lets only those who lead cancel one.
  RETURN_IF_ERROR(CheckMayFinish(call.caller, place.program, assignment));
  if (assignment.state != storage::AssignmentState::kOpen) {
    return base::FailedPrecondition("ASSIGNMENT_CLOSED", name,
                                    "it is done or cancelled already; nothing is left to do");
  }
  assignment.state = state;
  assignment.closed_by = call.caller.id();
  RETURN_IF_ERROR(storage::Update(writer, scope, assignment));
  StampChanged(writer, &assignment.stamp);
  RETURN_IF_ERROR(SettleNotices(writer, assignment.name));
  RETURN_IF_ERROR(Notify(
      dependencies, writer, call.caller.id(), WhoIsTold(assignment),
      {.kind = v1::Notification::KIND_ASSIGNMENT_CLOSED, .resource = assignment.name, .once = ""}));
  ASSIGN_OR_RETURN(v1::Assignment message, ToMessage(writer, assignment, writer.time()));
  return Changed<v1::Assignment>{std::move(message), assignment.owner};
}

template <typename Request>
absl::StatusOr<v1::Assignment> CloseAs(storage::AssignmentState state,
                                       const Dependencies& dependencies, const Call& call,
                                       const Request& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAssignment, "name", request.name());
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  return MakeChange<v1::Assignment>(dependencies, call, request, [&](storage::Writer& writer) {
    return Close(dependencies, writer, call, request.name(), state);
  });
}

}  // namespace

absl::StatusOr<v1::Assignment> FinishAssignment(const Dependencies& dependencies, const Call& call,
                                                const v1::FinishAssignmentRequest& request) {
  return CloseAs(storage::AssignmentState::kDone, dependencies, call, request);
}

absl::StatusOr<v1::Assignment> CancelAssignment(const Dependencies& dependencies, const Call& call,
                                                const v1::CancelAssignmentRequest& request) {
  return CloseAs(storage::AssignmentState::kCancelled, dependencies, call, request);
}

}  // namespace continuum::operations
