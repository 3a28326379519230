// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include <string>

#include "server/auth/totp.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/people/sign_in_rules.h"
#include "server/storage/accounts.h"

namespace continuum::operations {

absl::StatusOr<v1::BeginSecondFactorResponse> BeginSecondFactor(
    const Dependencies& dependencies, const Call& call,
    const v1::BeginSecondFactorRequest& request) {
  ASSIGN_OR_RETURN(const storage::AccountRecord before,
                   CheckOwnPassword(dependencies, call, request.password()));
  const std::string secret = auth::NewTotpSecret();
  RETURN_IF_ERROR(ChangePeople(
      dependencies, "BeginSecondFactor", call.caller.id(), call.patience,
      [&](storage::Writer& writer) -> absl::Status {
        ASSIGN_OR_RETURN(storage::AccountRecord account, GetUsableAccount(writer, before.name));
        if (account.totp_confirmed) {
          return base::FailedPrecondition(
              "SECOND_FACTOR_SET", account.name,
              "it has a second factor; an administrator can remove it by resetting the password");
        }
        account.totp_secret = secret;
        account.totp_last_step = auth::kNoTotpStep;
        return storage::UpdateAccount(writer, PeopleScope(), account);
      }));
  v1::BeginSecondFactorResponse response;
  response.set_secret(secret);
  response.set_uri(auth::TotpUri(secret, before.email, "Continuum"));
  return response;
}

}  // namespace continuum::operations
