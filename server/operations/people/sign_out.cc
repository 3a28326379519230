// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/people/account_rows.h"

namespace continuum::operations {

absl::StatusOr<v1::SignOutResponse> SignOut(const Dependencies& dependencies, const Call& call,
                                            const v1::SignOutRequest& /*request*/) {
  if (call.caller.token().empty()) {
    return base::FailedPrecondition("NO_SESSION", call.caller.id(),
                                    "the call was not made with a session or token");
  }
  RETURN_IF_ERROR(ChangePeople(dependencies, "SignOut", call.caller.id(), call.patience,
                               [&](storage::Writer& writer) -> absl::Status {
                                 ASSIGN_OR_RETURN(storage::TokenRecord token,
                                                  storage::Get<storage::TokenRecord>(
                                                      writer, PeopleScope(), call.caller.token()));
                                 if (token.state != storage::TokenState::kActive)
                                   return absl::OkStatus();
                                 token.state = storage::TokenState::kRevoked;
                                 return storage::Update(writer, PeopleScope(), token);
                               }));
  return v1::SignOutResponse();
}

}  // namespace continuum::operations
