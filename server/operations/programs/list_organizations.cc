// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs.h"

#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/programs/rows.h"

namespace continuum::operations {

absl::StatusOr<v1::ListOrganizationsResponse> ListOrganizations(
    const Dependencies& dependencies, const Call& call,
    const v1::ListOrganizationsRequest& request) {
  const Paging paging(request);
  FieldChecks checks;
  checks.KnownEnum("state", request.state(), v1::LifecycleState_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  storage::OrganizationQuery query;
  query.title_contains = request.title_contains();
  query.state = ToFilter(request.state());
  v1::ListOrganizationsResponse response;
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(),
                   ListRows<Organizations>(
                       dependencies, call, paging, query,
                       [](const storage::Reader&, storage::Sequence) { return absl::OkStatus(); },
                       response.mutable_organizations()));
  return response;
}

}  // namespace continuum::operations
