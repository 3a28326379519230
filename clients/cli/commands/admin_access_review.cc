// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "clients/cli/commands/admin.h"
#include "clients/cli/pages.h"
#include "clients/cli/people_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

std::string SeenText(const v1::Account& account) {
  return account.has_last_seen_time() ? TimestampText(account.last_seen_time()) : "never";
}

std::string SecondFactorText(const v1::Account& account) {
  if (!account.has_password()) return "no password";
  return account.has_second_factor() ? "yes" : "no";
}

// For people: a row for each role, of what fits into a line.
Table RolesTable(const v1::ReviewAccessResponse& review) {
  Table table({{.id = "", .title = "WHO", .wraps = true},
               {.id = "", .title = "ROLE"},
               {.id = "", .title = "FOR"},
               {.id = "", .title = "SINCE"},
               {.id = "", .title = "LAST SEEN"},
               {.id = "", .title = "2ND FACTOR"}});
  for (const v1::ReviewedAccess& access : review.accesses()) {
    const v1::Membership& membership = access.membership();
    const v1::Account& account = access.account();
    table.Add({membership.account_label(), RoleWord(membership.role()), membership.resource(),
               DateText(membership.create_time()),
               account.has_last_seen_time() ? DateText(account.last_seen_time()) : "never",
               SecondFactorText(account)});
  }
  return table;
}

// For auditors: all that is known of each role in one row, and a row for each program that nobody
// leads.
Table AuditTable(const v1::ReviewAccessResponse& review) {
  Table table({{.id = "finding", .title = ""},
               {.id = "account", .title = ""},
               {.id = "kind", .title = ""},
               {.id = "display_name", .title = ""},
               {.id = "email", .title = ""},
               {.id = "account_state", .title = ""},
               {.id = "role", .title = ""},
               {.id = "resource", .title = ""},
               {.id = "since", .title = ""},
               {.id = "granted_by", .title = ""},
               {.id = "last_seen", .title = ""},
               {.id = "second_factor", .title = ""},
               {.id = "membership", .title = ""}});
  for (const v1::ReviewedAccess& access : review.accesses()) {
    const v1::Membership& membership = access.membership();
    const v1::Account& account = access.account();
    table.Add({"role", membership.account(), AccountKindWords(account.kind()),
               account.display_name(), account.email(), AccountStateWords(account.state()),
               RoleWord(membership.role()), membership.resource(),
               TimestampText(membership.create_time()), membership.granted_by(), SeenText(account),
               SecondFactorText(account), membership.name()});
  }
  for (const std::string& program : review.orphaned_programs()) {
    table.Add({"nobody leads it", "", "", "", "", "", "", program, "", "", "", "", ""});
  }
  return table;
}

}  // namespace

CommandResult AdminAccessReview(Session& session, const AccessReviewOptions& /*options*/) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto review = CollectPages(**connection, &Connection::ReviewAccess, {});
  if (!review.ok()) return review.status();
  if (session.output != OutputFormat::kTable) {
    session.Emit(*review, AuditTable(*review), "");
    return ExitCode::kOk;
  }
  session.Emit(*review, RolesTable(*review), "Nobody has a role.");
  if (review->orphaned_programs().empty()) return ExitCode::kOk;
  session.console.Heading("Programs that nobody leads, of organizations that nobody owns");
  for (const std::string& program : review->orphaned_programs()) {
    session.console.Paragraph(program, "  - ");
  }
  session.console.Note(
      "`continuum member invite PROGRAM --role lead --email EMAIL` gives such a program a lead.");
  return ExitCode::kOk;
}

}  // namespace continuum::cli
