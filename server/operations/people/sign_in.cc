// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include <optional>
#include <string>
#include <utility>

#include "server/auth/password.h"
#include "server/auth/password_hasher.h"
#include "server/auth/totp.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/access/use_log.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/people/sign_in_rules.h"
#include "server/storage/accounts.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// What a right password has shown.
struct Shown {
  storage::AccountRecord account;  // as it was when it was shown
  std::string new_hash;            // where the present one is not made as it should be
};

absl::StatusOr<std::optional<storage::AccountRecord>> FindAccount(const Dependencies& dependencies,
                                                                  absl::string_view email) {
  std::optional<storage::AccountRecord> found;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    auto account = storage::FindAccountByEmail(reader, PeopleScope(), email);
    if (absl::IsNotFound(account.status())) return absl::OkStatus();
    RETURN_IF_ERROR(account.status());
    const bool can_sign_in =
        account->state == storage::AccountState::kActive && !account->password_hash.empty();
    if (can_sign_in) found = *std::move(account);
    return absl::OkStatus();
  }));
  return found;
}

// Takes as long for an account that is not there as for one that is.
absl::StatusOr<Shown> CheckPassword(const Dependencies& dependencies, const Call& call,
                                    const v1::SignInRequest& request) {
  ASSIGN_OR_RETURN(std::optional<storage::AccountRecord> account,
                   FindAccount(dependencies, FoldedEmail(request.email())));
  auth::PasswordHasher& passwords = *dependencies.passwords;
  if (!account.has_value()) {
    RETURN_IF_ERROR(passwords.VerifyNothing(request.password(), call.patience));
    return SignInFailed();
  }
  call.SayAccount(account->name);
  ASSIGN_OR_RETURN(const bool right,
                   passwords.Verify(account->password_hash, request.password(), call.patience));
  if (!right) return SignInFailed();
  Shown shown{*std::move(account), ""};
  if (auth::NeedsRehash(shown.account.password_hash)) {
    ASSIGN_OR_RETURN(shown.new_hash, passwords.Hash(request.password(), call.patience));
  }
  return shown;
}

absl::Status CheckCode(const Dependencies& dependencies, const v1::SignInRequest& request,
                       storage::AccountRecord& account) {
  if (!account.totp_confirmed) return absl::OkStatus();
  if (request.code().empty()) {
    return base::MakeError(absl::StatusCode::kUnauthenticated, "CODE_NEEDED",
                           "a code of the second factor is needed as well");
  }
  const std::optional<int64_t> step = auth::MatchTotp(
      account.totp_secret, request.code(), dependencies.clock->Now(), account.totp_last_step);
  if (!step.has_value()) return SignInFailed();
  account.totp_last_step = *step;
  return absl::OkStatus();
}

// What was shown must still be so when the session is made, and a code counts once.
absl::StatusOr<v1::SignInResponse> LetIn(const Dependencies& dependencies, const Call& call,
                                         const Shown& shown) {
  v1::SignInResponse response;
  RETURN_IF_ERROR(ChangePeople(
      dependencies, "SignIn", shown.account.name, call.patience,
      [&](storage::Writer& writer) -> absl::Status {
        ASSIGN_OR_RETURN(
            storage::AccountRecord account,
            storage::Get<storage::AccountRecord>(writer, PeopleScope(), shown.account.name));
        const bool same = account.state == storage::AccountState::kActive &&
                          account.password_hash == shown.account.password_hash &&
                          account.totp_confirmed == shown.account.totp_confirmed;
        const bool code_used =
            account.totp_confirmed && account.totp_last_step >= shown.account.totp_last_step;
        if (!same || code_used) return SignInFailed();
        if (account.totp_confirmed || !shown.new_hash.empty()) {
          account.totp_last_step = shown.account.totp_last_step;
          if (!shown.new_hash.empty()) account.password_hash = shown.new_hash;
          RETURN_IF_ERROR(storage::UpdateAccount(writer, PeopleScope(), account));
        }
        ASSIGN_OR_RETURN(response, StartSession(dependencies, writer, account));
        return absl::OkStatus();
      }));
  return response;
}

}  // namespace

absl::StatusOr<v1::SignInResponse> SignIn(const Dependencies& dependencies, const Call& call,
                                          const v1::SignInRequest& request) {
  FieldChecks checks;
  CheckEmail("email", request.email(), checks);
  if (request.password().empty()) checks.Wrong("password", "", "the password");
  RETURN_IF_ERROR(checks.Result());
  ASSIGN_OR_RETURN(Try one, Try::Begin(dependencies, call, FoldedEmail(request.email())));
  absl::StatusOr<Shown> shown = CheckPassword(dependencies, call, request);
  if (!shown.ok()) {
    // Only a wrong password is a failed try; the server's own troubles are not.
    if (!absl::IsUnauthenticated(shown.status())) one.Withdraw();
    return shown.status();
  }
  const bool asks_for_code = shown->account.totp_confirmed && request.code().empty();
  const absl::Status code = CheckCode(dependencies, request, shown->account);
  if (!code.ok()) {
    if (asks_for_code) one.Withdraw();
    return code;
  }
  auto response = LetIn(dependencies, call, *shown);
  RETURN_IF_ERROR(response.status());
  one.Succeeded();
  dependencies.uses->Note(shown->account.name, dependencies.clock->Now());
  return response;
}

}  // namespace continuum::operations
