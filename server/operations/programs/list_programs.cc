// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs.h"

#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/programs/rows.h"

namespace continuum::operations {

absl::StatusOr<v1::ListProgramsResponse> ListPrograms(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ListProgramsRequest& request) {
  const Paging paging(request);
  FieldChecks checks;
  checks.OptionalNameOf(Resource::kOrganization, "organization", request.organization());
  CheckJurisdiction("jurisdiction", request.jurisdiction(), checks);
  checks.KnownEnum("state", request.state(), v1::LifecycleState_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  storage::ProgramQuery query;
  query.organization = request.organization();
  query.title_contains = request.title_contains();
  query.jurisdiction = request.jurisdiction();
  query.state = ToFilter(request.state());
  v1::ListProgramsResponse response;
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(),
                   ListRows<Programs>(
                       dependencies, call, paging, query,
                       [](const storage::Reader&, storage::Sequence) { return absl::OkStatus(); },
                       response.mutable_programs()));
  return response;
}

}  // namespace continuum::operations
