// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics.h"

#include <string>
#include <utility>

#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/rubrics/rubric_messages.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::RubricRevision> GetRubricRevision(const Dependencies& dependencies,
                                                     const Call& call,
                                                     const v1::GetRubricRevisionRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kRevision, "name", request.name());
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  storage::RubricRevisionRecord record;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string name, ResolveRevision(reader, scope, request.name()));
    ASSIGN_OR_RETURN(record, reader.GetRubricRevision(scope, name));
    return CheckMayRead(call.caller, record);
  }));
  v1::RubricRevision revision = ToMessage(record);
  return WithSource(std::move(record.source_text), std::move(revision));
}

}  // namespace continuum::operations
