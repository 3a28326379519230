// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/people/account_rows.h"

namespace continuum::operations {

absl::StatusOr<v1::Token> RevokeToken(const Dependencies& dependencies, const Call& call,
                                      const v1::RevokeTokenRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kToken, "name", request.name());
  RETURN_IF_ERROR(checks.Result());
  v1::Token revoked;
  RETURN_IF_ERROR(ChangePeople(
      dependencies, "RevokeToken", call.caller.id(), call.patience,
      [&](storage::Writer& writer) -> absl::Status {
        ASSIGN_OR_RETURN(storage::TokenRecord token,
                         storage::Get<storage::TokenRecord>(writer, PeopleScope(), request.name()));
        if (token.state != storage::TokenState::kActive) {
          return base::FailedPrecondition("TOKEN_NOT_ACTIVE", request.name(),
                                          "it is not good any more; nothing is left to do");
        }
        token.state = storage::TokenState::kRevoked;
        RETURN_IF_ERROR(storage::Update(writer, PeopleScope(), token));
        ASSIGN_OR_RETURN(revoked, ToMessage(dependencies, writer, token, writer.time()));
        return absl::OkStatus();
      }));
  return revoked;
}

}  // namespace continuum::operations
