// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/account_labels.h"
#include "clients/cli/commands/purge_about.h"
#include "clients/cli/commands/records.h"
#include "clients/cli/connection.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/people_words.h"
#include "clients/cli/prompt.h"
#include "clients/cli/records_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

// `about` says what the purge is about, to people.
void EmitPurge(Session& session, const v1::Purge& purge, const std::vector<Detail>& about,
               AccountLabels& labels) {
  std::vector<Detail> details = {
      {.id = "purge", .label = "Purge", .text = ShortName(purge.name())},
      {.id = "state", .label = "State", .text = PurgeStateWords(purge.state())},
      {.id = "reason", .label = "Because", .text = purge.reason()},
      {.id = "asked_by", .label = "Asked by", .text = labels.Of(purge.asked_by())},
      {.id = "decided_by", .label = "Decided by", .text = labels.Of(purge.decided_by())},
      {.id = "decided", .label = "Decided", .text = TimestampText(purge.decide_time())},
      {.id = "erased_versions",
       .label = "Versions erased",
       .text =
           purge.state() == v1::Purge::STATE_DONE ? absl::StrCat(purge.erased_versions()) : ""}};
  details.insert(details.end(), about.begin(), about.end());
  details.push_back({.id = "resource", .label = "Of", .text = purge.resource(), .whole = true});
  session.EmitDetails(purge, details);
}

// For people alone: programs that read the output know what they asked for.
std::vector<Detail> AboutFor(Session& session, const v1::Purge& purge, AccountLabels& labels) {
  if (session.output != OutputFormat::kTable) return {};
  return AboutPurged(session, purge, labels);
}

// The purge with this name.
absl::StatusOr<v1::Purge> FindPurge(Session& session, const std::string& name) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListPurgesRequest request;
  request.set_parent(ProgramOf(name));
  const auto purges = CollectPages(**connection, &Connection::ListPurges, request);
  if (!purges.ok()) return purges.status();
  for (const v1::Purge& purge : purges->purges()) {
    if (purge.name() == name) return purge;
  }
  return absl::NotFoundError(absl::StrCat("\"", name, "\" was not found; `continuum purge list ",
                                          ShortName(ProgramOf(name)), "` shows those there are"));
}

// Whether somebody with these roles may approve purges, as far as can be seen from here: of which
// program an organization is, only the server knows.
bool MayApprove(const v1::Caller& caller, const std::string& program) {
  return std::any_of(
      caller.memberships().begin(), caller.memberships().end(),
      [&](const v1::Membership& membership) {
        return membership.role() == v1::ROLE_OWNER || membership.role() == v1::ROLE_ADMINISTRATOR ||
               (membership.role() == v1::ROLE_LEAD && membership.resource() == program);
      });
}

// Refuses those of whom it is known that the server will, before they are told that something is
// about to be erased.
absl::Status CheckMayApprove(Connection& connection, const v1::Purge& purge) {
  const auto caller = connection.GetCaller({});
  if (!caller.ok()) return caller.status();
  if (caller->signed_in_by() == v1::Caller::SIGNED_IN_BY_MACHINE) {
    return absl::FailedPreconditionError(
        "purging takes two people, and without sign-in everybody on this machine is the same one. "
        "Nothing was changed");
  }
  if (!caller->has_account()) return absl::OkStatus();
  if (purge.asked_by() == caller->account().name()) {
    return absl::FailedPreconditionError(
        "you asked for it, and purging takes two people. Let another lead of the program, an owner "
        "of its organization or an administrator approve it; nothing was changed");
  }
  if (MayApprove(*caller, ProgramOf(purge.name()))) return absl::OkStatus();
  return absl::PermissionDeniedError(
      "only a lead of the program, an owner of its organization or an administrator may approve "
      "it; `continuum whoami` shows what you may do. Nothing was changed");
}

// What nobody could approve afterwards is not hidden either. If that cannot be seen from here, the
// server decides.
absl::Status CheckSomebodyMayApprove(Connection& connection) {
  const auto caller = connection.GetCaller({});
  if (!caller.ok() || caller->signed_in_by() != v1::Caller::SIGNED_IN_BY_MACHINE) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(
      absl::StrCat("purging takes two people, and ", kNoSignIn,
                   ": nobody could approve it. Have the server started without --without_sign_in, "
                   "let a second person be invited, and ask then. Nothing was changed"));
}

// What is purged stays so; a slip must not do it.
absl::Status ConfirmPurge(Session& session, const v1::Purge& purge,
                          const std::vector<Detail>& about, AccountLabels& labels) {
  session.console.Note(
      "This will be erased for good, in all earlier versions, too. Nobody can bring it back from "
      "this service.");
  for (const Detail& detail : about) {
    if (!detail.text.empty()) {
      session.console.Note(absl::StrCat("  ", detail.label, ": ", detail.text));
    }
  }
  session.console.Note(absl::StrCat("  Name: ", purge.resource()));
  session.console.Note(
      absl::StrCat("  Asked by ", labels.Of(purge.asked_by()), ", because: ", purge.reason()));
  return ConfirmByTyping(session.console, ShortName(purge.name()));
}

}  // namespace

CommandResult PurgeAsk(Session& session, const PurgeAskOptions& options) {
  const auto resource = PurgeableName(options.resource);
  if (!resource.ok()) return resource.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  if (absl::Status may = CheckSomebodyMayApprove(**connection); !may.ok()) return may;
  v1::CreatePurgeRequest request;
  request.set_parent(ProgramOf(*resource));
  request.mutable_purge()->set_resource(*resource);
  request.mutable_purge()->set_reason(options.reason);
  const auto purge = (*connection)->CreatePurge(request);
  if (!purge.ok()) return purge.status();
  AccountLabels labels(session, ProgramOf(*resource));
  EmitPurge(session, *purge, AboutFor(session, *purge, labels), labels);
  session.console.Note(
      absl::StrCat("It is hidden from everybody now. Another lead, an owner of the organization or "
                   "an administrator has to agree: `continuum purge approve ",
                   ShortName(purge->name()), "`"));
  return ExitCode::kOk;
}

CommandResult PurgeApprove(Session& session, const PurgeApproveOptions& options) {
  const auto name = PurgeName(options.purge);
  if (!name.ok()) return name.status();
  const auto asked = FindPurge(session, *name);
  if (!asked.ok()) return asked.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const bool asks = !options.yes && asked->state() == v1::Purge::STATE_ASKED;
  if (asks) {
    if (absl::Status may = CheckMayApprove(**connection, *asked); !may.ok()) return may;
  }
  AccountLabels labels(session, ProgramOf(*name));
  // Before it is erased, since afterwards nobody can say it.
  const bool for_people = session.output == OutputFormat::kTable;
  std::vector<Detail> about;
  if (for_people || !options.yes) about = AboutPurged(session, *asked, labels);
  if (asks) {
    if (absl::Status sure = ConfirmPurge(session, *asked, about, labels); !sure.ok()) return sure;
  }
  v1::ApprovePurgeRequest request;
  request.set_name(*name);
  const auto purge = (*connection)->ApprovePurge(request);
  if (!purge.ok()) return purge.status();
  // It was hidden while it waited; now there is none.
  for (Detail& detail : about) {
    if (detail.id == "title" && purge->state() == v1::Purge::STATE_DONE) detail.text = "[purged]";
  }
  EmitPurge(session, *purge, for_people ? about : std::vector<Detail>(), labels);
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
  AccountLabels labels(session, ProgramOf(*name));
  EmitPurge(session, *purge, AboutFor(session, *purge, labels), labels);
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
               {.id = "asked_by", .title = "ASKED BY", .wraps = true},
               {.id = "asked", .title = "ASKED"},
               {.id = "decided_by", .title = "DECIDED BY", .wraps = true},
               {.id = "decided", .title = "DECIDED"},
               {.id = "resource", .title = "OF"}});
  AccountLabels labels(session, *program);
  for (const v1::Purge& purge : response->purges()) {
    table.Add({ShortName(purge.name()), PurgeStateWords(purge.state()), purge.reason(),
               labels.Of(purge.asked_by()), TimestampText(purge.create_time()),
               labels.Of(purge.decided_by()), TimestampText(purge.decide_time()),
               purge.resource()});
  }
  session.Emit(*response, table,
               options.waiting ? "Nothing of this program waits to be purged."
                               : "Nobody has asked that anything of this program be purged.");
  return ExitCode::kOk;
}

}  // namespace continuum::cli
