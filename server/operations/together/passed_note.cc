// SPDX-License-Identifier: Apache-2.0

#include "server/operations/together/passed_note.h"

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "server/base/status_macros.h"
#include "server/base/text.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/resource_names.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/together/team_rows.h"

namespace continuum::operations {
namespace {

// So many hand-overs are looked up for one note.
constexpr int kMaxShown = 10;

constexpr absl::string_view kBegin = "Passed on from ";
constexpr absl::string_view kBeforeHandOver = " (";
constexpr absl::string_view kAfterHandOver = ", was ";

// The hand-over that a line of a note names; empty if it is no such line.
std::string HandOverIn(absl::string_view line) {
  if (!absl::ConsumePrefix(&line, kBegin)) return "";
  const std::vector<absl::string_view> rest =
      absl::StrSplit(line, absl::MaxSplits(kBeforeHandOver, 1));
  if (rest.size() != 2) return "";
  const size_t end = rest[1].find(kAfterHandOver);
  return end == absl::string_view::npos ? "" : std::string(rest[1].substr(0, end));
}

// The hand-over of this line, if it was one of roles around the assignment and to this account.
absl::StatusOr<std::optional<storage::HandOverRecord>> FindHandOver(
    const storage::Reader& reader, const storage::AssignmentRecord& assignment,
    absl::string_view line, absl::string_view to) {
  const std::string name = HandOverIn(line);
  if (name.empty()) return std::nullopt;
  auto found = storage::Get<storage::HandOverRecord>(reader, PeopleScope(), name);
  if (absl::IsNotFound(found.status())) return std::nullopt;
  RETURN_IF_ERROR(found.status());
  const bool around = found->resource == assignment.owner ||
                      found->resource == ParentOf(Resource::kAssessment, assignment.assessment);
  if (!around || found->to != to) return std::nullopt;
  return std::optional<storage::HandOverRecord>(*std::move(found));
}

}  // namespace

std::string PassedNote(const storage::HandOverRecord& hand_over,
                       const storage::AssignmentRecord& passed) {
  const std::string note =
      absl::StrCat(kBegin, hand_over.from, kBeforeHandOver, hand_over.name, kAfterHandOver,
                   passed.name, ").", passed.note.empty() ? "" : "\n", passed.note);
  return base::Utf8Text(note, kMaxNoteBytes);
}

absl::StatusOr<std::string> ShownNote(const storage::Reader& reader,
                                      const storage::AssignmentRecord& assignment) {
  std::string shown;
  absl::string_view rest = assignment.note;
  std::string to = assignment.assignee;
  for (int i = 0; i < kMaxShown; ++i) {
    const absl::string_view line = rest.substr(0, rest.find('\n'));
    ASSIGN_OR_RETURN(const std::optional<storage::HandOverRecord> hand_over,
                     FindHandOver(reader, assignment, line, to));
    if (!hand_over.has_value()) break;
    ASSIGN_OR_RETURN(const std::string label, LabelOf(reader, hand_over->from));
    absl::StrAppend(&shown, "Handed over", label.empty() ? "" : " from ", label, " on ",
                    FormatDay(DayOf(hand_over->stamp.create_time)), ": ", hand_over->reason);
    rest.remove_prefix(line.size());
    if (rest.empty()) return shown;
    to = hand_over->from;
    absl::StrAppend(&shown, "\n");
    rest.remove_prefix(1);
  }
  return absl::StrCat(shown, rest);
}

}  // namespace continuum::operations
