// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics.h"

#include <string>
#include <utility>

#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/rubrics/rubric_messages.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::RubricRevision> PublishRubricRevision(
    const Dependencies& dependencies, const Call& call,
    const v1::PublishRubricRevisionRequest& request) {
  FieldChecks checks;
  CheckRevisionToChange(request.name(), checks);
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(
      v1::RubricRevision revision,
      MakeChange<v1::RubricRevision>(
          dependencies, call, request,
          [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::RubricRevision>> {
            ASSIGN_OR_RETURN(storage::RubricRevisionRecord published,
                             GetDraft(writer, scope, request.name(), request.etag()));
            published.state = storage::RevisionState::kPublished;
            published.publish_time = writer.time();
            RETURN_IF_ERROR(writer.UpdateRubricRevision(scope, published));
            ASSIGN_OR_RETURN(storage::RubricRecord rubric,
                             writer.GetRubric(scope, published.rubric));
            rubric.title = published.title;
            rubric.classified = published.classified;
            rubric.current_revision = published.name;
            RETURN_IF_ERROR(writer.UpdateRubric(scope, rubric));
            StampChanged(writer, &published.stamp);
            return Changed<v1::RubricRevision>{ToMessage(published), auth::kInstallationOwner};
          }));
  // A kept answer has no text; that of a published revision is the same for ever.
  std::string source_text;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(storage::RubricRevisionRecord record,
                     reader.GetRubricRevision(scope, request.name()));
    source_text = std::move(record.source_text);
    return absl::OkStatus();
  }));
  return WithSource(std::move(source_text), std::move(revision));
}

}  // namespace continuum::operations
