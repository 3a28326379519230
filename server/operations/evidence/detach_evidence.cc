// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <utility>

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/common/checks.h"
#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"

namespace continuum::operations {

absl::StatusOr<v1::EvidenceAttachment> DetachEvidence(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::DetachEvidenceRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAttachment, "name", request.name());
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  return MakeChange<v1::EvidenceAttachment>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::EvidenceAttachment>> {
        ASSIGN_OR_RETURN(
            storage::EvidenceAttachmentRecord attachment,
            storage::Get<storage::EvidenceAttachmentRecord>(writer, scope, request.name()));
        if (attachment.state == storage::AttachmentState::kDetached) {
          return base::FailedPrecondition("EVIDENCE_DETACHED", attachment.name,
                                          "it is detached already");
        }
        ASSIGN_OR_RETURN(const OpenDraft draft,
                         GetOpenDraft(writer, scope, attachment.assessment, ""));
        ASSIGN_OR_RETURN(const storage::EvidenceRecord evidence,
                         storage::Get<storage::EvidenceRecord>(writer, scope, attachment.evidence));
        attachment.state = storage::AttachmentState::kDetached;
        RETURN_IF_ERROR(storage::Update(writer, scope, attachment));
        StampChanged(writer, &attachment.stamp);
        return Changed<v1::EvidenceAttachment>{
            ToMessage(attachment, evidence, draft.assessment.period_end), attachment.owner};
      });
}

}  // namespace continuum::operations
