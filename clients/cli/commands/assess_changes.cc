// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "clients/cli/commands/assessment_details.h"
#include "clients/cli/commands/together.h"
#include "clients/cli/connection.h"
#include "clients/cli/error.h"
#include "clients/cli/looked_file.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/state_words.h"
#include "clients/cli/team_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

// A day, from its beginning in UTC as everywhere; or a number, which is what the command said last.
absl::Status SetSince(const std::string& since, v1::ListChangesRequest& request) {
  if (since.empty()) return absl::OkStatus();
  if (std::all_of(since.begin(), since.end(), absl::ascii_isdigit)) {
    request.set_since_etag(since);
    return absl::OkStatus();
  }
  absl::CivilDay day;
  if (since.size() != 10 || !absl::ParseCivilTime(since, &day)) {
    return UsageError(absl::StrCat("--since: got \"", since,
                                   "\", want a day (YYYY-MM-DD), or the number that the command "
                                   "said the last time"));
  }
  request.mutable_since_time()->set_seconds(
      absl::ToUnixSeconds(absl::FromCivil(day, absl::UTCTimeZone())));
  return absl::OkStatus();
}

// All pages show one moment, and say the same etag.
absl::StatusOr<v1::ListChangesResponse> ChangesSince(Connection& connection,
                                                     v1::ListChangesRequest request) {
  auto changes = CollectPages(connection, &Connection::ListChanges, request);
  uint64_t since = 0;
  uint64_t now = 0;
  if (!changes.ok() || !absl::SimpleAtoi(request.since_etag(), &since) ||
      !absl::SimpleAtoi(changes->etag(), &now) || since <= now) {
    return changes;
  }
  // The server counts from an older backup: what was looked at is not what is there now.
  request.clear_since();
  return CollectPages(connection, &Connection::ListChanges, request);
}

// Takes out what `author` did. How much that was.
int LeaveOut(const std::string& author, v1::ListChangesResponse& response) {
  auto& changes = *response.mutable_changes();
  const auto own =
      std::stable_partition(changes.begin(), changes.end(),
                            [&](const v1::Change& change) { return change.author() != author; });
  const int count = static_cast<int>(changes.end() - own);
  changes.erase(own, changes.end());
  return count;
}

Table ChangesTable(const v1::ListChangesResponse& changes) {
  Table table({{.id = "time", .title = "WHEN"},
               {.id = "author", .title = "WHO"},
               {.id = "change", .title = "WHAT", .wraps = true}});
  for (const v1::Change& change : changes.changes()) {
    table.Add({TimestampText(change.change_time()),
               AuthorWords(change.author_label(), change.author()), ChangeWords(change)});
  }
  return table;
}

std::string NothingWords(const AssessChangesOptions& options, bool looked_before, int left_out) {
  return absl::StrCat(left_out > 0 ? "Nobody else has changed anything" : "Nothing has changed",
                      looked_before            ? " since you last looked."
                      : !options.since.empty() ? " since then."
                                               : ".");
}

// `again` says whether the same can be asked for again, with what is left out.
std::string LeftOutWords(int count, bool again) {
  return absl::StrCat(
      count, count == 1 ? " change of your own is" : " changes of your own are", " left out.",
      again ? " With --mine, they are shown." : " With --all, everything is shown.");
}

// Remembers the look, and says how to see what comes next. Whoever could not be shown everything,
// since the output broke off, has not looked.
void Remember(Session& session, const LookedFile& file, const LookKey& key,
              const std::string& number) {
  const std::string command = absl::StrCat("continuum assess changes ", ShortName(key.assessment));
  if (!session.console.out().flush()) return;
  if (const absl::Status saved = file.Save(key, number); !saved.ok()) {
    session.console.Note(
        absl::StrCat("warning: it could not be remembered that you looked: ", saved.message(),
                     "\nWhat changes from now on: ", command, " --since ", number));
    return;
  }
  session.console.Note(absl::StrCat("The next time, `", command,
                                    "` shows what comes after this; with --all, everything."));
}

}  // namespace

CommandResult AssessChanges(Session& session, const AssessChangesOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  v1::ListChangesRequest request;
  request.set_parent(*name);
  if (absl::Status since = SetSince(options.since, request); !since.ok()) return since;
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto looker = CallerAsAuthor(**connection);
  if (!looker.ok()) return looker.status();
  const LookedFile file = LookedFile::OfThisPerson();
  const LookKey key{session.server, *looker, *name};
  // Whoever says since when may have skipped something, which stays to be shown.
  const bool remembers = options.since.empty() && file.has_place();
  std::string last;
  if (remembers && !options.all) {
    auto found = file.Find(key);
    if (!found.ok()) return found.status();
    last = *std::move(found);
    if (!last.empty()) request.set_since_etag(last);
  }
  auto changes = ChangesSince(**connection, request);
  if (!changes.ok()) return changes.status();
  // Without sign-in everybody is "local", and nobody's changes are known to be one's own.
  const bool whole = options.all || options.mine || *looker == kNobodyInParticular;
  const int left_out = whole ? 0 : LeaveOut(*looker, *changes);
  session.Emit(*changes, ChangesTable(*changes), NothingWords(options, !last.empty(), left_out));
  if (left_out > 0) session.console.Note(LeftOutWords(left_out, !options.since.empty()));
  if (remembers) {
    Remember(session, file, key, changes->etag());
  } else {
    session.console.Note(absl::StrCat("What changes from now on: continuum assess changes ",
                                      ShortName(*name), " --since ", changes->etag()));
  }
  return ExitCode::kOk;
}

CommandResult AssessTeam(Session& session, const AssessTeamOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListAnswerSetsRequest request;
  request.set_parent(*name);
  const auto sets = CollectPages(**connection, &Connection::ListAnswerSets, request);
  if (!sets.ok()) return sets.status();
  Table table({{.id = "who", .title = "WHO", .wraps = true},
               {.id = "answered", .title = "ANSWERED", .align = Align::kRight},
               {.id = "total", .title = "OF", .align = Align::kRight},
               {.id = "changed", .title = "LAST CHANGED"}});
  for (const v1::AnswerSetSummary& set : sets->answer_sets()) {
    table.Add({set.account().empty() ? SourceWords(set.source())
                                     : AuthorWords(set.account_label(), set.account()),
               absl::StrCat(set.answered_criteria()), absl::StrCat(set.total_criteria()),
               TimestampText(set.update_time())});
  }
  session.Emit(*sets, table, "");
  v1::GetEffortRequest effort_request;
  effort_request.set_name(*name);
  const auto effort = (*connection)->GetEffort(effort_request);
  if (!effort.ok()) return effort.status();
  session.console.Note(EffortWords(*effort));
  return ExitCode::kOk;
}

}  // namespace continuum::cli
