// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics.h"

#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/rubrics/rubric_messages.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::Rubric> GetRubric(const Dependencies& dependencies, const Call& call,
                                     const v1::GetRubricRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kRubric, "name", request.name());
  RETURN_IF_ERROR(checks.Result());
  storage::RubricRecord record;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(record, reader.GetRubric(auth::Scope(call.caller), request.name()));
    const bool shown = !record.current_revision.empty() || MayReadDrafts(call.caller);
    return shown ? absl::OkStatus() : base::NotFound(request.name());
  }));
  return ToMessage(record);
}

}  // namespace continuum::operations
