// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::ListAccountsResponse> ListAccounts(const Dependencies& dependencies,
                                                      const Call& /*call*/,
                                                      const v1::ListAccountsRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.KnownEnum("state", request.state(), v1::Account::State_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  v1::ListAccountsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    storage::ResourceQuery query;
    if (request.state() != v1::Account::STATE_UNSPECIFIED) query.state = request.state();
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    ASSIGN_OR_RETURN(std::vector<storage::AccountRecord> accounts,
                     storage::List<storage::AccountRecord>(reader, PeopleScope(), query));
    response.set_next_page_token(paging.Close(&accounts));
    for (const storage::AccountRecord& account : accounts) {
      ASSIGN_OR_RETURN(*response.add_accounts(), ToMessage(dependencies, reader, account));
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
