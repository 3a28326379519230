// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/admin.h"
#include "clients/cli/connection.h"
#include "clients/cli/find_account.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/people_words.h"
#include "clients/cli/prompt.h"

namespace continuum::cli {

namespace {

// The account with this name, if it may still be disabled.
absl::StatusOr<v1::Account> FindActive(Connection& connection, const std::string& name) {
  const auto accounts =
      CollectPages(connection, &Connection::ListAccounts, v1::ListAccountsRequest());
  if (!accounts.ok()) return accounts.status();
  const auto found =
      std::find_if(accounts->accounts().begin(), accounts->accounts().end(),
                   [&](const v1::Account& account) { return account.name() == name; });
  if (found == accounts->accounts().end()) {
    return absl::NotFoundError(
        absl::StrCat("there is no account \"", ShortName(name),
                     "\"; `continuum admin accounts` shows those there are. Nothing was changed"));
  }
  if (found->state() == v1::Account::STATE_DISABLED) {
    return absl::FailedPreconditionError(absl::StrCat(
        name, " (", found->display_name(), ") is disabled already; nothing is left to do"));
  }
  return *found;
}

// "lead of programs/harbor, owner of organizations/o"; empty where that cannot be seen.
std::string RolesOf(Connection& connection, const std::string& account) {
  const auto review =
      CollectPages(connection, &Connection::ReviewAccess, v1::ReviewAccessRequest());
  if (!review.ok()) return "";
  std::vector<std::string> roles;
  for (const v1::ReviewedAccess& access : review->accesses()) {
    const v1::Membership& membership = access.membership();
    if (membership.account() != account) continue;
    roles.push_back(absl::StrCat(RoleWord(membership.role()), " of ", membership.resource()));
  }
  return roles.empty() ? "none" : absl::StrJoin(roles, ", ");
}

// What is disabled stays so; a slip must not do it, nor a mistaken id.
absl::Status ConfirmDisable(Session& session, const v1::Account& account,
                            const std::string& roles) {
  session.console.Note(
      "This account will be disabled for good: it can never sign in again, its sessions and tokens "
      "end at once, and so do its roles.");
  const auto say = [&](const char* label, const std::string& text) {
    if (!text.empty()) session.console.Note(absl::StrCat("  ", label, ": ", text));
  };
  say("Account", account.name());
  say("Name", account.display_name());
  say("E-mail", account.email());
  say("Roles", roles);
  // An id of somebody who was invited is nothing to type.
  return ConfirmByTyping(
      session.console, account.email().empty() ? account.name() : account.email(), account.name());
}

}  // namespace

CommandResult AdminDisable(Session& session, const AdminDisableOptions& options) {
  const auto name = FindAnyAccount(session, "ACCOUNT", options.account);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  if (!options.yes) {
    const auto found = FindActive(**connection, *name);
    if (!found.ok()) return found.status();
    const std::string roles = RolesOf(**connection, *name);
    if (absl::Status sure = ConfirmDisable(session, *found, roles); !sure.ok()) return sure;
  }
  v1::DisableAccountRequest request;
  request.set_name(*name);
  const auto account = (*connection)->DisableAccount(request);
  if (!account.ok()) return account.status();
  EmitAccount(session, *account);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
