// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments/arguments.h"
#include "clients/cli/commands/sign_in.h"

namespace continuum::cli {

namespace {

constexpr const char* kLoginFooter =
    "The password is asked for at the terminal, which does not show it; where there is no "
    "terminal,\n"
    "it is read from standard input. It is never on the command line, where others could see it.\n"
    "\n"
    "Who is new, or forgot the password, gets a code from whoever invites them, or from an\n"
    "administrator. `continuum login --code` asks for it and for a new password, of 12 to 128\n"
    "characters, which must not be easily guessed. A code works once.\n"
    "\n"
    "The session is kept in $XDG_CONFIG_HOME/continuum/sessions.json (or in ~/.config), for this\n"
    "server alone, where only you can read it. It ends after 12 hours, and after 2 hours without\n"
    "a call.\n";

void AddPassword(CLI::App& app, Selection& selection) {
  CLI::App& group = AddGroup(app, "password", "Your own password and second factor");
  AddCommand<PasswordChangeOptions>(
      group, selection, "change", "Change your password; all other sessions of yours end",
      PasswordChange, [](CLI::App& command, PasswordChangeOptions& options) {
        command.add_flag("--end-tokens", options.end_tokens,
                         "End your API tokens too, as after a theft");
      });
  AddCommand<SecondFactorOptions>(
      group, selection, "second-factor",
      "Set up an authenticator app, whose code is then needed as well to sign in",
      PasswordSecondFactor, [](CLI::App& /*command*/, SecondFactorOptions& /*options*/) {});
}

}  // namespace

void AddSignInCommands(CLI::App& app, Selection& selection) {
  AddCommand<LoginOptions>(
      app, selection, "login", "Sign in", Login, [](CLI::App& command, LoginOptions& options) {
        command.add_option("--email", options.email,
                           "Your e-mail address; asked for where it is needed");
        command.add_flag("--code", options.code,
                         "With a code that you were given; sets a new password");
        command.add_option("--name", options.name, "With --code: the name that others see");
        command.footer(kLoginFooter);
      });
  AddCommand<LogoutOptions>(app, selection, "logout", "Sign out", Logout,
                            [](CLI::App& /*command*/, LogoutOptions& /*options*/) {});
  AddCommand<WhoamiOptions>(app, selection, "whoami", "Show who you are and what you may do",
                            Whoami, [](CLI::App& /*command*/, WhoamiOptions& /*options*/) {});
  AddPassword(app, selection);
}

}  // namespace continuum::cli
