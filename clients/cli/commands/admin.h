// SPDX-License-Identifier: Apache-2.0
//
// continuum admin ...

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_ADMIN_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_ADMIN_H_

#include <cstdint>
#include <optional>
#include <string>

#include "clients/cli/session.h"
#include "continuum/v1/people.pb.h"

namespace continuum::cli {

// Writes an account as all commands about one do.
void EmitAccount(Session& session, const v1::Account& account);

struct AccessReviewOptions {};
CommandResult AdminAccessReview(Session& session, const AccessReviewOptions& options);

struct AdminAccountsOptions {
  bool disabled = false;  // those that are disabled too
};
CommandResult AdminAccounts(Session& session, const AdminAccountsOptions& options);

struct AccountAddOptions {
  std::string id;
  std::string kind;  // "service": a program; "person": who signs in elsewhere
  std::string name;
  std::string email;
  std::string certificate;
  std::string subject;
};
CommandResult AdminAccountAdd(Session& session, const AccountAddOptions& options);

struct AdminDisableOptions {
  std::string account;
  bool yes = false;  // without asking
};
CommandResult AdminDisable(Session& session, const AdminDisableOptions& options);

struct ResetPasswordOptions {
  std::string account;
};
CommandResult AdminResetPassword(Session& session, const ResetPasswordOptions& options);

struct BodyAddOptions {
  std::string name;
  std::string title;
};
CommandResult AdminBodyAdd(Session& session, const BodyAddOptions& options);

struct LedgerHeadOptions {};
CommandResult LedgerHead(Session& session, const LedgerHeadOptions& options);

struct LedgerListOptions {
  // Each as the ledger has it; empty: any.
  std::string author;
  std::string owner;
  std::string kind;
  std::string resource;
  std::string since;  // a day; empty: from the beginning
  std::string until;  // the last day; empty: to the end
};
CommandResult LedgerList(Session& session, const LedgerListOptions& options);

struct LedgerVerifyOptions {
  // A head that was kept elsewhere: size and root, or the file that LedgerHead wrote as JSON.
  std::optional<int64_t> kept_size;
  std::string kept_root;
  std::string kept;
};
CommandResult LedgerVerify(Session& session, const LedgerVerifyOptions& options);

struct BodiesOptions {};
CommandResult AdminBodies(Session& session, const BodiesOptions& options);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_ADMIN_H_
