// SPDX-License-Identifier: Apache-2.0

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "scoring/crosswalk/check_crosswalk.h"
#include "scoring/crosswalk/parse_crosswalk.h"
#include "scoring/crosswalk/propose.h"
#include "scoring/limits.h"
#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/proposals.h"
#include "server/operations/assessments/score_answer_set.h"
#include "server/operations/common/change.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/crosswalks.h"
#include "server/operations/inline_rubrics.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

constexpr absl::Duration kRetryDelay = absl::Seconds(1);
constexpr absl::string_view kText = "crosswalk_text";

absl::Status CheckForm(const v1::PrefillAssessmentRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kConsensus, "name", request.name());
  checks.NameOf(Resource::kAssessment, "source", request.source());
  const std::string& text = request.crosswalk_text();
  if (text.empty()) {
    checks.Wrong(kText, "", "a crosswalk in protobuf's text format");
  } else if (text.size() > scoring::kMaxInlineRubricBytes) {
    checks.Wrong(kText, text,
                 absl::StrCat("at most ", scoring::kMaxInlineRubricBytes, " bytes; these are ",
                              text.size()));
  }
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  CheckSameProgram(ParentOf(Resource::kConsensus, request.name()), request.source(), checks);
  return checks.Result();
}

// What proposals are made from, as it was at one moment; or the first answer to this request, if it
// had one at that moment.
struct Material {
  std::optional<v1::PrefillAssessmentResponse> replay;
  std::string source_revision;
  std::string target_revision;
  v1::AnswerSet answers;
  v1::Scorecard scorecard;
};

absl::Status ReadSource(const storage::Reader& reader, const auth::Scope& scope,
                        absl::string_view name, Material& material) {
  ASSIGN_OR_RETURN(storage::AssessmentRecord source, GetSource(reader, scope, name));
  material.source_revision = std::move(source.revision);
  ASSIGN_OR_RETURN(material.answers, ReadAnswersToCopy(reader, scope, name));
  ASSIGN_OR_RETURN(const storage::ScorecardRecord scorecard,
                   reader.GetScorecard(scope, name, kConsensus));
  ASSIGN_OR_RETURN(material.scorecard, ParseStoredScorecard(name, scorecard.content));
  return absl::OkStatus();
}

absl::StatusOr<Material> Read(const Dependencies& dependencies, const Call& call,
                              const v1::PrefillAssessmentRequest& request) {
  const auth::Scope scope(call.caller);
  Material material;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(material.replay,
                     FindReplay<v1::PrefillAssessmentResponse>(reader, call, request));
    if (material.replay.has_value()) return absl::OkStatus();
    ASSIGN_OR_RETURN(OpenDraft draft,
                     GetOpenDraft(reader, scope, ParentOf(Resource::kConsensus, request.name()),
                                  request.etag()));
    material.target_revision = std::move(draft.assessment.revision);
    return ReadSource(reader, scope, request.source(), material);
  }));
  return material;
}

// CROSSWALK_INVALID: the text has problems, or leads elsewhere.
absl::StatusOr<v1::CrosswalkDefinition> CheckCrosswalkText(absl::string_view text,
                                                           const v1::RubricDefinition& from,
                                                           const v1::RubricDefinition& to) {
  const scoring::ParsedCrosswalk parsed = scoring::ParseCrosswalk(text);
  std::vector<base::FieldViolation> violations;
  for (const v1::RubricProblem& problem : scoring::CheckCrosswalk(parsed, &from, &to)) {
    violations.push_back(
        {std::string(kText), absl::StrCat("line ", problem.line(), ", column ", problem.column(),
                                          ": ", problem.message())});
  }
  if (violations.empty() && !parsed.definition().has_from()) {
    violations.push_back({std::string(kText),
                          "its left side is a contract, which has no answers; want a crosswalk "
                          "between two rubrics"});
  }
  if (!violations.empty()) return base::InvalidFields(violations, "CROSSWALK_INVALID");
  return parsed.definition();
}

// What the crosswalk proposes and SaveAnswers would take.
absl::StatusOr<std::vector<v1::ProposedAnswer>> Propose(const Dependencies& dependencies,
                                                        const Call& call,
                                                        const v1::PrefillAssessmentRequest& request,
                                                        const Material& material) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(const RubricCache::Compiled from,
                   LoadRevision(dependencies, scope, material.source_revision));
  ASSIGN_OR_RETURN(const RubricCache::Compiled to,
                   LoadRevision(dependencies, scope, material.target_revision));
  const auto turn = dependencies.inline_rubrics->TryTake();
  if (turn == nullptr) {
    return base::ResourceExhausted(
        "SERVER_BUSY", "too many texts that came with a request are being read; try again",
        kRetryDelay);
  }
  ASSIGN_OR_RETURN(
      const v1::CrosswalkDefinition crosswalk,
      CheckCrosswalkText(request.crosswalk_text(), from->definition(), to->definition()));
  std::vector<v1::ProposedAnswer> sound;
  for (v1::ProposedAnswer& proposal : scoring::Propose(
           crosswalk, {from->definition(), material.answers, material.scorecard, request.source()},
           to->definition())) {
    if (IsSound(*to, proposal.answer())) sound.push_back(std::move(proposal));
  }
  return sound;
}

absl::StatusOr<Changed<v1::PrefillAssessmentResponse>> Save(
    storage::Writer& writer, const auth::Scope& scope, const v1::PrefillAssessmentRequest& request,
    absl::string_view revision, const std::vector<v1::ProposedAnswer>& proposals) {
  const absl::string_view name = ParentOf(Resource::kConsensus, request.name());
  ASSIGN_OR_RETURN(OpenDraft draft, GetOpenDraft(writer, scope, name, request.etag()));
  if (draft.assessment.revision != revision) {
    return absl::InternalError(absl::StrCat(name, " follows another revision than it did"));
  }
  v1::PrefillAssessmentResponse response;
  for (const v1::ProposedAnswer& proposal : proposals) {
    ASSIGN_OR_RETURN(const bool saved, SaveProposal(writer, scope, name, proposal.answer()));
    if (saved) {
      *response.add_proposals() = proposal;
    } else {
      response.add_kept_criteria(proposal.answer().criterion());
    }
  }
  if (!response.proposals().empty()) {
    RETURN_IF_ERROR(UpdateDraft(writer, scope, draft.assessment));
  }
  *response.mutable_assessment() = ToMessage(draft.assessment);
  return Changed<v1::PrefillAssessmentResponse>{std::move(response), std::move(draft.owner)};
}

}  // namespace

absl::StatusOr<v1::PrefillAssessmentResponse> PrefillAssessment(
    const Dependencies& dependencies, const Call& call,
    const v1::PrefillAssessmentRequest& request) {
  RETURN_IF_ERROR(CheckForm(request));
  ASSIGN_OR_RETURN(Material material, Read(dependencies, call, request));
  if (material.replay.has_value()) return *std::move(material.replay);
  ASSIGN_OR_RETURN(const std::vector<v1::ProposedAnswer> proposals,
                   Propose(dependencies, call, request, material));
  const auth::Scope scope(call.caller);
  return MakeChange<v1::PrefillAssessmentResponse>(
      dependencies, call, request, [&](storage::Writer& writer) {
        return Save(writer, scope, request, material.target_revision, proposals);
      });
}

}  // namespace continuum::operations
