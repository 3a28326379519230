// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include <utility>
#include <vector>

#include "server/auth/password_hasher.h"
#include "server/auth/secret_token.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/access/use_log.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/people/sign_in_rules.h"
#include "server/storage/accounts.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

absl::Status CodeInvalid() {
  return base::MakeError(absl::StatusCode::kUnauthenticated, "CODE_INVALID",
                         "this code is none, was used, or is too old; ask for a new one");
}

bool IsCode(const storage::TokenRecord& token) {
  return token.kind == storage::TokenKind::kInvitation || token.kind == storage::TokenKind::kReset;
}

// What a good code is for.
struct Redeemable {
  storage::TokenRecord code;
  storage::AccountRecord account;
};

absl::StatusOr<Redeemable> FindCode(const storage::Reader& reader, absl::string_view secret,
                                    absl::Time now) {
  auto code = storage::Find<storage::TokenRecord>(reader, PeopleScope(), auth::HashSecret(secret));
  if (absl::IsNotFound(code.status())) return CodeInvalid();
  RETURN_IF_ERROR(code.status());
  const bool good = IsCode(*code) && code->state == storage::TokenState::kActive &&
                    code->expire_time.has_value() && now < *code->expire_time;
  if (!good) return CodeInvalid();
  ASSIGN_OR_RETURN(storage::AccountRecord account,
                   storage::Get<storage::AccountRecord>(reader, PeopleScope(), code->account));
  if (account.state != storage::AccountState::kActive) return CodeInvalid();
  return Redeemable{*std::move(code), std::move(account)};
}

// The account as it will be, without its password.
storage::AccountRecord Filled(storage::AccountRecord account,
                              const v1::RedeemCodeRequest& request) {
  if (account.email.empty()) account.email = FoldedEmail(request.email());
  if (!request.display_name().empty()) account.display_name = request.display_name();
  return account;
}

// What was there before is what was changed: a first password is not.
absl::Status TellOfReset(const Dependencies& dependencies, storage::Writer& writer,
                         const Redeemable& before) {
  const storage::AccountRecord& account = before.account;
  if (!account.password_hash.empty()) {
    RETURN_IF_ERROR(TellOfSafety(dependencies, writer, account.name, account.name,
                                 v1::Notification::KIND_PASSWORD_CHANGED));
  }
  if (before.code.kind != storage::TokenKind::kReset || !account.totp_confirmed) {
    return absl::OkStatus();
  }
  return TellOfSafety(dependencies, writer, account.name, account.name,
                      v1::Notification::KIND_SECOND_FACTOR_CHANGED);
}

absl::Status CheckFields(const v1::RedeemCodeRequest& request,
                         const storage::AccountRecord& before) {
  const storage::AccountRecord account = Filled(before, request);
  FieldChecks checks;
  if (before.email.empty()) CheckEmail("email", request.email(), checks);
  checks.Line("display_name", request.display_name(), 0, kMaxNameCharacters);
  CheckNewPassword("password", request.password(), account, checks);
  return checks.Result();
}

}  // namespace

absl::StatusOr<v1::SignInResponse> RedeemCode(const Dependencies& dependencies, const Call& call,
                                              const v1::RedeemCodeRequest& request) {
  ASSIGN_OR_RETURN(Try one, Try::Begin(dependencies, call, ""));
  if (!auth::IsWellFormed(request.code())) return CodeInvalid();
  Redeemable found;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(found, FindCode(reader, request.code(), dependencies.clock->Now()));
    return absl::OkStatus();
  }));
  one.Succeeded();
  call.SayAccount(found.account.name);
  RETURN_IF_ERROR(CheckFields(request, found.account));
  ASSIGN_OR_RETURN(const std::string hash,
                   dependencies.passwords->Hash(request.password(), call.patience));
  v1::SignInResponse response;
  RETURN_IF_ERROR(ChangePeople(
      dependencies, "RedeemCode", found.account.name, call.patience,
      [&](storage::Writer& writer) -> absl::Status {
        ASSIGN_OR_RETURN(Redeemable now, FindCode(writer, request.code(), writer.time()));
        now.code.state = storage::TokenState::kUsed;
        RETURN_IF_ERROR(storage::Update(writer, PeopleScope(), now.code));
        // Whoever had the old password is out.
        RETURN_IF_ERROR(RevokeTokens(writer, now.account.name, now.code.name));
        storage::AccountRecord account = Filled(now.account, request);
        account.password_hash = hash;
        account.password_time = writer.time();
        if (now.code.kind == storage::TokenKind::kReset) {
          account.totp_secret.clear();
          account.totp_confirmed = false;
        }
        RETURN_IF_ERROR(storage::UpdateAccount(writer, PeopleScope(), account));
        RETURN_IF_ERROR(TellOfReset(dependencies, writer, now));
        ASSIGN_OR_RETURN(response, StartSession(dependencies, writer, account));
        return absl::OkStatus();
      }));
  dependencies.uses->Note(found.account.name, dependencies.clock->Now());
  return response;
}

}  // namespace continuum::operations
