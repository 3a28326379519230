// SPDX-License-Identifier: Apache-2.0

#include "server/operations/together/team_rows.h"

#include <utility>

#include "absl/strings/match.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/dates.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/together/passed_note.h"

namespace continuum::operations {

absl::StatusOr<Workplace> GetActiveWorkplace(const storage::Reader& reader,
                                             const auth::Scope& scope,
                                             absl::string_view assessment) {
  Workplace place;
  ASSIGN_OR_RETURN(place.assessment, reader.GetAssessment(scope, assessment));
  ASSIGN_OR_RETURN(place.program, reader.GetProgram(scope, place.assessment.program));
  RETURN_IF_ERROR(CheckActive(place.program.name, place.program.state));
  return place;
}

absl::StatusOr<bool> IsUnderWay(const storage::Reader& reader,
                                const storage::AssignmentRecord& assignment) {
  ASSIGN_OR_RETURN(const storage::AssessmentRecord assessment,
                   reader.GetAssessment(PeopleScope(), assignment.assessment));
  if (assessment.state != storage::AssessmentState::kDraft) return false;
  ASSIGN_OR_RETURN(const storage::ProgramRecord program,
                   reader.GetProgram(PeopleScope(), assessment.program));
  return program.state == storage::LifecycleState::kActive;
}

absl::StatusOr<std::string> LabelOf(const storage::Reader& reader, absl::string_view caller) {
  if (!absl::StartsWith(caller, "accounts/")) return "";
  auto account = storage::Get<storage::AccountRecord>(reader, PeopleScope(), caller);
  if (absl::IsNotFound(account.status())) return "";
  RETURN_IF_ERROR(account.status());
  return NameForOthers(*account);
}

absl::StatusOr<v1::Assignment> ToMessage(const storage::Reader& reader,
                                         const storage::AssignmentRecord& record, absl::Time now) {
  v1::Assignment message;
  message.set_name(record.name);
  if (!record.site.empty()) {
    message.set_site(record.site);
    // Whoever sees the assessment sees where the program works.
    ASSIGN_OR_RETURN(const storage::SiteRecord site, reader.GetSite(PeopleScope(), record.site));
    message.set_assignee_label(site.title);
  } else if (record.assignee.empty()) {
    message.set_partner(record.partner);
  } else {
    message.set_account(record.assignee);
    ASSIGN_OR_RETURN(*message.mutable_assignee_label(), LabelOf(reader, record.assignee));
  }
  for (const std::string& target : record.targets) message.add_targets(target);
  message.set_due_date(record.due_date);
  ASSIGN_OR_RETURN(*message.mutable_note(), ShownNote(reader, record));
  message.set_state(static_cast<v1::Assignment::State>(record.state));
  const bool open = record.state == storage::AssignmentState::kOpen;
  // Days in this form sort as texts.
  message.set_overdue(open && !record.due_date.empty() && record.due_date < FormatDay(DayOf(now)));
  message.set_assigned_by(record.assigned_by);
  message.set_closed_by(record.closed_by);
  *message.mutable_create_time() = ToTimestamp(record.stamp.create_time);
  if (!open) *message.mutable_close_time() = ToTimestamp(record.stamp.change_time);
  return message;
}

v1::Thread ToMessage(const storage::ThreadRecord& record) {
  v1::Thread message;
  message.set_name(record.name);
  message.set_criterion(record.criterion);
  message.set_state(static_cast<v1::Thread::State>(record.state));
  message.set_author(record.author);
  message.set_settled_by(record.settled_by);
  *message.mutable_create_time() = ToTimestamp(record.stamp.create_time);
  *message.mutable_update_time() = ToTimestamp(record.stamp.change_time);
  return message;
}

v1::Confirmation ToMessage(const storage::ConfirmationRecord& record) {
  v1::Confirmation message;
  message.set_name(record.name);
  for (const std::string& domain : record.domains) message.add_domains(domain);
  for (const std::string& criterion : record.criteria) message.add_criteria(criterion);
  message.set_attestation(record.attestation);
  message.set_author(record.author);
  *message.mutable_create_time() = ToTimestamp(record.stamp.create_time);
  return message;
}

absl::StatusOr<v1::Comment> ToMessage(const storage::Reader& reader,
                                      const storage::CommentRecord& record) {
  v1::Comment message;
  message.set_name(record.name);
  message.set_author(record.author);
  ASSIGN_OR_RETURN(*message.mutable_author_label(), LabelOf(reader, record.author));
  const bool purged = record.state == storage::CommentState::kPurged;
  message.set_purged(purged);
  if (!purged) message.set_text(record.text);
  *message.mutable_create_time() = ToTimestamp(record.stamp.create_time);
  return message;
}

}  // namespace continuum::operations
