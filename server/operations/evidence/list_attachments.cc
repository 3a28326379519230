// SPDX-License-Identifier: Apache-2.0

#include <vector>

#include "server/base/status_macros.h"
#include "server/operations/common/paging.h"
#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"

namespace continuum::operations {
namespace {

void FilterByState(v1::EvidenceAttachment::State state, storage::ResourceQuery& query) {
  if (state == v1::EvidenceAttachment::STATE_ACTIVE) {
    query.state = static_cast<int64_t>(storage::AttachmentState::kActive);
  } else if (state == v1::EvidenceAttachment::STATE_DETACHED) {
    query.state = static_cast<int64_t>(storage::AttachmentState::kDetached);
  }
}

}  // namespace

absl::StatusOr<v1::ListAttachmentsResponse> ListAttachments(
    const Dependencies& dependencies, const Call& call, const v1::ListAttachmentsRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "parent", request.parent());
  checks.KnownEnum("state", request.state(), v1::EvidenceAttachment::State_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  v1::ListAttachmentsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    storage::ResourceQuery query;
    query.parent = request.parent();
    FilterByState(request.state(), query);
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    ASSIGN_OR_RETURN(const storage::AssessmentRecord assessment,
                     reader.GetAssessment(scope, request.parent()));
    ASSIGN_OR_RETURN(std::vector<storage::EvidenceAttachmentRecord> attachments,
                     storage::List<storage::EvidenceAttachmentRecord>(reader, scope, query));
    response.set_next_page_token(paging.Close(&attachments));
    for (const storage::EvidenceAttachmentRecord& attachment : attachments) {
      if (!request.criterion().empty() && attachment.criterion != request.criterion()) continue;
      ASSIGN_OR_RETURN(const storage::EvidenceRecord evidence,
                       storage::Get<storage::EvidenceRecord>(reader, scope, attachment.evidence));
      *response.add_attachments() = ToMessage(attachment, evidence, assessment.period_end);
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
