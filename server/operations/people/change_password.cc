// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include <string>
#include <vector>

#include "server/auth/password_hasher.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/people/sign_in_rules.h"
#include "server/storage/accounts.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// All sessions but the caller's; and all API tokens, the caller's among them, if that is wanted.
absl::Status EndOthers(storage::Writer& writer, const auth::Caller& caller, bool api_tokens) {
  ASSIGN_OR_RETURN(std::vector<storage::TokenRecord> tokens,
                   GoodTokensOf(writer, caller.id(), writer.time()));
  for (storage::TokenRecord& token : tokens) {
    const bool other_session =
        token.kind == storage::TokenKind::kSession && token.name != caller.token();
    const bool api_token = token.kind == storage::TokenKind::kApi && api_tokens;
    if (!other_session && !api_token) continue;
    token.state = storage::TokenState::kRevoked;
    RETURN_IF_ERROR(storage::Update(writer, PeopleScope(), token));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Account> ChangePassword(const Dependencies& dependencies, const Call& call,
                                           const v1::ChangePasswordRequest& request) {
  ASSIGN_OR_RETURN(const storage::AccountRecord before,
                   CheckOwnPassword(dependencies, call, request.password()));
  FieldChecks checks;
  CheckNewPassword("new_password", request.new_password(), before, checks);
  RETURN_IF_ERROR(checks.Result());
  ASSIGN_OR_RETURN(const std::string hash,
                   dependencies.passwords->Hash(request.new_password(), call.patience));
  v1::Account changed;
  RETURN_IF_ERROR(ChangePeople(
      dependencies, "ChangePassword", call.caller.id(), call.patience,
      [&](storage::Writer& writer) -> absl::Status {
        ASSIGN_OR_RETURN(storage::AccountRecord account, GetUsableAccount(writer, before.name));
        // Somebody else may have changed it meanwhile: then this password is not the present one.
        if (account.password_hash != before.password_hash) return SignInFailed();
        account.password_hash = hash;
        account.password_time = writer.time();
        RETURN_IF_ERROR(storage::UpdateAccount(writer, PeopleScope(), account));
        RETURN_IF_ERROR(EndOthers(writer, call.caller, request.end_api_tokens()));
        RETURN_IF_ERROR(TellOfSafety(dependencies, writer, call.caller.id(), account.name,
                                     v1::Notification::KIND_PASSWORD_CHANGED));
        ASSIGN_OR_RETURN(changed, ToMessage(dependencies, writer, account));
        return absl::OkStatus();
      }));
  return changed;
}

}  // namespace continuum::operations
