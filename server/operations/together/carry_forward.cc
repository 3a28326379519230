// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/proposals.h"
#include "server/operations/common/change.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/room.h"
#include "server/operations/evidence/copy_attachments.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/operations/together.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

absl::Status CheckForm(const v1::CarryForwardRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "name", request.name());
  checks.NameOf(Resource::kAssessment, "source", request.source());
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  CheckSameProgram(request.name(), request.source(), checks);
  return checks.Result();
}

// What is carried, as it was at one moment; or the first answer to this request, if it had one at
// that moment.
struct Material {
  std::optional<v1::CarryForwardResponse> replay;
  std::string source_revision;
  std::string target_revision;
  v1::AnswerSet answers;
};

absl::StatusOr<Material> Read(const Dependencies& dependencies, const Call& call,
                              const v1::CarryForwardRequest& request) {
  const auth::Scope scope(call.caller);
  Material material;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(material.replay, FindReplay<v1::CarryForwardResponse>(reader, call, request));
    if (material.replay.has_value()) return absl::OkStatus();
    ASSIGN_OR_RETURN(OpenDraft draft, GetOpenDraft(reader, scope, request.name(), request.etag()));
    material.target_revision = std::move(draft.assessment.revision);
    ASSIGN_OR_RETURN(storage::AssessmentRecord source, GetSource(reader, scope, request.source()));
    material.source_revision = std::move(source.revision);
    ASSIGN_OR_RETURN(material.answers, ReadAnswersToCopy(reader, scope, request.source()));
    return absl::OkStatus();
  }));
  return material;
}

// What is proposed, and what has to be counted anew.
struct Carried {
  std::vector<v1::Answer> answers;
  std::vector<std::string> measures;
};

// Nothing is attested until somebody confirms it; where it comes from is said in words as well, for
// those who read the answers elsewhere.
v1::Answer ToProposal(v1::Answer answer, const std::string& source) {
  answer.set_unconfirmed(true);
  answer.clear_attested();
  answer.clear_origin();
  v1::Origin& origin = *answer.mutable_origin();
  origin.set_assessment(source);
  origin.add_criteria(answer.criterion());
  origin.set_explanation("Carried forward as it was answered there.");
  return answer;
}

absl::StatusOr<Carried> Carry(const Dependencies& dependencies, const Call& call,
                              const v1::CarryForwardRequest& request, const Material& material) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(const RubricCache::Compiled from,
                   LoadRevision(dependencies, scope, material.source_revision));
  ASSIGN_OR_RETURN(const RubricCache::Compiled to,
                   LoadRevision(dependencies, scope, material.target_revision));
  if (from->measurement_digest() != to->measurement_digest()) {
    return base::FailedPrecondition(
        "MEASUREMENT_DIFFERS", request.source(),
        absl::StrCat("it follows ", material.source_revision,
                     ", which does not measure the same as ", material.target_revision,
                     "; want a crosswalk between the two"));
  }
  Carried carried;
  for (const v1::Answer& answer : material.answers.answers()) {
    if (answer.unconfirmed()) continue;  // nobody stood by it there
    if (answer.has_measure()) {
      carried.measures.push_back(answer.criterion());
      continue;
    }
    v1::Answer proposal = ToProposal(answer, request.source());
    if (IsSound(*to, proposal)) carried.answers.push_back(std::move(proposal));
  }
  return carried;
}

absl::StatusOr<Changed<v1::CarryForwardResponse>> Save(const Dependencies& dependencies,
                                                       storage::Writer& writer, const Call& call,
                                                       const v1::CarryForwardRequest& request,
                                                       const Carried& carried, int64_t* attached) {
  *attached = 0;
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(OpenDraft draft, GetOpenDraft(writer, scope, request.name(), request.etag()));
  v1::CarryForwardResponse response;
  for (const v1::Answer& answer : carried.answers) {
    ASSIGN_OR_RETURN(const bool saved, SaveProposal(writer, scope, request.name(), answer));
    (saved ? response.mutable_carried_criteria() : response.mutable_kept_criteria())
        ->Add(std::string(answer.criterion()));
  }
  for (const std::string& measure : carried.measures) response.add_measured_criteria(measure);
  if (!response.carried_criteria().empty()) {
    const std::set<absl::string_view> criteria(response.carried_criteria().begin(),
                                               response.carried_criteria().end());
    ASSIGN_OR_RETURN(*attached,
                     CopyAttachments(dependencies, writer, call, request.source(), request.name(),
                                     [&criteria](absl::string_view criterion) {
                                       return criteria.count(criterion) > 0;
                                     }));
    RETURN_IF_ERROR(UpdateDraft(writer, scope, draft.assessment));
  }
  *response.mutable_assessment() = ToMessage(draft.assessment);
  return Changed<v1::CarryForwardResponse>{std::move(response), std::move(draft.owner)};
}

}  // namespace

absl::StatusOr<v1::CarryForwardResponse> CarryForward(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::CarryForwardRequest& request) {
  RETURN_IF_ERROR(CheckForm(request));
  ASSIGN_OR_RETURN(Material material, Read(dependencies, call, request));
  if (material.replay.has_value()) return *std::move(material.replay);
  ASSIGN_OR_RETURN(const Carried carried, Carry(dependencies, call, request, material));
  int64_t attached = 0;
  auto response = MakeChange<v1::CarryForwardResponse>(
      dependencies, call, request, [&](storage::Writer& writer) {
        return Save(dependencies, writer, call, request, carried, &attached);
      });
  if (response.ok()) {
    AddToKept<storage::EvidenceAttachmentRecord>(dependencies, request.name(), {attached, 0});
  }
  return response;
}

}  // namespace continuum::operations
