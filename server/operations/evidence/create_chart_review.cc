// SPDX-License-Identifier: Apache-2.0

#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"

namespace continuum::operations {

absl::StatusOr<v1::EvidenceItem> CreateChartReview(const Dependencies& dependencies,
                                                   const Call& call,
                                                   const v1::CreateChartReviewRequest& request) {
  FieldChecks checks;
  CheckSample("chart_review", request.chart_review(), checks);
  return CreateEvidence(
      dependencies, call, request, checks, [&request](storage::EvidenceRecord& evidence) {
        FillSample(storage::EvidenceKind::kChartReview, request.chart_review(), evidence);
      });
}

}  // namespace continuum::operations
