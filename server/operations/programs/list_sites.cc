// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs.h"

#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/programs/rows.h"

namespace continuum::operations {

absl::StatusOr<v1::ListSitesResponse> ListSites(const Dependencies& dependencies, const Call& call,
                                                const v1::ListSitesRequest& request) {
  const Paging paging(request);
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  checks.KnownEnum("state", request.state(), v1::LifecycleState_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  storage::SiteQuery query;
  query.program = request.parent();
  query.state = ToFilter(request.state());
  v1::ListSitesResponse response;
  ASSIGN_OR_RETURN(
      *response.mutable_next_page_token(),
      ListRows<Sites>(
          dependencies, call, paging, query,
          [&](const storage::Reader& reader, storage::Sequence as_of) {
            return reader.GetProgram(auth::Scope(call.caller), request.parent(), as_of).status();
          },
          response.mutable_sites()));
  return response;
}

}  // namespace continuum::operations
