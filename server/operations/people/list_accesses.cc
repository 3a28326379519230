// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::ListAccessesResponse> ListAccesses(const Dependencies& dependencies,
                                                      const Call& /*call*/,
                                                      const v1::ListAccessesRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  // Security officers may look at the accesses of programs that they cannot read otherwise.
  const auth::Scope scope = PeopleScope();
  v1::ListAccessesResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    storage::ResourceQuery query;
    query.parent = request.parent();
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    RETURN_IF_ERROR(reader.GetProgram(scope, request.parent()).status());
    ASSIGN_OR_RETURN(std::vector<storage::AccessRecord> accesses,
                     storage::List<storage::AccessRecord>(reader, scope, query));
    response.set_next_page_token(paging.Close(&accesses));
    for (const storage::AccessRecord& access : accesses) {
      ASSIGN_OR_RETURN(*response.add_accesses(), ToMessage(dependencies, reader, access));
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
