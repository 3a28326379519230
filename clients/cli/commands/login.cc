// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/commands/sign_in.h"
#include "clients/cli/error.h"
#include "clients/cli/prompt.h"
#include "clients/cli/sessions_file.h"
#include "clients/cli/timestamp_text.h"
#include "google/rpc/error_details.pb.h"

namespace continuum::cli {

namespace {

constexpr absl::string_view kYourAddress = "your e-mail address";

absl::StatusOr<v1::SignInResponse> SignInWithPassword(Session& session, Connection& connection,
                                                      const LoginOptions& options) {
  if (options.email.empty() && !session.console.terminal().input) {
    return UsageError("--email is missing: want it where nobody can be asked at a terminal");
  }
  auto email = absl::StatusOr<std::string>(options.email);
  if (email->empty()) email = Ask(session.console, "E-mail", kYourAddress);
  if (!email.ok()) return email.status();
  const auto password = AskSecret(session.console, "Password");
  if (!password.ok()) return password.status();
  v1::SignInRequest request;
  request.set_email(*email);
  request.set_password(*password);
  auto response = connection.SignIn(request);
  if (response.ok() || !HasReason(response.status(), "CODE_NEEDED")) return response;
  const auto code = Ask(session.console, "Code that the authenticator shows");
  if (!code.ok()) return code.status();
  request.set_code(*code);
  return connection.SignIn(request);
}

bool IsAboutEmail(const absl::Status& error) {
  const auto detail = GetDetail<google::rpc::BadRequest>(error);
  return detail.has_value() &&
         std::any_of(detail->field_violations().begin(), detail->field_violations().end(),
                     [](const auto& wrong) { return wrong.field() == "email"; });
}

absl::StatusOr<v1::SignInResponse> SignInWithCode(Session& session, Connection& connection,
                                                  const LoginOptions& options) {
  const auto code = Ask(session.console, "Code that you were given");
  if (!code.ok()) return code.status();
  const auto password = AskNewPassword(session.console);
  if (!password.ok()) return password.status();
  v1::RedeemCodeRequest request;
  request.set_code(*code);
  request.set_password(*password);
  request.set_display_name(options.name);
  request.set_email(options.email);
  auto response = connection.RedeemCode(request);
  const bool ask = options.email.empty() && session.console.terminal().input;
  if (response.ok() || !ask || !IsAboutEmail(response.status())) return response;
  // Only the first administrator's account has no address yet; the code is still good.
  const auto email = Ask(session.console, "E-mail to sign in with", kYourAddress);
  if (!email.ok()) return email.status();
  request.set_email(*email);
  return connection.RedeemCode(request);
}

absl::Status CheckOptions(const LoginOptions& options) {
  if (!options.code && !options.name.empty()) {
    return UsageError("--name: want it with --code only, when a password is set");
  }
  return absl::OkStatus();
}

void WarnOfGivenToken(Session& session) {
  const absl::string_view given = GivenToken(session.token_file);
  if (given.empty()) return;
  session.console.Note(absl::StrCat("warning: ", given, " gives a token, which commands take ",
                                    "before this session. Leave it away to use the session."));
}

}  // namespace

CommandResult Login(Session& session, const LoginOptions& options) {
  if (absl::Status valid = CheckOptions(options); !valid.ok()) return valid;
  // Where the session could not be kept, a code must not be used up.
  const SessionsFile sessions = SessionsFile::OfThisPerson();
  if (absl::Status usable = sessions.CheckWritable(); !usable.ok()) return usable;
  const auto connection = session.ConnectAsPublic();
  if (!connection.ok()) return connection.status();
  auto response = options.code ? SignInWithCode(session, **connection, options)
                               : SignInWithPassword(session, **connection, options);
  if (!response.ok()) return response.status();
  if (absl::Status saved = sessions.Save(session.server, response->secret()); !saved.ok()) {
    return saved;
  }
  response->clear_secret();  // it is in the file, and goes nowhere else
  const v1::Account& account = response->account();
  session.EmitDetails(
      *response,
      {{.id = "account", .label = "Signed in as", .text = account.name()},
       {.id = "display_name", .label = "Name", .text = account.display_name()},
       {.id = "email", .label = "E-mail", .text = account.email()},
       {.id = "until", .label = "Until", .text = TimestampText(response->expire_time())}});
  WarnOfGivenToken(session);
  return ExitCode::kOk;
}

CommandResult Logout(Session& session, const LogoutOptions& /*options*/) {
  const absl::string_view given = GivenToken(session.token_file);
  if (!given.empty()) {
    return UsageError(absl::StrCat(given,
                                   " gives a token, and `continuum logout` only ends the "
                                   "session of `continuum login`. Leave it away; to end the "
                                   "token, sign in and use `continuum token revoke`"));
  }
  const SessionsFile sessions = SessionsFile::OfThisPerson();
  const auto secret = sessions.Find(session.server);
  if (!secret.ok()) return secret.status();
  if (secret->empty()) {
    session.console.Note(absl::StrCat("You were not signed in at ", session.server, "."));
    return ExitCode::kOk;
  }
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const absl::Status ended = (*connection)->SignOut({}).status();
  // The secret goes in any case: nobody wants to find it here after signing out.
  if (absl::Status removed = sessions.Remove(session.server); !removed.ok()) return removed;
  if (!ended.ok() && ended.code() != absl::StatusCode::kUnauthenticated) {
    session.console.Note(
        "The session is forgotten on this machine, but the server could not be told. It ends "
        "there by itself.");
    return ended;
  }
  session.console.Note(absl::StrCat("You are signed out of ", session.server, "."));
  return ExitCode::kOk;
}

}  // namespace continuum::cli
