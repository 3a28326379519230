// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::ListMembershipsResponse> ListMemberships(
    const Dependencies& dependencies, const Call& call, const v1::ListMembershipsRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  CheckRoleResourceName("resource", request.resource(), checks);
  checks.KnownEnum("state", request.state(), v1::Membership::State_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  v1::ListMembershipsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    absl::Status found = CheckRoleResource(reader, request.resource());
    if (!found.ok() && !absl::IsFailedPrecondition(found)) return found;  // archived ones are shown
    storage::ResourceQuery query;
    query.parent = request.resource();
    if (request.state() != v1::Membership::STATE_UNSPECIFIED) query.state = request.state();
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    ASSIGN_OR_RETURN(std::vector<storage::MembershipRecord> memberships,
                     storage::List<storage::MembershipRecord>(reader, PeopleScope(), query));
    response.set_next_page_token(paging.Close(&memberships));
    for (const storage::MembershipRecord& membership : memberships) {
      ASSIGN_OR_RETURN(
          const storage::AccountRecord account,
          storage::Get<storage::AccountRecord>(reader, PeopleScope(), membership.account));
      *response.add_memberships() = ToMessage(membership, account, call.caller);
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
