// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::ListTokensResponse> ListTokens(const Dependencies& dependencies,
                                                  const Call& /*call*/,
                                                  const v1::ListTokensRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.NameOf(Resource::kAccount, "parent", request.parent());
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  v1::ListTokensResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    storage::ResourceQuery query;
    query.parent = request.parent();
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    RETURN_IF_ERROR(
        storage::Get<storage::AccountRecord>(reader, PeopleScope(), request.parent()).status());
    ASSIGN_OR_RETURN(std::vector<storage::TokenRecord> tokens,
                     storage::List<storage::TokenRecord>(reader, PeopleScope(), query));
    response.set_next_page_token(paging.Close(&tokens));
    for (const storage::TokenRecord& token : tokens) {
      ASSIGN_OR_RETURN(*response.add_tokens(),
                       ToMessage(dependencies, reader, token, dependencies.clock->Now()));
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
