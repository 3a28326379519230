// SPDX-License-Identifier: Apache-2.0

#include <vector>

#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/records.h"
#include "server/operations/records/record_rows.h"
#include "server/storage/kept_records.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::ListPurgesResponse> ListPurges(const Dependencies& dependencies,
                                                  const Call& call,
                                                  const v1::ListPurgesRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  checks.KnownEnum("state", request.state(), v1::Purge::State_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  storage::ResourceQuery query;
  query.parent = request.parent();
  if (request.state() != v1::Purge::STATE_UNSPECIFIED) query.state = request.state();
  v1::ListPurgesResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    RETURN_IF_ERROR(reader.GetProgram(scope, request.parent(), query.page.as_of).status());
    ASSIGN_OR_RETURN(std::vector<storage::PurgeRecord> rows,
                     storage::List<storage::PurgeRecord>(reader, scope, query));
    response.set_next_page_token(paging.Close(&rows));
    for (const storage::PurgeRecord& row : rows) *response.add_purges() = ToMessage(row);
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::ListHoldsResponse> ListHolds(const Dependencies& dependencies, const Call& call,
                                                const v1::ListHoldsRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  storage::ResourceQuery query;
  query.parent = request.parent();
  v1::ListHoldsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    RETURN_IF_ERROR(reader.GetProgram(scope, request.parent(), query.page.as_of).status());
    ASSIGN_OR_RETURN(std::vector<storage::HoldRecord> rows,
                     storage::List<storage::HoldRecord>(reader, scope, query));
    response.set_next_page_token(paging.Close(&rows));
    for (const storage::HoldRecord& row : rows) *response.add_holds() = ToMessage(row);
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
