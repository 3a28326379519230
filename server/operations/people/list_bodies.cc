// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::ListBodiesResponse> ListBodies(const Dependencies& dependencies,
                                                  const Call& /*call*/,
                                                  const v1::ListBodiesRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  v1::ListBodiesResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    storage::ResourceQuery query;
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    ASSIGN_OR_RETURN(std::vector<storage::BodyRecord> bodies,
                     storage::List<storage::BodyRecord>(reader, PeopleScope(), query));
    response.set_next_page_token(paging.Close(&bodies));
    for (const storage::BodyRecord& body : bodies) *response.add_bodies() = ToMessage(body);
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
