// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/identifiers_seen.h"
#include "server/operations/common/room.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/rubrics/rubric_ids.h"
#include "server/operations/together.h"
#include "server/operations/together/team_rows.h"

namespace continuum::operations {
namespace {

constexpr int kMaxTargets = 200;
constexpr size_t kMaxPartnerCharacters = 200;

absl::Status CheckForm(const v1::CreateAssignmentRequest& request) {
  const v1::Assignment& wanted = request.assignment();
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "parent", request.parent());
  if (wanted.assignee_case() == v1::Assignment::kPartner) {
    if (CheckNoPatientNumbers("assignment.partner", wanted.partner(), checks)) {
      checks.Line("assignment.partner", wanted.partner(), 1, kMaxPartnerCharacters);
    }
  } else if (wanted.assignee_case() == v1::Assignment::kSite) {
    checks.NameOf(Resource::kSite, "assignment.site", wanted.site());
  } else {
    checks.NameOf(Resource::kAccount, "assignment.account", wanted.account());
  }
  if (wanted.targets().empty() || wanted.targets_size() > kMaxTargets) {
    checks.Wrong("assignment.targets", absl::StrCat(wanted.targets_size()),
                 absl::StrCat("1 to ", kMaxTargets, " ids of domains or criteria"));
  }
  if (!wanted.due_date().empty()) checks.Day("assignment.due_date", wanted.due_date());
  if (CheckNoPatientNumbers("assignment.note", wanted.note(), checks)) {
    checks.Text("assignment.note", wanted.note(), /*required=*/false, kMaxNoteBytes);
  }
  checks.RequestId(request.request_id());
  return checks.Result();
}

// Whether the rubric has what is assigned.
absl::Status CheckTargets(const scoring::CompiledRubric& rubric, const v1::Assignment& wanted) {
  std::set<std::string> known;
  for (const auto& domain : rubric.domains()) known.insert(domain.definition->id());
  for (const auto& criterion : rubric.criteria()) known.insert(criterion.definition->id());
  constexpr absl::string_view want = "the id of a criterion or domain of the assessment's rubric";
  std::string domains = absl::StrCat("; its domains: ", DomainIds(rubric));
  FieldChecks checks;
  std::set<std::string> seen;
  for (int i = 0; i < wanted.targets_size(); ++i) {
    const std::string& target = wanted.targets(i);
    const std::string field = absl::StrCat("assignment.targets[", i, "]");
    if (known.count(target) == 0) {
      checks.Wrong(field, target, absl::StrCat(want, domains));
      domains.clear();  // once is enough
    } else if (!seen.insert(target).second) {
      checks.Wrong(field, target, "each id once");
    }
  }
  return checks.Result();
}

// The same whether there is no such account or it takes no part, so that accounts elsewhere cannot
// be probed.
absl::Status CheckMember(const storage::Reader& reader, const storage::ProgramRecord& program,
                         absl::string_view account) {
  ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> memberships,
                   MembershipsOf(reader, PeopleScope(), account));
  const bool takes_part =
      std::any_of(memberships.begin(), memberships.end(), [&](const auto& membership) {
        return membership.resource == program.name || membership.resource == program.organization;
      });
  if (takes_part) return absl::OkStatus();
  return base::FailedPrecondition(
      "NOT_A_MEMBER", account,
      absl::StrCat("it takes no part in ", program.name, "; want an account that does"));
}

// Of another program's sites it is not even told whether they are there.
absl::Status CheckSite(const storage::Reader& reader, const auth::Scope& scope,
                       const storage::ProgramRecord& program, const std::string& site) {
  if (ParentOf(Resource::kSite, site) != program.name) {
    return base::InvalidField("assignment.site", site, absl::StrCat("a site of ", program.name));
  }
  ASSIGN_OR_RETURN(const storage::SiteRecord found, reader.GetSite(scope, site));
  return CheckActive(found.name, found.state);
}

storage::AssignmentRecord ToRecord(const v1::CreateAssignmentRequest& request) {
  const v1::Assignment& wanted = request.assignment();
  storage::AssignmentRecord record;
  record.assessment = request.parent();
  record.assignee = wanted.account();
  record.partner = wanted.partner();
  record.site = wanted.site();
  record.targets.assign(wanted.targets().begin(), wanted.targets().end());
  record.due_date = wanted.due_date();
  record.note = wanted.note();
  return record;
}

absl::StatusOr<Changed<v1::Assignment>> Assign(const Dependencies& dependencies,
                                               storage::Writer& writer, const Call& call,
                                               const Kept& present,
                                               const v1::CreateAssignmentRequest& request) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(const Workplace place, GetActiveWorkplace(writer, scope, request.parent()));
  RETURN_IF_ERROR(CheckDraft(place.assessment));
  RETURN_IF_ERROR(CheckRoom(present, dependencies.limits.assignments, "TOO_MANY_ASSIGNMENTS",
                            request.parent(), "assignments", "Give an assignment more targets"));
  storage::AssignmentRecord record = ToRecord(request);
  if (!record.assignee.empty()) {
    RETURN_IF_ERROR(CheckMember(writer, place.program, record.assignee));
  }
  if (!record.site.empty()) {
    RETURN_IF_ERROR(CheckSite(writer, scope, place.program, record.site));
  }
  // Ids ascend, so that a list by name is one by time.
  record.name = absl::StrCat(request.parent(), "/assignments/s", dependencies.ids->New());
  record.owner = place.program.organization;
  record.assigned_by = call.caller.id();
  RETURN_IF_ERROR(storage::Create(writer, scope, record));
  StampCreated(writer, &record.stamp);
  RETURN_IF_ERROR(
      Notify(dependencies, writer, call.caller.id(), record.assignee,
             {.kind = v1::Notification::KIND_ASSIGNED, .resource = record.name, .once = ""}));
  ASSIGN_OR_RETURN(v1::Assignment message, ToMessage(writer, record, writer.time()));
  return Changed<v1::Assignment>{std::move(message), record.owner};
}

}  // namespace

absl::StatusOr<v1::Assignment> CreateAssignment(const Dependencies& dependencies, const Call& call,
                                                const v1::CreateAssignmentRequest& request) {
  RETURN_IF_ERROR(CheckForm(request));
  ASSIGN_OR_RETURN(Prepared<v1::Assignment> prepared,
                   Prepare<v1::Assignment>(dependencies, call, request, request.parent()));
  if (prepared.replay.has_value()) return *std::move(prepared.replay);
  RETURN_IF_ERROR(CheckTargets(*prepared.rubric, request.assignment()));
  ASSIGN_OR_RETURN(const Kept present, CountKept<storage::AssignmentRecord>(
                                           dependencies, call.caller, request.parent()));
  bool made = false;
  auto assigned =
      MakeChange<v1::Assignment>(dependencies, call, request, [&](storage::Writer& writer) {
        made = true;
        return Assign(dependencies, writer, call, present, request);
      });
  if (assigned.ok() && made) {
    AddToKept<storage::AssignmentRecord>(dependencies, call.caller, request.parent(), {1, 0});
  }
  return assigned;
}

}  // namespace continuum::operations
