// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/commands/sign_in.h"
#include "clients/cli/error.h"
#include "clients/cli/prompt.h"

namespace continuum::cli {

namespace {

// A mistyped code may be tried again while the secret is still to be seen.
constexpr int kCodeTries = 3;

// The server says the same wherever somebody signs in; here only the password was asked for.
absl::Status AboutPassword(const absl::Status& error, absl::string_view which) {
  if (!HasReason(error, "SIGN_IN_FAILED")) return error;
  return absl::FailedPreconditionError(
      absl::StrCat(which,
                   ": it is not right; want the one with which you sign in. Nothing was changed. "
                   "Who forgot it asks an administrator for a code"));
}

absl::Status ConfirmSecondFactor(Session& session, Connection& connection) {
  const int tries = session.console.terminal().input ? kCodeTries : 1;
  for (int i = 1;; ++i) {
    const auto code = Ask(session.console, "Code that the authenticator shows now");
    if (!code.ok()) return code.status();
    v1::ConfirmSecondFactorRequest request;
    request.set_code(*code);
    absl::Status confirmed = connection.ConfirmSecondFactor(request).status();
    if (i == tries || !HasReason(confirmed, "SIGN_IN_FAILED")) return confirmed;
    session.console.Note("That code is not right. Check the clock of the device and try again.");
  }
}

}  // namespace

CommandResult PasswordChange(Session& session, const PasswordChangeOptions& options) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto present = AskSecret(session.console, "Present password");
  if (!present.ok()) return present.status();
  const auto password = AskNewPassword(session.console);
  if (!password.ok()) return password.status();
  v1::ChangePasswordRequest request;
  request.set_password(*present);
  request.set_new_password(*password);
  request.set_end_api_tokens(options.end_tokens);
  if (const auto account = (*connection)->ChangePassword(request); !account.ok()) {
    return AboutPassword(account.status(), "Present password");
  }
  session.console.Note(
      options.end_tokens
          ? "The password is changed. All other sessions and all API tokens of yours have ended."
          : "The password is changed. All other sessions of yours have ended; API tokens go on. "
            "`continuum token list` shows them.");
  return ExitCode::kOk;
}

CommandResult PasswordSecondFactor(Session& session, const SecondFactorOptions& /*options*/) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto password = AskSecret(session.console, "Password");
  if (!password.ok()) return password.status();
  v1::BeginSecondFactorRequest request;
  request.set_password(*password);
  const auto begun = (*connection)->BeginSecondFactor(request);
  if (!begun.ok()) return AboutPassword(begun.status(), "Password");
  session.EmitDetails(*begun,
                      {{.id = "secret", .label = "Secret", .text = begun->secret(), .whole = true},
                       {.id = "uri", .label = "As a link", .text = begun->uri(), .whole = true}});
  session.console.out().flush();
  session.console.Note(
      "Type the secret into an authenticator app, or make a picture of the link for it. It is "
      "shown this once.");
  absl::Status confirmed = ConfirmSecondFactor(session, **connection);
  if (!confirmed.ok()) {
    session.console.Note("The second factor does not count yet. Repeat the command to set it up.");
    return confirmed;
  }
  session.console.Note("From now on, signing in with the password needs a code as well.");
  return ExitCode::kOk;
}

}  // namespace continuum::cli
