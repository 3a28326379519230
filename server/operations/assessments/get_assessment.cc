// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments.h"

#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/common/field_checks.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::Assessment> GetAssessment(const Dependencies& dependencies, const Call& call,
                                             const v1::GetAssessmentRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "name", request.name());
  RETURN_IF_ERROR(checks.Result());
  v1::Assessment assessment;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const storage::AssessmentRecord record,
                     reader.GetAssessment(auth::Scope(call.caller), request.name()));
    RETURN_IF_ERROR(CheckMaySee(call, record));
    ASSIGN_OR_RETURN(assessment, ToMessageFor(reader, call, record));
    return absl::OkStatus();
  }));
  return assessment;
}

}  // namespace continuum::operations
