// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/account_labels.h"
#include "clients/cli/commands/people.h"
#include "clients/cli/look_words.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/people_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

void EmitAccess(Session& session, const v1::Access& access) {
  session.EmitDetails(
      access, {{.id = "access", .label = "Access", .text = ShortName(access.name())},
               {.id = "body", .label = "Given to", .text = access.body()},
               {.id = "reason", .label = "Because", .text = access.reason()},
               {.id = "state", .label = "State", .text = AccessStateWords(access.state())},
               {.id = "since", .label = "Since", .text = TimestampText(access.create_time())},
               {.id = "ended", .label = "Ended", .text = TimestampText(access.end_time())}});
}

}  // namespace

CommandResult AccessGive(Session& session, const AccessGiveOptions& options) {
  const auto program = ProgramName(options.program);
  if (!program.ok()) return program.status();
  const auto body = BodyName(options.body);
  if (!body.ok()) return body.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CreateAccessRequest request;
  request.set_parent(*program);
  request.mutable_access()->set_body(*body);
  request.mutable_access()->set_reason(options.reason);
  const auto access = (*connection)->CreateAccess(request);
  if (absl::IsAlreadyExists(access.status())) {
    return absl::AlreadyExistsError(absl::StrCat(*body,
                                                 " has access already; `continuum access list ",
                                                 ShortName(*program), "` shows since when"));
  }
  if (!access.ok()) return access.status();
  EmitAccess(session, *access);
  return ExitCode::kOk;
}

CommandResult AccessList(Session& session, const AccessListOptions& options) {
  const auto program = ProgramName(options.program);
  if (!program.ok()) return program.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListAccessesRequest request;
  request.set_parent(*program);
  const auto response = CollectPages(**connection, &Connection::ListAccesses, request);
  if (!response.ok()) return response.status();
  Table table({{.id = "access", .title = "ACCESS"},
               {.id = "body", .title = "GIVEN TO"},
               {.id = "reason", .title = "BECAUSE", .wraps = true},
               {.id = "state", .title = "STATE"},
               {.id = "granted_by", .title = "BY", .wraps = true},
               {.id = "since", .title = "SINCE"},
               {.id = "ended", .title = "ENDED"},
               {.id = "last_used", .title = "LAST LOOKED"}});
  AccountLabels labels(session, *program);
  for (const v1::Access& access : response->accesses()) {
    table.Add({ShortName(access.name()), access.body(), access.reason(),
               AccessStateWords(access.state()), labels.Of(access.granted_by()),
               TimestampText(access.create_time()), TimestampText(access.end_time()),
               TimestampText(access.last_use_time())});
  }
  session.Emit(*response, table, "No accreditor or agency has access to this program's results.");
  return ExitCode::kOk;
}

CommandResult AccessUses(Session& session, const AccessUsesOptions& options) {
  const auto program = ProgramName(options.program);
  if (!program.ok()) return program.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListAccessUsesRequest request;
  request.set_parent(*program);
  const auto response = CollectPages(**connection, &Connection::ListAccessUses, request);
  if (!response.ok()) return response.status();
  Table table({{.id = "hour", .title = "HOUR FROM"},
               {.id = "body", .title = "OF"},
               {.id = "account", .title = "WHO", .wraps = true},
               {.id = "resource", .title = "LOOKED AT"},
               {.id = "method", .title = "HOW"},
               {.id = "count", .title = "TIMES", .align = Align::kRight}});
  for (const v1::AccessUse& use : response->uses()) {
    table.Add({TimestampText(use.hour_start_time()), use.body(),
               use.account_label().empty() ? use.account() : use.account_label(), use.resource(),
               LookWords(use.method()), absl::StrCat(use.count())});
  }
  session.Emit(*response, table, "Nobody has looked at this program's results by an access.");
  return ExitCode::kOk;
}

CommandResult AccessEnd(Session& session, const AccessEndOptions& options) {
  const auto name = AccessName(options.access);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::EndAccessRequest request;
  request.set_name(*name);
  const auto access = (*connection)->EndAccess(request);
  if (!access.ok()) return access.status();
  EmitAccess(session, *access);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
