// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

constexpr int kProgramsInAStep = 500;

absl::StatusOr<bool> HasLead(const storage::Reader& reader, const storage::ProgramRecord& program) {
  for (const std::string& resource : {program.name, program.organization}) {
    ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> memberships,
                     MembershipsFor(reader, PeopleScope(), resource));
    for (const storage::MembershipRecord& membership : memberships) {
      const auto role = static_cast<auth::Role>(membership.role);
      if (role == auth::Role::kLead || role == auth::Role::kOwner) return true;
    }
  }
  return false;
}

// One step of the programs after `query`'s page; gives whether more follow.
absl::StatusOr<bool> FindOrphans(const storage::Reader& reader, storage::ProgramQuery& query,
                                 v1::ReviewAccessResponse& response) {
  ASSIGN_OR_RETURN(const std::vector<storage::ProgramRecord> programs,
                   reader.ListPrograms(PeopleScope(), query));
  for (const storage::ProgramRecord& program : programs) {
    ASSIGN_OR_RETURN(const bool led, HasLead(reader, program));
    if (!led) response.add_orphaned_programs(program.name);
  }
  if (!programs.empty()) query.page.after = programs.back().name;
  return programs.size() == static_cast<size_t>(kProgramsInAStep);
}

absl::Status AddMembership(const Dependencies& dependencies, const Call& call,
                           const storage::Reader& reader,
                           const storage::MembershipRecord& membership,
                           v1::ReviewAccessResponse& response) {
  ASSIGN_OR_RETURN(const storage::AccountRecord account,
                   storage::Get<storage::AccountRecord>(reader, PeopleScope(), membership.account));
  v1::ReviewedAccess& access = *response.add_accesses();
  *access.mutable_membership() = ToMessage(membership, account, call.caller);
  ASSIGN_OR_RETURN(*access.mutable_account(), ToMessage(dependencies, reader, account));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ReviewAccessResponse> ReviewAccess(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ReviewAccessRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  v1::ReviewAccessResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    storage::ResourceQuery query;
    query.state = static_cast<int64_t>(storage::MembershipState::kActive);
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    ASSIGN_OR_RETURN(std::vector<storage::MembershipRecord> memberships,
                     storage::List<storage::MembershipRecord>(reader, PeopleScope(), query));
    response.set_next_page_token(paging.Close(&memberships));
    for (const storage::MembershipRecord& membership : memberships) {
      RETURN_IF_ERROR(AddMembership(dependencies, call, reader, membership, response));
    }
    return absl::OkStatus();
  }));
  if (!request.page_token().empty()) return response;
  storage::ProgramQuery programs;
  programs.state = storage::LifecycleState::kActive;
  programs.page.limit = kProgramsInAStep;
  for (bool more = true; more;) {
    RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(more, FindOrphans(reader, programs, response));
      return absl::OkStatus();
    }));
  }
  return response;
}

}  // namespace continuum::operations
