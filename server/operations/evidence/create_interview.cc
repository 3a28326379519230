// SPDX-License-Identifier: Apache-2.0

#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"

namespace continuum::operations {

absl::StatusOr<v1::EvidenceItem> CreateInterview(const Dependencies& dependencies, const Call& call,
                                                 const v1::CreateInterviewRequest& request) {
  FieldChecks checks;
  CheckSample("interview", request.interview(), checks);
  return CreateEvidence(
      dependencies, call, request, checks, [&request](storage::EvidenceRecord& evidence) {
        FillSample(storage::EvidenceKind::kInterview, request.interview(), evidence);
      });
}

}  // namespace continuum::operations
