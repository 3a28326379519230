// SPDX-License-Identifier: Apache-2.0

#include <vector>

#include "server/base/status_macros.h"
#include "server/operations/common/paging.h"
#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"

namespace continuum::operations {

absl::StatusOr<v1::ListEvidenceReadsResponse> ListEvidenceReads(
    const Dependencies& dependencies, const Call& call,
    const v1::ListEvidenceReadsRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.NameOf(Resource::kEvidence, "parent", request.parent());
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  v1::ListEvidenceReadsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    storage::ResourceQuery query;
    query.parent = request.parent();
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    RETURN_IF_ERROR(
        storage::Get<storage::EvidenceRecord>(reader, scope, request.parent()).status());
    ASSIGN_OR_RETURN(std::vector<storage::EvidenceReadRecord> reads,
                     storage::List<storage::EvidenceReadRecord>(reader, scope, query));
    response.set_next_page_token(paging.Close(&reads));
    for (const storage::EvidenceReadRecord& read : reads) *response.add_reads() = ToMessage(read);
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
