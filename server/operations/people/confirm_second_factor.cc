// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include <optional>

#include "server/auth/totp.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/people/sign_in_rules.h"
#include "server/storage/accounts.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

absl::Status CheckBegun(const storage::AccountRecord& account) {
  if (!account.totp_secret.empty() && !account.totp_confirmed) return absl::OkStatus();
  return base::FailedPrecondition("NO_SECOND_FACTOR", account.name,
                                  "no second factor waits to be confirmed; begin one first");
}

}  // namespace

absl::StatusOr<v1::Account> ConfirmSecondFactor(const Dependencies& dependencies, const Call& call,
                                                const v1::ConfirmSecondFactorRequest& request) {
  storage::AccountRecord before;
  before.name = call.caller.id();
  if (call.caller.is_account()) {
    RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(
          before, storage::Get<storage::AccountRecord>(reader, PeopleScope(), call.caller.id()));
      return absl::OkStatus();
    }));
  }
  RETURN_IF_ERROR(CheckBegun(before));
  ASSIGN_OR_RETURN(Try one, Try::Begin(dependencies, call, before.name));
  const std::optional<int64_t> step = auth::MatchTotp(
      before.totp_secret, request.code(), dependencies.clock->Now(), before.totp_last_step);
  if (!step.has_value()) return SignInFailed();
  one.Succeeded();
  v1::Account changed;
  RETURN_IF_ERROR(ChangePeople(
      dependencies, "ConfirmSecondFactor", call.caller.id(), call.patience,
      [&](storage::Writer& writer) -> absl::Status {
        ASSIGN_OR_RETURN(storage::AccountRecord account, GetUsableAccount(writer, before.name));
        RETURN_IF_ERROR(CheckBegun(account));
        if (account.totp_secret != before.totp_secret) return SignInFailed();
        account.totp_confirmed = true;
        account.totp_last_step = *step;
        RETURN_IF_ERROR(storage::UpdateAccount(writer, PeopleScope(), account));
        RETURN_IF_ERROR(TellOfSafety(dependencies, writer, call.caller.id(), account.name,
                                     v1::Notification::KIND_SECOND_FACTOR_CHANGED));
        ASSIGN_OR_RETURN(changed, ToMessage(dependencies, writer, account));
        return absl::OkStatus();
      }));
  return changed;
}

}  // namespace continuum::operations
