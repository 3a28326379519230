// SPDX-License-Identifier: Apache-2.0

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/compiled_rubric.h"
#include "server/base/errors.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/room.h"
#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/rubrics/rubric_ids.h"
#include "server/operations/rubrics/stored_revisions.h"

namespace continuum::operations {
namespace {

constexpr int kMaxFreshMonths = 120;

absl::Status Check(const v1::AttachEvidenceRequest& request) {
  const v1::EvidenceAttachment& attachment = request.attachment();
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "parent", request.parent());
  checks.NameOf(Resource::kEvidence, "attachment.evidence", attachment.evidence());
  checks.Line("attachment.criterion", attachment.criterion(), 1, 64);
  if (attachment.fresh_months() < 0 || attachment.fresh_months() > kMaxFreshMonths) {
    checks.Wrong("attachment.fresh_months", absl::StrCat(attachment.fresh_months()),
                 absl::StrCat("a number of months up to ", kMaxFreshMonths, ", or 0 for ever"));
  }
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  // Permission was asked for the assessment's program; of others nothing is told.
  if (ParentOf(Resource::kEvidence, attachment.evidence()) ==
      ParentOf(Resource::kAssessment, request.parent())) {
    return absl::OkStatus();
  }
  return base::InvalidField("attachment.evidence", attachment.evidence(),
                            "evidence of the assessment's own program");
}

absl::Status CheckCriterion(const Dependencies& dependencies, const Call& call,
                            const std::string& revision, const std::string& criterion) {
  ASSIGN_OR_RETURN(const RubricCache::Compiled rubric,
                   LoadRevision(dependencies, auth::Scope(call.caller), revision));
  if (rubric->FindCriterion(criterion) >= 0) return absl::OkStatus();
  return base::InvalidField(
      "attachment.criterion", criterion,
      absl::StrCat("the id of a criterion of ", revision, ": ", CriterionIds(*rubric)));
}

absl::Status CheckNotAttached(const storage::Reader& reader, const auth::Scope& scope,
                              const v1::AttachEvidenceRequest& request) {
  storage::ResourceQuery query;
  query.parent = request.parent();
  query.subject = request.attachment().evidence();
  query.state = static_cast<int64_t>(storage::AttachmentState::kActive);
  ASSIGN_OR_RETURN(const std::vector<storage::EvidenceAttachmentRecord> present,
                   ListAll<storage::EvidenceAttachmentRecord>(reader, scope, query));
  for (const storage::EvidenceAttachmentRecord& attachment : present) {
    if (attachment.criterion == request.attachment().criterion()) {
      return base::AlreadyExists(attachment.name);
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Changed<v1::EvidenceAttachment>> Attach(const Dependencies& dependencies,
                                                       storage::Writer& writer, const Call& call,
                                                       const Kept& present,
                                                       const v1::AttachEvidenceRequest& request) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(OpenDraft draft, GetOpenDraft(writer, scope, request.parent(), ""));
  ASSIGN_OR_RETURN(
      const storage::EvidenceRecord evidence,
      storage::Get<storage::EvidenceRecord>(writer, scope, request.attachment().evidence()));
  RETURN_IF_ERROR(CheckNotRemoved(evidence));
  RETURN_IF_ERROR(CheckNotAttached(writer, scope, request));
  RETURN_IF_ERROR(CheckRoom(present, dependencies.limits.attachments, "TOO_MANY_ATTACHMENTS",
                            request.parent(), "attachments of evidence",
                            "Attach what shows several things once"));
  storage::EvidenceAttachmentRecord attachment;
  attachment.name =
      absl::StrCat(draft.assessment.name, "/evidenceAttachments/t", dependencies.ids->New());
  attachment.owner = draft.owner;
  attachment.assessment = draft.assessment.name;
  attachment.evidence = evidence.name;
  attachment.criterion = request.attachment().criterion();
  attachment.fresh_months = request.attachment().fresh_months();
  attachment.created_by = call.caller.id();
  RETURN_IF_ERROR(storage::Create(writer, scope, attachment));
  StampCreated(writer, &attachment.stamp);
  return Changed<v1::EvidenceAttachment>{
      ToMessage(attachment, evidence, draft.assessment.period_end), std::move(draft.owner)};
}

}  // namespace

absl::StatusOr<v1::EvidenceAttachment> AttachEvidence(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::AttachEvidenceRequest& request) {
  RETURN_IF_ERROR(Check(request));
  std::optional<v1::EvidenceAttachment> replay;
  std::string revision;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(replay, FindReplay<v1::EvidenceAttachment>(reader, call, request));
    if (replay.has_value()) return absl::OkStatus();
    ASSIGN_OR_RETURN(storage::AssessmentRecord assessment,
                     reader.GetAssessment(auth::Scope(call.caller), request.parent()));
    revision = std::move(assessment.revision);
    return absl::OkStatus();
  }));
  if (replay.has_value()) return *std::move(replay);
  RETURN_IF_ERROR(CheckCriterion(dependencies, call, revision, request.attachment().criterion()));
  ASSIGN_OR_RETURN(const Kept present, CountKept<storage::EvidenceAttachmentRecord>(
                                           dependencies, call.caller, request.parent()));
  bool made = false;
  auto attached =
      MakeChange<v1::EvidenceAttachment>(dependencies, call, request, [&](storage::Writer& writer) {
        made = true;
        return Attach(dependencies, writer, call, present, request);
      });
  if (attached.ok() && made) {
    AddToKept<storage::EvidenceAttachmentRecord>(dependencies, call.caller, request.parent(),
                                                 {1, 0});
  }
  return attached;
}

}  // namespace continuum::operations
