// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics.h"

#include <vector>

#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/rubrics/rubric_messages.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::ListRubricsResponse> ListRubrics(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::ListRubricsRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  v1::ListRubricsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    storage::RubricQuery query;
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    ASSIGN_OR_RETURN(std::vector<storage::RubricRecord> rubrics,
                     reader.ListRubrics(auth::Scope(call.caller), query));
    response.set_next_page_token(paging.Close(&rubrics));
    for (const auto& rubric : rubrics) *response.add_rubrics() = ToMessage(rubric);
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
