// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/limits.h"
#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/rubrics/revision_source.h"
#include "server/operations/rubrics/rubric_messages.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

absl::Status CheckForm(const v1::UpdateRubricRevisionRequest& request) {
  FieldChecks checks;
  CheckRevisionToChange(request.name(), checks);
  CheckSourceSize(request.source_text(), scoring::kMaxRubricBytes, checks);
  if (request.etag().empty()) checks.Wrong("etag", "", "the etag of the revision that was read");
  checks.RequestId(request.request_id());
  return checks.Result();
}

absl::Status CheckIds(absl::string_view name, const v1::RubricDefinition& definition) {
  const std::string written =
      absl::StrCat("rubrics/", definition.id(), "/revisions/", definition.revision());
  if (written == name) return absl::OkStatus();
  return base::InvalidField("source_text", written,
                            absl::StrCat("a text whose id and revision give ", name));
}

// A rubric without a published revision has title and class of its first draft.
absl::Status RetitleRubric(storage::Writer& writer, const auth::Scope& scope,
                           const storage::RubricRevisionRecord& draft) {
  ASSIGN_OR_RETURN(storage::RubricRecord rubric, writer.GetRubric(scope, draft.rubric));
  const bool is_first = rubric.stamp.create_sequence == draft.stamp.create_sequence;
  const bool same = rubric.title == draft.title && rubric.classified == draft.classified;
  if (!rubric.current_revision.empty() || !is_first || same) return absl::OkStatus();
  rubric.title = draft.title;
  rubric.classified = draft.classified;
  return writer.UpdateRubric(scope, rubric);
}

}  // namespace

absl::StatusOr<v1::RubricRevision> UpdateRubricRevision(
    const Dependencies& dependencies, const Call& call,
    const v1::UpdateRubricRevisionRequest& request) {
  RETURN_IF_ERROR(CheckForm(request));
  ASSIGN_OR_RETURN(std::optional<v1::RubricRevision> replay,
                   FindReplay<v1::RubricRevision>(dependencies, call, request));
  if (replay.has_value()) return WithSource(request.source_text(), *std::move(replay));
  ASSIGN_OR_RETURN(const RubricCache::Compiled rubric, CheckSource(request.source_text()));
  RETURN_IF_ERROR(CheckIds(request.name(), rubric->definition()));
  storage::RubricRevisionRecord described;
  DescribeSource(request.source_text(), *rubric, &described);
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(
      v1::RubricRevision revision,
      MakeChange<v1::RubricRevision>(
          dependencies, call, request,
          [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::RubricRevision>> {
            ASSIGN_OR_RETURN(const storage::RubricRevisionRecord present,
                             GetDraft(writer, scope, request.name(), request.etag()));
            storage::RubricRevisionRecord updated = described;
            updated.name = present.name;
            updated.rubric = present.rubric;
            updated.stamp = present.stamp;
            RETURN_IF_ERROR(writer.UpdateRubricRevision(scope, updated));
            RETURN_IF_ERROR(RetitleRubric(writer, scope, updated));
            StampChanged(writer, &updated.stamp);
            return Changed<v1::RubricRevision>{ToMessage(updated), auth::kInstallationOwner};
          }));
  return WithSource(request.source_text(), std::move(revision));
}

}  // namespace continuum::operations
