// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/common/checks.h"
#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/operations/records/record_rows.h"

namespace continuum::operations {
namespace {

absl::Status CheckNotAttached(const storage::Reader& reader, const auth::Scope& scope,
                              const std::string& evidence) {
  storage::ResourceQuery query;
  query.subject = evidence;
  query.state = static_cast<int64_t>(storage::AttachmentState::kActive);
  query.page.limit = 1;
  ASSIGN_OR_RETURN(const std::vector<storage::EvidenceAttachmentRecord> attachments,
                   storage::List<storage::EvidenceAttachmentRecord>(reader, scope, query));
  if (attachments.empty()) return absl::OkStatus();
  return base::FailedPrecondition(
      "EVIDENCE_ATTACHED", evidence,
      absl::StrCat("it is attached to ", attachments.front().assessment,
                   "; detach it first (what completed assessments have is kept)"));
}

}  // namespace

absl::StatusOr<v1::EvidenceItem> RemoveEvidence(const Dependencies& dependencies, const Call& call,
                                                const v1::RemoveEvidenceRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kEvidence, "name", request.name());
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  storage::EvidenceRecord before;
  auto removed = MakeChange<v1::EvidenceItem>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::EvidenceItem>> {
        ASSIGN_OR_RETURN(storage::EvidenceRecord evidence,
                         storage::Get<storage::EvidenceRecord>(writer, scope, request.name()));
        RETURN_IF_ERROR(CheckNotRemoved(evidence));
        RETURN_IF_ERROR(CheckNotOnHold(writer, evidence.program));
        RETURN_IF_ERROR(CheckNotAttached(writer, scope, evidence.name));
        before = evidence;
        evidence.state = storage::EvidenceState::kRemoved;
        RETURN_IF_ERROR(storage::Update(writer, scope, evidence));
        StampChanged(writer, &evidence.stamp);
        ASSIGN_OR_RETURN(v1::EvidenceItem message, ToShownMessage(writer, evidence));
        return Changed<v1::EvidenceItem>{std::move(message), evidence.owner};
      });
  // Not where the request came before.
  if (removed.ok() && !before.name.empty()) TakeFromKept(dependencies, before);
  return removed;
}

}  // namespace continuum::operations
