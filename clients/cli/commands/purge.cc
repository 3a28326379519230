// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/records.h"
#include "clients/cli/error.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/prompt.h"
#include "clients/cli/records_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

void EmitPurge(Session& session, const v1::Purge& purge) {
  session.EmitDetails(
      purge,
      {{.id = "purge", .label = "Purge", .text = ShortName(purge.name())},
       {.id = "state", .label = "State", .text = PurgeStateWords(purge.state())},
       {.id = "reason", .label = "Because", .text = purge.reason()},
       {.id = "asked_by", .label = "Asked by", .text = ShortName(purge.asked_by())},
       {.id = "decided_by", .label = "Decided by", .text = ShortName(purge.decided_by())},
       {.id = "decided", .label = "Decided", .text = TimestampText(purge.decide_time())},
       {.id = "erased_versions",
        .label = "Versions erased",
        .text =
            purge.state() == v1::Purge::STATE_DONE ? absl::StrCat(purge.erased_versions()) : ""},
       {.id = "resource", .label = "Of", .text = purge.resource(), .whole = true}});
}

// What is purged stays so; a slip must not do it.
absl::Status ConfirmPurge(Session& session, const std::string& purge) {
  const std::string name = ShortName(purge);
  session.console.Note(
      absl::StrCat("What ", name,
                   " asks for will be erased for good, in all earlier versions, too. Nobody can "
                   "bring it back from this service."));
  const auto typed = Ask(session.console, absl::StrCat("Type ", name, " to go on"));
  if (typed.ok() && *typed == name) return absl::OkStatus();
  return UsageError(
      absl::StrCat("want \"", name, "\" typed once more, or --yes; nothing was changed"));
}

}  // namespace

CommandResult PurgeAsk(Session& session, const PurgeAskOptions& options) {
  const auto resource = PurgeableName(options.resource);
  if (!resource.ok()) return resource.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CreatePurgeRequest request;
  request.set_parent(ProgramOf(*resource));
  request.mutable_purge()->set_resource(*resource);
  request.mutable_purge()->set_reason(options.reason);
  const auto purge = (*connection)->CreatePurge(request);
  if (!purge.ok()) return purge.status();
  EmitPurge(session, *purge);
  session.console.Note(
      absl::StrCat("It is hidden from everybody now. Another lead, an owner of the organization or "
                   "an administrator has to agree: `continuum purge approve ",
                   ShortName(purge->name()), "`"));
  return ExitCode::kOk;
}

CommandResult PurgeApprove(Session& session, const PurgeApproveOptions& options) {
  const auto name = PurgeName(options.purge);
  if (!name.ok()) return name.status();
  if (!options.yes) {
    if (absl::Status sure = ConfirmPurge(session, *name); !sure.ok()) return sure;
  }
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ApprovePurgeRequest request;
  request.set_name(*name);
  const auto purge = (*connection)->ApprovePurge(request);
  if (!purge.ok()) return purge.status();
  EmitPurge(session, *purge);
  session.console.Note(
      "Copies that were made before are not reached: backups, exports, files that were read, and "
      "answers that were carried into other assessments.");
  return ExitCode::kOk;
}

CommandResult PurgeDecline(Session& session, const PurgeDeclineOptions& options) {
  const auto name = PurgeName(options.purge);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::DeclinePurgeRequest request;
  request.set_name(*name);
  const auto purge = (*connection)->DeclinePurge(request);
  if (!purge.ok()) return purge.status();
  EmitPurge(session, *purge);
  return ExitCode::kOk;
}

CommandResult PurgeList(Session& session, const PurgeListOptions& options) {
  const auto program = ProgramName(options.program);
  if (!program.ok()) return program.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListPurgesRequest request;
  request.set_parent(*program);
  if (options.waiting) request.set_state(v1::Purge::STATE_ASKED);
  const auto response = CollectPages(**connection, &Connection::ListPurges, request);
  if (!response.ok()) return response.status();
  Table table({{.id = "purge", .title = "PURGE"},
               {.id = "state", .title = "STATE"},
               {.id = "reason", .title = "BECAUSE", .wraps = true},
               {.id = "asked_by", .title = "ASKED BY"},
               {.id = "asked", .title = "ASKED"},
               {.id = "decided_by", .title = "DECIDED BY"},
               {.id = "decided", .title = "DECIDED"},
               {.id = "resource", .title = "OF"}});
  for (const v1::Purge& purge : response->purges()) {
    table.Add({ShortName(purge.name()), PurgeStateWords(purge.state()), purge.reason(),
               ShortName(purge.asked_by()), TimestampText(purge.create_time()),
               ShortName(purge.decided_by()), TimestampText(purge.decide_time()),
               purge.resource()});
  }
  session.Emit(*response, table,
               options.waiting ? "Nothing of this program waits to be purged."
                               : "Nobody has asked that anything of this program be purged.");
  return ExitCode::kOk;
}

}  // namespace continuum::cli
