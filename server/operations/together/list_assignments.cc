// SPDX-License-Identifier: Apache-2.0

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/access/roles_in.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/together.h"
#include "server/operations/together/team_rows.h"

namespace continuum::operations {
namespace {

template <typename Request>
storage::ResourceQuery QueryOf(const Request& request) {
  storage::ResourceQuery query;
  if (request.state() != v1::Assignment::STATE_UNSPECIFIED) query.state = request.state();
  return query;
}

// Tells whether a program is one in which the caller takes part still: rows of a whole organization
// are in reach of whoever takes part in one of its programs.
class TakingPart {
 public:
  TakingPart(const storage::Reader& reader, const auth::Caller& caller)
      : reader_(reader), caller_(caller) {}

  absl::StatusOr<bool> In(const std::string& program) {
    const auto known = known_.find(program);
    if (known != known_.end()) return known->second;
    const auto record = reader_.GetProgram(auth::Scope(caller_), program);
    if (!record.ok() && !absl::IsNotFound(record.status())) return record.status();
    const bool takes_part = record.ok() && !RolesIn(caller_, *record).empty();
    known_.emplace(program, takes_part);
    return takes_part;
  }

 private:
  const storage::Reader& reader_;
  const auth::Caller& caller_;
  std::map<std::string, bool> known_;
};

}  // namespace

absl::StatusOr<v1::ListAssignmentsResponse> ListAssignments(
    const Dependencies& dependencies, const Call& call, const v1::ListAssignmentsRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "parent", request.parent());
  checks.KnownEnum("state", request.state(), v1::Assignment::State_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  storage::ResourceQuery query = QueryOf(request);
  query.parent = request.parent();
  v1::ListAssignmentsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    RETURN_IF_ERROR(reader.GetAssessment(scope, request.parent(), query.page.as_of).status());
    ASSIGN_OR_RETURN(auto rows, storage::List<storage::AssignmentRecord>(reader, scope, query));
    response.set_next_page_token(paging.Close(&rows));
    for (const storage::AssignmentRecord& row : rows) {
      ASSIGN_OR_RETURN(*response.add_assignments(),
                       ToMessage(reader, row, dependencies.clock->Now()));
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::ListMyAssignmentsResponse> ListMyAssignments(
    const Dependencies& dependencies, const Call& call,
    const v1::ListMyAssignmentsRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.KnownEnum("state", request.state(), v1::Assignment::State_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  if (!call.caller.is_account()) {
    return base::FailedPrecondition("NO_ACCOUNT", call.caller.id(),
                                    "it is not an account, and nothing can be assigned to it; "
                                    "want a call of somebody who signed in");
  }
  storage::ResourceQuery query = QueryOf(request);
  query.subject = call.caller.id();
  v1::ListMyAssignmentsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    ASSIGN_OR_RETURN(auto rows, storage::List<storage::AssignmentRecord>(
                                    reader, auth::Scope(call.caller), query));
    response.set_next_page_token(paging.Close(&rows));
    TakingPart taking_part(reader, call.caller);
    for (const storage::AssignmentRecord& row : rows) {
      ASSIGN_OR_RETURN(
          const bool shown,
          taking_part.In(std::string(ParentOf(Resource::kAssessment, row.assessment))));
      if (!shown) continue;
      if (row.state == storage::AssignmentState::kOpen) {
        ASSIGN_OR_RETURN(const bool under_way, IsUnderWay(reader, row));
        if (!under_way) continue;
      }
      ASSIGN_OR_RETURN(*response.add_assignments(),
                       ToMessage(reader, row, dependencies.clock->Now()));
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
