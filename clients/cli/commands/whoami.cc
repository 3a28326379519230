// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "clients/cli/commands/sign_in.h"
#include "clients/cli/people_words.h"
#include "clients/cli/render/header.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

void PrintCaller(Session& session, const v1::Caller& caller) {
  const v1::Account& account = caller.account();
  ViewHeader lines;
  const auto add = [&lines](const char* label, const std::string& text) {
    if (!text.empty()) lines.emplace_back(label, text);
  };
  add("Account", account.name());
  add("Name", account.display_name());
  add("E-mail", account.email());
  add("Signed in", SignedInWords(caller));
  // A session has no title of its own.
  if (caller.token().kind() != v1::Token::KIND_SESSION) add("Token", caller.token().title());
  add("Until", TimestampText(caller.token().expire_time()));
  if (caller.token().read_only()) add("May change", "nothing: the token is for reading only");
  add("Counts for", caller.token().resource());
  if (caller.has_account()) {
    add("Second factor", account.has_second_factor() ? "set up" : "not set up");
  }
  PrintHeader(session.console, lines);
}

Table RolesTable(const v1::Caller& caller) {
  Table table({{.id = "role", .title = "ROLE"},
               {.id = "resource", .title = "FOR"},
               {.id = "since", .title = "SINCE"}});
  for (const v1::Membership& membership : caller.memberships()) {
    table.Add({RoleWord(membership.role()), membership.resource(),
               TimestampText(membership.create_time())});
  }
  return table;
}

// One row for each role; one without a role where there is none.
Table CallerRows(const v1::Caller& caller) {
  Table table({{.id = "account", .title = ""},
               {.id = "email", .title = ""},
               {.id = "signed_in", .title = ""},
               {.id = "until", .title = ""},
               {.id = "role", .title = ""},
               {.id = "resource", .title = ""}});
  const auto add = [&](const std::string& role, const std::string& resource) {
    table.Add({caller.account().name(), caller.account().email(), SignedInWords(caller),
               TimestampText(caller.token().expire_time()), role, resource});
  };
  for (const v1::Membership& membership : caller.memberships()) {
    add(RoleWord(membership.role()), membership.resource());
  }
  if (caller.memberships().empty()) add("", "");
  return table;
}

}  // namespace

CommandResult Whoami(Session& session, const WhoamiOptions& /*options*/) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto caller = (*connection)->GetCaller({});
  if (!caller.ok()) return caller.status();
  if (session.output != OutputFormat::kTable) {
    session.Emit(*caller, CallerRows(*caller), "");
    return ExitCode::kOk;
  }
  PrintCaller(session, *caller);
  if (caller->has_account()) {
    session.console.Heading("Roles");
    session.Emit(*caller, RolesTable(*caller),
                 "None yet. Ask a lead of your program or an owner of your organization.");
  } else if (caller->signed_in_by() == v1::Caller::SIGNED_IN_BY_NOTHING) {
    session.console.Note("Sign in with `continuum login`.");
  }
  return ExitCode::kOk;
}

}  // namespace continuum::cli
