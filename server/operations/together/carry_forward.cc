// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "scoring/compiled_rubric.h"
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

// The revisions that two assessments follow for good; or the first answer to this request, if it
// had one.
struct Revisions {
  std::optional<v1::CarryForwardResponse> replay;
  std::string source;
  std::string target;
};

absl::StatusOr<Revisions> Read(const Dependencies& dependencies, const Call& call,
                               const v1::CarryForwardRequest& request) {
  const auth::Scope scope(call.caller);
  Revisions revisions;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(revisions.replay, FindReplay<v1::CarryForwardResponse>(reader, call, request));
    if (revisions.replay.has_value()) return absl::OkStatus();
    ASSIGN_OR_RETURN(OpenDraft draft, GetOpenDraft(reader, scope, request.name(), request.etag()));
    revisions.target = std::move(draft.assessment.revision);
    ASSIGN_OR_RETURN(storage::AssessmentRecord source, GetSource(reader, scope, request.source()));
    // Days in this form sort as texts.
    if (source.period_end > draft.assessment.period_end) {
      return base::InvalidField(
          "source", source.name,
          absl::StrCat("an assessment whose period ends no later than ",
                       draft.assessment.period_end, "; its own ends on ", source.period_end));
    }
    revisions.source = std::move(source.revision);
    return absl::OkStatus();
  }));
  return revisions;
}

// The rubric that is carried to. MEASUREMENT_DIFFERS unless what it measures is the same.
absl::StatusOr<RubricCache::Compiled> LoadTarget(const Dependencies& dependencies, const Call& call,
                                                 const v1::CarryForwardRequest& request,
                                                 const Revisions& revisions) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(const RubricCache::Compiled from,
                   LoadRevision(dependencies, scope, revisions.source));
  ASSIGN_OR_RETURN(RubricCache::Compiled to, LoadRevision(dependencies, scope, revisions.target));
  if (from->measurement_digest() != to->measurement_digest()) {
    return base::FailedPrecondition(
        "MEASUREMENT_DIFFERS", request.source(),
        absl::StrCat("it follows ", revisions.source, ", which does not measure the same as ",
                     revisions.target, "; want a crosswalk between the two"));
  }
  return to;
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

// Of the answers as they are in the same change: what somebody has asked to be purged since the
// revisions were read must not live on in the copy.
absl::StatusOr<Carried> Carry(const storage::Reader& reader, const auth::Scope& scope,
                              const std::string& source, const scoring::CompiledRubric& target) {
  ASSIGN_OR_RETURN(const v1::AnswerSet answers, ReadAnswersToCopy(reader, scope, source));
  Carried carried;
  for (const v1::Answer& answer : answers.answers()) {
    if (answer.unconfirmed()) continue;  // nobody stood by it there
    if (answer.has_measure()) {
      carried.measures.push_back(answer.criterion());
      continue;
    }
    v1::Answer proposal = ToProposal(answer, source);
    if (IsSound(target, proposal)) carried.answers.push_back(std::move(proposal));
  }
  return carried;
}

absl::StatusOr<Changed<v1::CarryForwardResponse>> Save(const Dependencies& dependencies,
                                                       storage::Writer& writer, const Call& call,
                                                       const v1::CarryForwardRequest& request,
                                                       const scoring::CompiledRubric& target,
                                                       int64_t* attached) {
  *attached = 0;
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(OpenDraft draft, GetOpenDraft(writer, scope, request.name(), request.etag()));
  ASSIGN_OR_RETURN(const Carried carried, Carry(writer, scope, request.source(), target));
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
  ASSIGN_OR_RETURN(Revisions revisions, Read(dependencies, call, request));
  if (revisions.replay.has_value()) return *std::move(revisions.replay);
  ASSIGN_OR_RETURN(const RubricCache::Compiled target,
                   LoadTarget(dependencies, call, request, revisions));
  int64_t attached = 0;
  auto response = MakeChange<v1::CarryForwardResponse>(
      dependencies, call, request, [&](storage::Writer& writer) {
        return Save(dependencies, writer, call, request, *target, &attached);
      });
  if (response.ok()) {
    AddToKept<storage::EvidenceAttachmentRecord>(dependencies, call.caller, request.name(),
                                                 {attached, 0});
  }
  return response;
}

}  // namespace continuum::operations
