// SPDX-License-Identifier: Apache-2.0

#include "server/operations/together/pass_assignments.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/operations/common/resource_names.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/together/passed_note.h"

namespace continuum::operations {
namespace {

absl::StatusOr<bool> HasRoleIn(const storage::Reader& reader, absl::string_view account,
                               absl::string_view program) {
  ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> memberships,
                   MembershipsOf(reader, PeopleScope(), account));
  return std::any_of(memberships.begin(), memberships.end(),
                     [program](const auto& membership) { return membership.resource == program; });
}

// Whether an assignment goes with the roles.
absl::StatusOr<bool> Goes(const storage::Reader& reader, const storage::HandOverRecord& hand_over,
                          const storage::AssignmentRecord& assignment) {
  const absl::string_view program = ParentOf(Resource::kAssessment, assignment.assessment);
  if (program != hand_over.resource && assignment.owner != hand_over.resource) return false;
  ASSIGN_OR_RETURN(const storage::ProgramRecord place, reader.GetProgram(PeopleScope(), program));
  ASSIGN_OR_RETURN(const storage::AssessmentRecord assessment,
                   reader.GetAssessment(PeopleScope(), assignment.assessment));
  if (place.state != storage::LifecycleState::kActive ||
      assessment.state != storage::AssessmentState::kDraft) {
    return false;
  }
  if (program == hand_over.resource) return true;
  ASSIGN_OR_RETURN(const bool stays, HasRoleIn(reader, hand_over.from, program));
  return !stays;
}

absl::Status Pass(const Dependencies& dependencies, storage::Writer& writer, const Call& call,
                  const storage::HandOverRecord& hand_over, const storage::AssignmentRecord& open) {
  storage::AssignmentRecord old = open;
  old.state = storage::AssignmentState::kCancelled;
  old.closed_by = call.caller.id();
  RETURN_IF_ERROR(storage::Update(writer, PeopleScope(), old));
  RETURN_IF_ERROR(SettleNotices(writer, old.name));
  storage::AssignmentRecord passed = open;
  passed.name = absl::StrCat(open.assessment, "/assignments/s", dependencies.ids->New());
  passed.assignee = hand_over.to;
  passed.assigned_by = call.caller.id();
  passed.note = PassedNote(hand_over, open);
  return storage::Create(writer, PeopleScope(), passed);
}

}  // namespace

absl::StatusOr<std::vector<std::string>> PassAssignments(const Dependencies& dependencies,
                                                         storage::Writer& writer, const Call& call,
                                                         const storage::HandOverRecord& hand_over) {
  storage::ResourceQuery query;
  query.subject = hand_over.from;
  query.state = static_cast<int64_t>(storage::AssignmentState::kOpen);
  ASSIGN_OR_RETURN(const std::vector<storage::AssignmentRecord> assignments,
                   ListAll<storage::AssignmentRecord>(writer, PeopleScope(), query));
  std::vector<std::string> assessments;
  for (const storage::AssignmentRecord& assignment : assignments) {
    ASSIGN_OR_RETURN(const bool goes, Goes(writer, hand_over, assignment));
    if (!goes) continue;
    RETURN_IF_ERROR(Pass(dependencies, writer, call, hand_over, assignment));
    assessments.push_back(assignment.assessment);
  }
  return assessments;
}

}  // namespace continuum::operations
