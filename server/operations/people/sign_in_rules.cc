// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people/sign_in_rules.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "server/auth/password.h"
#include "server/auth/password_hasher.h"
#include "server/auth/throttle.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/access/authenticate.h"
#include "server/operations/common/dates.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

bool LooksLikeEmail(absl::string_view email) {
  const size_t at = email.find('@');
  if (at == 0 || at == absl::string_view::npos || at + 1 == email.size()) return false;
  if (email.find('@', at + 1) != absl::string_view::npos) return false;
  return std::none_of(email.begin(), email.end(),
                      [](char c) { return absl::ascii_isspace(c) || absl::ascii_iscntrl(c); });
}

absl::Status Slowed(absl::Duration wait) {
  return base::ResourceExhausted(
      "SIGN_IN_SLOWED",
      absl::StrCat("too many wrong tries; wait ",
                   absl::FormatDuration(absl::Ceil(wait, absl::Seconds(1)))),
      wait);
}

}  // namespace

std::string FoldedEmail(absl::string_view email) { return absl::AsciiStrToLower(email); }

void CheckEmail(absl::string_view field, absl::string_view email, FieldChecks& checks) {
  if (email.size() <= kMaxEmailCharacters && LooksLikeEmail(email)) {
    checks.Line(field, email, 1, kMaxEmailCharacters);
  } else {
    checks.Wrong(field, email, "an e-mail address such as name@example.org");
  }
}

void CheckNewPassword(absl::string_view field, absl::string_view password,
                      const storage::AccountRecord& account, FieldChecks& checks) {
  if (password.empty()) {
    checks.Wrong(field, "", "a password");
    return;
  }
  const std::string problem =
      auth::PasswordProblem(password, {account.email, account.display_name, "continuum"});
  if (!problem.empty()) checks.WrongSecret(field, absl::StrCat("want another one. ", problem));
}

absl::Status SignInFailed() {
  return base::MakeError(absl::StatusCode::kUnauthenticated, "SIGN_IN_FAILED",
                         "e-mail address, password or code is not right, or this account may not "
                         "sign in. Who can help: an administrator");
}

Try::Try(const Dependencies& dependencies, std::string subject, std::string peer)
    : dependencies_(dependencies), subject_(std::move(subject)), peer_(std::move(peer)) {}

absl::StatusOr<Try> Try::Begin(const Dependencies& dependencies, const Call& call,
                               absl::string_view subject) {
  Try one(dependencies, std::string(subject), call.peer);
  if (!one.peer_.empty()) {
    const absl::Duration wait = dependencies.peer_throttle->Begin(one.peer_);
    if (wait > absl::ZeroDuration()) return Slowed(wait);
  }
  if (!one.subject_.empty()) {
    const absl::Duration wait = dependencies.account_throttle->Begin(one.subject_);
    if (wait > absl::ZeroDuration()) {
      if (!one.peer_.empty()) dependencies.peer_throttle->Withdraw(one.peer_);
      return Slowed(wait);
    }
  }
  return one;
}

void Try::Succeeded() {
  if (!subject_.empty()) dependencies_.account_throttle->Succeeded(subject_);
  if (!peer_.empty()) dependencies_.peer_throttle->Withdraw(peer_);
}

void Try::Withdraw() {
  if (!subject_.empty()) dependencies_.account_throttle->Withdraw(subject_);
  if (!peer_.empty()) dependencies_.peer_throttle->Withdraw(peer_);
}

absl::StatusOr<storage::AccountRecord> CheckOwnPassword(const Dependencies& dependencies,
                                                        const Call& call,
                                                        absl::string_view password) {
  storage::AccountRecord account;
  if (call.caller.is_account()) {
    RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(
          account, storage::Get<storage::AccountRecord>(reader, PeopleScope(), call.caller.id()));
      return absl::OkStatus();
    }));
  }
  if (account.password_hash.empty()) {
    return base::FailedPrecondition("NO_PASSWORD", call.caller.id(), "it has no password");
  }
  ASSIGN_OR_RETURN(Try one, Try::Begin(dependencies, call, account.name));
  const absl::StatusOr<bool> right =
      dependencies.passwords->Verify(account.password_hash, password, call.patience);
  if (!right.ok()) {
    one.Withdraw();
    return right.status();
  }
  if (!*right) return SignInFailed();
  one.Succeeded();
  return account;
}

absl::StatusOr<v1::SignInResponse> StartSession(const Dependencies& dependencies,
                                                storage::Writer& writer,
                                                const storage::AccountRecord& account) {
  ASSIGN_OR_RETURN(std::vector<storage::TokenRecord> sessions,
                   GoodTokensOf(writer, account.name, writer.time()));
  sessions.erase(std::remove_if(sessions.begin(), sessions.end(),
                                [](const storage::TokenRecord& token) {
                                  return token.kind != storage::TokenKind::kSession;
                                }),
                 sessions.end());
  // Names sort by when they were made.
  for (size_t i = 0; i + kMaxSessions <= sessions.size(); ++i) {
    sessions[i].state = storage::TokenState::kRevoked;
    RETURN_IF_ERROR(storage::Update(writer, PeopleScope(), sessions[i]));
  }
  ASSIGN_OR_RETURN(MadeToken made, MakeToken(dependencies, writer, account.name,
                                             {.kind = storage::TokenKind::kSession,
                                              .title = "signed in",
                                              .expire_time = writer.time() + kSessionLength}));
  v1::SignInResponse response;
  response.set_secret(std::move(made.secret));
  *response.mutable_expire_time() = ToTimestamp(*made.record.expire_time);
  ASSIGN_OR_RETURN(*response.mutable_account(), ToMessage(dependencies, writer, account));
  return response;
}

}  // namespace continuum::operations
