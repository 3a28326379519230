// SPDX-License-Identifier: Apache-2.0
//
// continuum login, logout, whoami, password ...

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_SIGN_IN_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_SIGN_IN_H_

#include <string>

#include "clients/cli/session.h"

namespace continuum::cli {

struct LoginOptions {
  std::string email;  // empty: asked for, where it is needed
  bool code = false;  // with a code that can be used once, which sets a password
  std::string name;   // with a code only: the name that others see
};
CommandResult Login(Session& session, const LoginOptions& options);

struct LogoutOptions {};
CommandResult Logout(Session& session, const LogoutOptions& options);

struct WhoamiOptions {};
CommandResult Whoami(Session& session, const WhoamiOptions& options);

struct PasswordChangeOptions {
  bool end_tokens = false;  // API tokens too, and not only the other sessions
};
CommandResult PasswordChange(Session& session, const PasswordChangeOptions& options);

struct SecondFactorOptions {};
CommandResult PasswordSecondFactor(Session& session, const SecondFactorOptions& options);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_SIGN_IN_H_
