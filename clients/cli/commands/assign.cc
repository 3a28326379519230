// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/together.h"
#include "clients/cli/error.h"
#include "clients/cli/find_account.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/team_words.h"
#include "google/protobuf/repeated_field.h"

namespace continuum::cli {

namespace {

void EmitAssignment(Session& session, const v1::Assignment& assignment) {
  session.EmitDetails(
      assignment,
      {{.id = "assignment", .label = "Assignment", .text = ShortName(assignment.name())},
       {.id = "targets", .label = "What", .text = absl::StrJoin(assignment.targets(), ", ")},
       {.id = "assignee", .label = "Who", .text = AssigneeWords(assignment)},
       {.id = "due_date", .label = "Until", .text = assignment.due_date()},
       {.id = "state", .label = "State", .text = AssignmentStateWords(assignment)},
       {.id = "note", .label = "Note", .text = assignment.note()}});
}

template <typename Response>
void EmitAssignments(Session& session, const Response& response, const char* nothing) {
  Table table({{.id = "assignment", .title = "ASSIGNMENT"},
               {.id = "targets", .title = "WHAT", .wraps = true},
               {.id = "assignee", .title = "WHO", .wraps = true},
               {.id = "due_date", .title = "UNTIL"},
               {.id = "state", .title = "STATE"},
               {.id = "note", .title = "NOTE", .wraps = true}});
  for (const v1::Assignment& assignment : response.assignments()) {
    const Style style = assignment.overdue() ? Style::kWarning : Style::kPlain;
    table.Add({ShortName(assignment.name()), absl::StrJoin(assignment.targets(), ", "),
               AssigneeWords(assignment), assignment.due_date(),
               Cell(AssignmentStateWords(assignment), style), assignment.note()});
  }
  session.Emit(response, table, nothing);
}

absl::Status SetAssignee(Session& session, const AssignAddOptions& options,
                         const std::string& program, v1::Assignment& assignment) {
  const int given = static_cast<int>(!options.to.empty()) +
                    static_cast<int>(!options.site.empty()) +
                    static_cast<int>(!options.partner.empty());
  if (given != 1) {
    return UsageError(
        "want one of --to ACCOUNT, --site SITE, or --partner for somebody without an account");
  }
  if (!options.partner.empty()) {
    assignment.set_partner(options.partner);
    return absl::OkStatus();
  }
  if (!options.site.empty()) {
    // The id alone is enough: a site of another program cannot be meant.
    const bool id = !absl::StrContains(options.site, '/');
    const auto site =
        SiteName(id ? absl::StrCat(ShortName(program), "/", options.site) : options.site);
    if (!site.ok()) return site.status();
    assignment.set_site(*site);
    return absl::OkStatus();
  }
  const auto account =
      AccountFinder(session, program).Find("--to", options.to, AccountFinder::Outsiders::kNever);
  if (!account.ok()) return account.status();
  assignment.set_account(*account);
  return absl::OkStatus();
}

template <typename Request>
CommandResult Close(Session& session, const AssignmentOptions& options,
                    absl::StatusOr<v1::Assignment> (Connection::*close)(Request)) {
  const auto name = AssignmentName(options.assignment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  Request request;
  request.set_name(*name);
  const auto assignment = ((*connection)->*close)(request);
  if (!assignment.ok()) return assignment.status();
  EmitAssignment(session, *assignment);
  return ExitCode::kOk;
}

}  // namespace

CommandResult AssignAdd(Session& session, const AssignAddOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  v1::CreateAssignmentRequest request;
  request.set_parent(*name);
  v1::Assignment& assignment = *request.mutable_assignment();
  if (absl::Status found = SetAssignee(session, options, ProgramOf(*name), assignment);
      !found.ok()) {
    return found;
  }
  for (const std::string& target : options.targets) assignment.add_targets(target);
  assignment.set_due_date(options.due);
  assignment.set_note(options.note);
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto made = (*connection)->CreateAssignment(request);
  if (!made.ok()) return made.status();
  EmitAssignment(session, *made);
  if (made->overdue()) {
    session.console.Note(absl::StrCat(
        "warning: ", made->due_date(),
        " is past already, so that the assignment is overdue from the beginning. If that is a "
        "slip, cancel it with `continuum assign cancel ",
        ShortName(made->name()), "` and assign it anew"));
  }
  return ExitCode::kOk;
}

CommandResult AssignList(Session& session, const AssignListOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListAssignmentsRequest request;
  request.set_parent(*name);
  if (!options.all) request.set_state(v1::Assignment::STATE_OPEN);
  const auto response = CollectPages(**connection, &Connection::ListAssignments, request);
  if (!response.ok()) return response.status();
  EmitAssignments(session, *response,
                  "Nothing is assigned. `continuum assign add ASSESSMENT DOMAIN --to ACCOUNT` "
                  "assigns a domain.");
  return ExitCode::kOk;
}

CommandResult AssignDone(Session& session, const AssignmentOptions& options) {
  return Close(session, options, &Connection::FinishAssignment);
}

CommandResult AssignCancel(Session& session, const AssignmentOptions& options) {
  return Close(session, options, &Connection::CancelAssignment);
}

CommandResult Inbox(Session& session, const InboxOptions& options) {
  if (options.mark_read) return MarkNoticesRead(session);
  if (options.notices) return ListNotices(session, options);
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListMyAssignmentsRequest request;
  if (!options.all) request.set_state(v1::Assignment::STATE_OPEN);
  const auto response = CollectPages(**connection, &Connection::ListMyAssignments, request);
  if (!response.ok()) return response.status();
  if (session.output == OutputFormat::kJson) return EmitInboxJson(session, *response, options);
  EmitAssignments(session, *response, "Nothing is assigned to you.");
  if (session.output == OutputFormat::kTable) return ShowUnreadNotices(session);
  TellOfUnreadNotices(session);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
