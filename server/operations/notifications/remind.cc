// SPDX-License-Identifier: Apache-2.0

#include "server/operations/notifications/remind.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "server/auth/caller.h"
#include "server/base/clock.h"
#include "server/base/status_macros.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/resource_names.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/together/team_rows.h"
#include "server/storage/notification_records.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

constexpr int kStep = 200;  // assignments in one read, and in one change

constexpr int kDaysOfWeek = 7;

// A reminder that is due: to whom, and what.
struct Reminder {
  std::string assignment;
  std::vector<std::string> accounts;
  Notice notice;
};

// What there is to say of an assignment on a day, if anything.
std::optional<v1::Notification::Kind> KindOn(absl::CivilDay today, absl::CivilDay due,
                                             absl::CivilDay assigned) {
  if (today > due) return v1::Notification::KIND_ASSIGNMENT_OVERDUE;
  if (today == due - 1 && assigned < today) {
    return v1::Notification::KIND_ASSIGNMENT_DUE_TOMORROW;
  }
  const absl::CivilDay week_before = due - kDaysOfWeek;
  if (today >= week_before && today < due - 1 && assigned < week_before) {
    return v1::Notification::KIND_ASSIGNMENT_DUE_IN_WEEK;
  }
  return std::nullopt;
}

// Who sees to it that the assignment is done: who assigned it, or those who lead the program where
// that account takes no part in it any more.
absl::StatusOr<std::vector<std::string>> OverseersOf(const storage::Reader& reader,
                                                     const storage::AssignmentRecord& assignment) {
  ASSIGN_OR_RETURN(
      const storage::ProgramRecord program,
      reader.GetProgram(PeopleScope(), ParentOf(Resource::kAssessment, assignment.assessment)));
  ASSIGN_OR_RETURN(const std::vector<std::string> members, MembersOf(reader, program));
  if (std::find(members.begin(), members.end(), assignment.assigned_by) != members.end()) {
    return std::vector<std::string>{assignment.assigned_by};
  }
  return LeadsOf(reader, program);
}

// The reminder of an assignment; nothing if none is due, wherever it stands.
absl::StatusOr<std::optional<Reminder>> ReminderOf(const storage::Reader& reader,
                                                   const storage::AssignmentRecord& assignment,
                                                   absl::CivilDay today) {
  if (assignment.state != storage::AssignmentState::kOpen) return std::nullopt;
  const std::optional<absl::CivilDay> due = ParseDay(assignment.due_date);
  if (!due.has_value()) return std::nullopt;
  const auto kind = KindOn(today, *due, DayOf(assignment.stamp.create_time));
  if (!kind.has_value()) return std::nullopt;
  Reminder reminder;
  reminder.assignment = assignment.name;
  reminder.notice = {.kind = *kind, .resource = assignment.name, .once = assignment.due_date};
  // A site or partner has no account that could be reminded.
  const bool has_account = !assignment.assignee.empty();
  if (!has_account || *kind == v1::Notification::KIND_ASSIGNMENT_OVERDUE) {
    ASSIGN_OR_RETURN(reminder.accounts, OverseersOf(reader, assignment));
  }
  if (has_account) reminder.accounts.push_back(assignment.assignee);
  return reminder;
}

// Whether all were told, as far as they can be: who may not see it, is never.
absl::StatusOr<bool> WasTold(const storage::Reader& reader, const Reminder& reminder) {
  for (const std::string& account : reminder.accounts) {
    const auto told = storage::Find<storage::NotificationRecord>(
        reader, PeopleScope(), ToldOnce(account, reminder.notice));
    if (absl::IsNotFound(told.status())) return false;
    RETURN_IF_ERROR(told.status());
  }
  return true;
}

// One step: the assignments after `query`'s page whose reminder is due and was not told.
absl::StatusOr<std::vector<std::string>> FindDue(const storage::Reader& reader,
                                                 storage::ResourceQuery& query,
                                                 absl::CivilDay today, bool* more) {
  ASSIGN_OR_RETURN(const std::vector<storage::AssignmentRecord> open,
                   storage::List<storage::AssignmentRecord>(reader, PeopleScope(), query));
  *more = open.size() == static_cast<size_t>(kStep);
  std::vector<std::string> due;
  for (const storage::AssignmentRecord& assignment : open) {
    query.page.after = assignment.name;
    ASSIGN_OR_RETURN(const std::optional<Reminder> reminder, ReminderOf(reader, assignment, today));
    if (!reminder.has_value()) continue;
    ASSIGN_OR_RETURN(const bool told, WasTold(reader, *reminder));
    if (told) continue;
    ASSIGN_OR_RETURN(const bool under_way, IsUnderWay(reader, assignment));
    if (under_way) due.push_back(assignment.name);
  }
  return due;
}

absl::Status Tell(const Dependencies& dependencies, storage::Writer& writer,
                  const std::vector<std::string>& assignments, absl::CivilDay today) {
  for (const std::string& name : assignments) {
    ASSIGN_OR_RETURN(const auto assignment,
                     storage::Get<storage::AssignmentRecord>(writer, PeopleScope(), name));
    // It may have been closed, or the assessment completed, since it was found.
    ASSIGN_OR_RETURN(const std::optional<Reminder> reminder, ReminderOf(writer, assignment, today));
    if (!reminder.has_value()) continue;
    ASSIGN_OR_RETURN(const bool under_way, IsUnderWay(writer, assignment));
    if (!under_way) continue;
    RETURN_IF_ERROR(NotifyEach(dependencies, writer, "", reminder->accounts, reminder->notice));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<int> RemindOfAssignments(const Dependencies& dependencies) {
  const absl::CivilDay today = DayOf(dependencies.clock->Now());
  storage::ResourceQuery query;
  query.state = static_cast<int64_t>(storage::AssignmentState::kOpen);
  query.page.limit = kStep;
  int count = 0;
  for (bool more = true; more;) {
    std::vector<std::string> due;
    RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(due, FindDue(reader, query, today, &more));
      return absl::OkStatus();
    }));
    if (due.empty()) continue;
    RETURN_IF_ERROR(dependencies.storage->Write(
        {.kind = "RemindOfAssignments", .author = auth::Caller::Server().id()}, {},
        [&](storage::Writer& writer) { return Tell(dependencies, writer, due, today); }));
    count += static_cast<int>(due.size());
  }
  return count;
}

}  // namespace continuum::operations
