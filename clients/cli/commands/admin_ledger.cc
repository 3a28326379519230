// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "clients/cli/commands/admin.h"
#include "clients/cli/console.h"
#include "clients/cli/error.h"
#include "clients/cli/input_file.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/timestamp_text.h"
#include "google/protobuf/util/json_util.h"

namespace continuum::cli {

namespace {

// How many rows of a change people are shown.
constexpr int kShownRows = 3;

absl::StatusOr<absl::CivilDay> DayOf(absl::string_view option, const std::string& text) {
  absl::CivilDay day;
  if (text.size() == 10 && absl::ParseCivilTime(text, &day)) return day;
  return UsageError(absl::StrCat(option, ": got \"", text, "\", want a day (YYYY-MM-DD)"));
}

// Days begin and end in UTC, as everywhere.
int64_t BeginningOf(absl::CivilDay day) {
  return absl::ToUnixSeconds(absl::FromCivil(day, absl::UTCTimeZone()));
}

absl::StatusOr<v1::ListLedgerEntriesRequest> RequestOf(const LedgerListOptions& options) {
  v1::ListLedgerEntriesRequest request;
  if (!options.author.empty()) {
    auto author = AuthorName(options.author);
    if (!author.ok()) return author.status();
    request.set_author(*std::move(author));
  }
  if (!options.owner.empty()) {
    auto owner = OwnerName(options.owner);
    if (!owner.ok()) return owner.status();
    request.set_owner(*std::move(owner));
  }
  request.set_kind(options.kind);
  if (!options.resource.empty()) {
    auto resource = AnyName(options.resource);
    if (!resource.ok()) return resource.status();
    request.set_resource(*std::move(resource));
  }
  request.set_page_size(200);
  if (!options.since.empty()) {
    const auto day = DayOf("--since", options.since);
    if (!day.ok()) return day.status();
    request.mutable_start_time()->set_seconds(BeginningOf(*day));
  }
  if (!options.until.empty()) {
    const auto day = DayOf("--until", options.until);
    if (!day.ok()) return day.status();
    request.mutable_end_time()->set_seconds(BeginningOf(*day + 1));
  }
  return request;
}

std::string RowsText(const v1::LedgerEntry& entry) {
  std::string text;
  for (int i = 0; i < entry.rows_size() && i < kShownRows; ++i) {
    absl::StrAppend(&text, i == 0 ? "" : "; ", entry.rows(i).kind(), " ", entry.rows(i).name());
  }
  const int more = entry.rows_size() - kShownRows;
  if (more > 0) absl::StrAppend(&text, "; and ", more, " more");
  return text;
}

// For people: a row for each change.
Table ChangesTable(const v1::ListLedgerEntriesResponse& ledger) {
  Table table({{.id = "", .title = "NUMBER", .align = Align::kRight},
               {.id = "", .title = "WHEN"},
               {.id = "", .title = "WHO"},
               {.id = "", .title = "WHAT"},
               {.id = "", .title = "OF"},
               {.id = "", .title = "WROTE", .wraps = true}});
  for (const v1::LedgerEntry& entry : ledger.entries()) {
    table.Add({absl::StrCat(entry.sequence()), TimestampText(entry.change_time()), entry.author(),
               entry.kind(), entry.owner(), RowsText(entry)});
  }
  return table;
}

// For auditors: a row for each thing that a change wrote.
Table RowsTable(const v1::ListLedgerEntriesResponse& ledger) {
  Table table({{.id = "sequence", .title = ""},
               {.id = "time", .title = ""},
               {.id = "author", .title = ""},
               {.id = "kind", .title = ""},
               {.id = "owner", .title = ""},
               {.id = "row_kind", .title = ""},
               {.id = "row_name", .title = ""},
               {.id = "digest", .title = ""}});
  for (const v1::LedgerEntry& entry : ledger.entries()) {
    for (const v1::LedgerRow& row : entry.rows()) {
      table.Add({absl::StrCat(entry.sequence()), TimestampText(entry.change_time()), entry.author(),
                 entry.kind(), entry.owner(), row.kind(), row.name(), row.digest()});
    }
  }
  return table;
}

std::vector<Detail> HeadDetails(const v1::LedgerHead& head) {
  return {{.id = "size", .label = "Changes", .text = absl::StrCat(head.size())},
          {.id = "changed", .label = "Last change", .text = TimestampText(head.change_time())},
          {.id = "root", .label = "Root", .text = head.root(), .whole = true}};
}

Table ProblemsTable(const v1::VerifyLedgerResponse& found) {
  Table table({{.id = "sequence", .title = "CHANGE", .align = Align::kRight},
               {.id = "resource", .title = "ABOUT"},
               {.id = "message", .title = "WHAT IS WRONG", .wraps = true}});
  for (const v1::LedgerProblem& problem : found.problems()) {
    table.Add({problem.sequence() == 0 ? "" : absl::StrCat(problem.sequence()), problem.resource(),
               problem.message()});
  }
  return table;
}

absl::StatusOr<v1::LedgerHead> ReadKeptHead(const std::string& path, Console& console) {
  const auto text = ReadInputFile(path, console);
  if (!text.ok()) return text.status();
  v1::LedgerHead head;
  if (google::protobuf::util::JsonStringToMessage(*text, &head).ok() && !head.root().empty()) {
    return head;
  }
  v1::VerifyLedgerResponse verified;
  if (!google::protobuf::util::JsonStringToMessage(*text, &verified).ok() ||
      verified.head().root().empty()) {
    return InputError(path,
                      "this is no head of the ledger; want what \"continuum admin ledger verify "
                      "--output json\" or \"continuum admin ledger head --output json\" wrote");
  }
  // Whatever was altered is in that head: compared with it, all would fit.
  if (verified.problem_count() != 0) {
    return InputError(
        path,
        "the verification that wrote this found what does not fit, so its head is not "
        "to be relied on; want an older one");
  }
  return verified.head();
}

absl::StatusOr<v1::VerifyLedgerRequest> RequestOf(const LedgerVerifyOptions& options,
                                                  Console& console) {
  v1::VerifyLedgerRequest request;
  if (!options.kept.empty()) {
    auto head = ReadKeptHead(options.kept, console);
    if (!head.ok()) return head.status();
    *request.mutable_kept_head() = *std::move(head);
  } else if (options.kept_size) {
    request.mutable_kept_head()->set_size(*options.kept_size);
    request.mutable_kept_head()->set_root(options.kept_root);
  }
  return request;
}

std::string FitsText(const v1::VerifyLedgerRequest& request,
                     const v1::VerifyLedgerResponse& found) {
  std::string text =
      absl::StrCat("Everything fits: ", found.row_count(), " rows and ", found.head().size(),
                   " changes, with the root ", found.head().root(), ".");
  if (request.has_kept_head()) {
    absl::StrAppend(&text, " The ledger still begins with the ", request.kept_head().size(),
                    " changes of the head that was kept.");
  }
  return text;
}

}  // namespace

CommandResult LedgerHead(Session& session, const LedgerHeadOptions& /*options*/) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto head = (*connection)->GetLedgerHead({});
  if (!head.ok()) return head.status();
  session.EmitDetails(*head, HeadDetails(*head));
  session.console.Note(
      "Keep these where nobody who can write to the server's disk can change them: they show later "
      "whether anything before was changed (docs/operations/audit.md).");
  return ExitCode::kOk;
}

CommandResult LedgerList(Session& session, const LedgerListOptions& options) {
  const auto request = RequestOf(options);
  if (!request.ok()) return request.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto ledger = CollectPages(**connection, &Connection::ListLedgerEntries, *request);
  if (!ledger.ok()) return ledger.status();
  const bool for_people = session.output == OutputFormat::kTable;
  session.Emit(*ledger, for_people ? ChangesTable(*ledger) : RowsTable(*ledger),
               "There is no such change.");
  return ExitCode::kOk;
}

CommandResult LedgerVerify(Session& session, const LedgerVerifyOptions& options) {
  const auto request = RequestOf(options, session.console);
  if (!request.ok()) return request.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto found = (*connection)->VerifyLedger(*request);
  if (!found.ok()) return found.status();
  session.Emit(*found, ProblemsTable(*found), FitsText(*request, *found));
  if (found->problem_count() == 0) return ExitCode::kOk;
  session.console.Note(absl::StrCat("What does not fit: ", found->problem_count(),
                                    " in all, of which at most 100 ",
                                    "are listed. Change nothing more, and compare with a backup."));
  return ExitCode::kProblems;
}

}  // namespace continuum::cli
