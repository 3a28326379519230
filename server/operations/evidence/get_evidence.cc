// SPDX-License-Identifier: Apache-2.0

#include "server/base/status_macros.h"
#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"

namespace continuum::operations {

absl::StatusOr<v1::EvidenceItem> GetEvidence(const Dependencies& dependencies, const Call& call,
                                             const v1::GetEvidenceRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kEvidence, "name", request.name());
  RETURN_IF_ERROR(checks.Result());
  v1::EvidenceItem response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(
        const storage::EvidenceRecord evidence,
        storage::Get<storage::EvidenceRecord>(reader, auth::Scope(call.caller), request.name()));
    ASSIGN_OR_RETURN(response, ToShownMessage(reader, evidence));
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
