// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments.h"

#include <optional>
#include <vector>

#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

std::optional<storage::AssessmentState> ToFilter(v1::Assessment::State state) {
  switch (state) {
    case v1::Assessment::STATE_DRAFT:
      return storage::AssessmentState::kDraft;
    case v1::Assessment::STATE_COMPLETED:
      return storage::AssessmentState::kCompleted;
    default:
      return std::nullopt;
  }
}

}  // namespace

absl::StatusOr<v1::ListAssessmentsResponse> ListAssessments(
    const Dependencies& dependencies, const Call& call, const v1::ListAssessmentsRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  checks.OptionalNameOf(Resource::kRubric, "rubric", request.rubric());
  checks.KnownEnum("state", request.state(), v1::Assessment::State_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  storage::AssessmentQuery query;
  query.program = request.parent();
  query.rubric = request.rubric();
  query.state = ToFilter(request.state());
  v1::ListAssessmentsResponse response;
  if (call.caller.results_only()) {
    if (query.state == storage::AssessmentState::kDraft) return response;
    query.state = storage::AssessmentState::kCompleted;
  }
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    RETURN_IF_ERROR(reader.GetProgram(scope, query.program, query.page.as_of).status());
    ASSIGN_OR_RETURN(std::vector<storage::AssessmentRecord> rows,
                     reader.ListAssessments(scope, query));
    response.set_next_page_token(paging.Close(&rows));
    for (const auto& row : rows) {
      ASSIGN_OR_RETURN(*response.add_assessments(),
                       ToMessageFor(reader, call, row, query.page.as_of));
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
