// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics.h"

#include <vector>

#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/rubrics/rubric_messages.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::ListRubricsResponse> ListRubrics(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::ListRubricsRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const bool drafts = MayReadDrafts(call.caller);
  v1::ListRubricsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    storage::RubricQuery query;
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    ASSIGN_OR_RETURN(std::vector<storage::RubricRecord> rubrics,
                     ListShown(
                         query,
                         [&](const storage::RubricQuery& step) {
                           return reader.ListRubrics(auth::Scope(call.caller), step);
                         },
                         [&](const storage::RubricRecord& rubric) {
                           return drafts || !rubric.current_revision.empty();
                         }));
    response.set_next_page_token(paging.Close(&rubrics));
    for (const auto& rubric : rubrics) *response.add_rubrics() = ToMessage(rubric);
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
