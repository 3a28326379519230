// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::Account> GetAccount(const Dependencies& dependencies, const Call& /*call*/,
                                       const v1::GetAccountRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAccount, "name", request.name());
  RETURN_IF_ERROR(checks.Result());
  v1::Account message;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const storage::AccountRecord account,
                     storage::Get<storage::AccountRecord>(reader, PeopleScope(), request.name()));
    ASSIGN_OR_RETURN(message, ToMessage(dependencies, reader, account));
    return absl::OkStatus();
  }));
  return message;
}

}  // namespace continuum::operations
