// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/admin.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/find_account.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/people_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

void EmitAccount(Session& session, const v1::Account& account) {
  session.EmitDetails(
      account,
      {{.id = "account", .label = "Account", .text = ShortName(account.name())},
       {.id = "kind", .label = "Kind", .text = AccountKindWords(account.kind())},
       {.id = "display_name", .label = "Name", .text = account.display_name()},
       {.id = "email", .label = "E-mail", .text = account.email()},
       {.id = "certificate", .label = "Certificate", .text = account.certificate_name()},
       {.id = "subject", .label = "Issuer and subject", .text = account.external_subject()},
       {.id = "state", .label = "State", .text = AccountStateWords(account.state())}});
}

CommandResult AdminAccounts(Session& session, const AdminAccountsOptions& options) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListAccountsRequest request;
  if (!options.disabled) request.set_state(v1::Account::STATE_ACTIVE);
  const auto response = CollectPages(**connection, &Connection::ListAccounts, request);
  if (!response.ok()) return response.status();
  Table table({{.id = "account", .title = "ACCOUNT"},
               {.id = "kind", .title = "KIND"},
               {.id = "display_name", .title = "NAME", .wraps = true},
               {.id = "email", .title = "E-MAIL"},
               {.id = "state", .title = "STATE"},
               {.id = "last_seen", .title = "LAST SEEN"}});
  for (const v1::Account& account : response->accounts()) {
    table.Add({ShortName(account.name()), AccountKindWords(account.kind()), account.display_name(),
               account.email(), AccountStateWords(account.state()),
               account.has_last_seen_time() ? TimestampText(account.last_seen_time()) : "never"});
  }
  session.Emit(*response, table, "There are none. `continuum member invite` invites people.");
  return ExitCode::kOk;
}

CommandResult AdminAccountAdd(Session& session, const AccountAddOptions& options) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CreateAccountRequest request;
  request.set_account_id(options.id);
  v1::Account& account = *request.mutable_account();
  account.set_kind(options.kind == "service" ? v1::Account::KIND_SERVICE
                                             : v1::Account::KIND_PERSON);
  account.set_display_name(options.name);
  account.set_email(options.email);
  account.set_certificate_name(options.certificate);
  account.set_external_subject(options.subject);
  const auto created = (*connection)->CreateAccount(request);
  if (!created.ok()) return created.status();
  EmitAccount(session, *created);
  session.console.Note(
      "It may do nothing yet: `continuum member add RESOURCE --role ROLE --account ACCOUNT` gives "
      "it a role.");
  return ExitCode::kOk;
}

CommandResult AdminResetPassword(Session& session, const ResetPasswordOptions& options) {
  const auto name = FindAnyAccount(session, "ACCOUNT", options.account);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ResetPasswordRequest request;
  request.set_name(*name);
  const auto response = (*connection)->ResetPassword(request);
  if (!response.ok()) return response.status();
  session.EmitDetails(*response,
                      {{.id = "account", .label = "Account", .text = *name},
                       {.id = "code", .label = "Code", .text = response->code(), .whole = true},
                       {.id = "code_until",
                        .label = "Good until",
                        .text = TimestampText(response->expire_time())}});
  session.console.Note(
      "Make sure that it is the account's owner who asks, and give them the code so that nobody "
      "else "
      "sees it: `continuum login --code` sets a new password with it, and removes the second "
      "factor. It works once and is not shown again.");
  return ExitCode::kOk;
}

CommandResult AdminBodyAdd(Session& session, const BodyAddOptions& options) {
  const auto name = BodyName(options.name);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CreateBodyRequest request;
  request.set_body_name(*name);
  request.mutable_body()->set_title(options.title);
  const auto body = (*connection)->CreateBody(request);
  if (!body.ok()) return body.status();
  session.EmitDetails(*body, {{.id = "body", .label = "Name", .text = body->name()},
                              {.id = "title", .label = "Title", .text = body->title()}});
  return ExitCode::kOk;
}

CommandResult AdminBodies(Session& session, const BodiesOptions& /*options*/) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto response = CollectPages(**connection, &Connection::ListBodies, {});
  if (!response.ok()) return response.status();
  Table table({{.id = "body", .title = "NAME"},
               {.id = "title", .title = "TITLE", .wraps = true},
               {.id = "created", .title = "CREATED"}});
  for (const v1::Body& body : response->bodies()) {
    table.Add({body.name(), body.title(), TimestampText(body.create_time())});
  }
  session.Emit(*response, table,
               "There are none. `continuum admin body add accreditors/NAME --title TITLE` creates "
               "one.");
  return ExitCode::kOk;
}

}  // namespace continuum::cli
