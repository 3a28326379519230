// SPDX-License-Identifier: Apache-2.0

#include <vector>

#include "server/base/status_macros.h"
#include "server/operations/common/paging.h"
#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/operations/records/waiting_purges.h"

namespace continuum::operations {
namespace {

void FilterByState(v1::EvidenceItem::State state, storage::ResourceQuery& query) {
  if (state == v1::EvidenceItem::STATE_ACTIVE) {
    query.state = static_cast<int64_t>(storage::EvidenceState::kActive);
  } else if (state == v1::EvidenceItem::STATE_REMOVED) {
    query.state = static_cast<int64_t>(storage::EvidenceState::kRemoved);
  }
}

}  // namespace

absl::StatusOr<v1::ListEvidenceResponse> ListEvidence(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ListEvidenceRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  checks.KnownEnum("state", request.state(), v1::EvidenceItem::State_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  v1::ListEvidenceResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    storage::ResourceQuery query;
    query.parent = request.parent();
    FilterByState(request.state(), query);
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    RETURN_IF_ERROR(reader.GetProgram(scope, request.parent()).status());
    ASSIGN_OR_RETURN(std::vector<storage::EvidenceRecord> records,
                     storage::List<storage::EvidenceRecord>(reader, scope, query));
    response.set_next_page_token(paging.Close(&records));
    ASSIGN_OR_RETURN(const WaitingPurges waiting, WaitingPurges::Read(reader, request.parent()));
    for (const storage::EvidenceRecord& record : records) {
      v1::EvidenceItem& shown = *response.add_evidence();
      shown = ToMessage(record);
      waiting.Hide(&shown);
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
