// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include <utility>

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"

namespace continuum::operations {

absl::StatusOr<v1::ResetPasswordResponse> ResetPassword(const Dependencies& dependencies,
                                                        const Call& call,
                                                        const v1::ResetPasswordRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAccount, "name", request.name());
  RETURN_IF_ERROR(checks.Result());
  v1::ResetPasswordResponse response;
  RETURN_IF_ERROR(ChangePeople(
      dependencies, "ResetPassword", call.caller.id(), call.patience,
      [&](storage::Writer& writer) -> absl::Status {
        ASSIGN_OR_RETURN(const storage::AccountRecord account,
                         GetUsableAccount(writer, request.name()));
        if (account.kind == storage::AccountKind::kService) {
          return base::FailedPrecondition("NO_PASSWORD", account.name,
                                          "it is a program's, and never has a password");
        }
        ASSIGN_OR_RETURN(MadeToken made, MakeToken(dependencies, writer, account.name,
                                                   {.kind = storage::TokenKind::kReset,
                                                    .title = "new password",
                                                    .expire_time = writer.time() + kResetLength}));
        RETURN_IF_ERROR(TellOfSafety(dependencies, writer, call.caller.id(), account.name,
                                     v1::Notification::KIND_PASSWORD_CHANGED));
        response.set_code(std::move(made.secret));
        *response.mutable_expire_time() = ToTimestamp(*made.record.expire_time);
        return absl::OkStatus();
      }));
  return response;
}

}  // namespace continuum::operations
