// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics.h"

#include <vector>

#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/rubrics/rubric_messages.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::ListRubricRevisionsResponse> ListRubricRevisions(
    const Dependencies& dependencies, const Call& call,
    const v1::ListRubricRevisionsRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.NameOf(Resource::kRubric, "parent", request.parent());
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  const bool drafts = MayReadDrafts(call.caller);
  storage::RubricRevisionQuery query;
  query.rubric = request.parent();
  v1::ListRubricRevisionsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    ASSIGN_OR_RETURN(const storage::RubricRecord rubric,
                     reader.GetRubric(scope, query.rubric, query.page.as_of));
    if (!drafts && rubric.current_revision.empty()) return base::NotFound(query.rubric);
    ASSIGN_OR_RETURN(std::vector<storage::RubricRevisionRecord> revisions,
                     ListShown(
                         query,
                         [&](const storage::RubricRevisionQuery& step) {
                           return reader.ListRubricRevisions(scope, step);
                         },
                         [&](const storage::RubricRevisionRecord& revision) {
                           return drafts || revision.state == storage::RevisionState::kPublished;
                         }));
    response.set_next_page_token(paging.Close(&revisions));
    for (const auto& revision : revisions) *response.add_revisions() = ToMessage(revision);
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
