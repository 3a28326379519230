// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/score_answer_set.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// How often scoring begins again because somebody saved answers while it went on.
constexpr int kMaxAttempts = 10;

// A draft and its scorecard, as they were at one moment; or the first answer to this request, if it
// had one at that moment.
struct Scored {
  std::optional<v1::Assessment> replay;
  storage::AssessmentRecord assessment;
  storage::ScorecardRecord scorecard;
};

absl::Status CheckCompletable(const storage::Reader& reader, const auth::Scope& scope,
                              const storage::AssessmentRecord& assessment, absl::string_view etag) {
  RETURN_IF_ERROR(CheckDraft(assessment));
  RETURN_IF_ERROR(CheckProgramActive(reader, scope, assessment.program));
  return CheckEtag(assessment.name, etag, assessment.stamp);
}

storage::ScorecardRecord ToRecord(absl::string_view assessment, const v1::Scorecard& scorecard) {
  storage::ScorecardRecord record;
  record.assessment = std::string(assessment);
  record.answer_set = kConsensus;
  record.content = scorecard.SerializeAsString();
  record.measurement_digest = scorecard.digests().measurement();
  record.rubric_digest = scorecard.digests().rubric();
  record.answers_digest = scorecard.digests().answers();
  record.scoring_version = scorecard.digests().scoring_version();
  for (const v1::RollupResult& rollup : scorecard.rollups()) {
    record.numbers.push_back({rollup.rollup(), rollup.value()});
  }
  return record;
}

absl::StatusOr<Scored> ReadAndScore(const Dependencies& dependencies, const Call& call,
                                    const v1::CompleteAssessmentRequest& request) {
  const auth::Scope scope(call.caller);
  Scored scored;
  v1::AnswerSet answers;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(scored.replay, FindReplay<v1::Assessment>(reader, call, request));
    if (scored.replay.has_value()) return absl::OkStatus();
    ASSIGN_OR_RETURN(scored.assessment, reader.GetAssessment(scope, request.name()));
    RETURN_IF_ERROR(CheckCompletable(reader, scope, scored.assessment, request.etag()));
    ASSIGN_OR_RETURN(answers, ReadAnswers(reader, scope, request.name()));
    return absl::OkStatus();
  }));
  if (scored.replay.has_value()) return scored;
  ASSIGN_OR_RETURN(const RubricCache::Compiled rubric,
                   LoadRevision(dependencies, scope, scored.assessment.revision));
  ASSIGN_OR_RETURN(
      const v1::Scorecard scorecard,
      ScoreAnswerSet(*rubric, answers, scored.assessment.period_end, /*explain=*/true));
  scored.scorecard = ToRecord(request.name(), scorecard);
  return scored;
}

absl::Status TellMembers(const Dependencies& dependencies, storage::Writer& writer,
                         const Call& call, const storage::AssessmentRecord& assessment) {
  ASSIGN_OR_RETURN(const storage::ProgramRecord program,
                   writer.GetProgram(auth::Scope(call.caller), assessment.program));
  ASSIGN_OR_RETURN(const std::vector<std::string> members, MembersOf(writer, program));
  return NotifyEach(dependencies, writer, call.caller.id(), members,
                    {.kind = v1::Notification::KIND_ASSESSMENT_COMPLETED,
                     .resource = assessment.name,
                     .once = ""});
}

// Freezes the assessment with the scorecard, unless it is not what was scored any more: then
// `moved_on` is set, and the error is ABORTED, ETAG_MISMATCH.
absl::StatusOr<Changed<v1::Assessment>> Freeze(const Dependencies& dependencies,
                                               storage::Writer& writer, const Call& call,
                                               const v1::CompleteAssessmentRequest& request,
                                               const Scored& scored, bool* moved_on) {
  const auth::Scope scope(call.caller);
  *moved_on = false;
  ASSIGN_OR_RETURN(storage::AssessmentRecord assessment,
                   writer.GetAssessment(scope, request.name()));
  RETURN_IF_ERROR(CheckCompletable(writer, scope, assessment, request.etag()));
  if (assessment.stamp != scored.assessment.stamp) {
    *moved_on = true;
    return CheckEtag(assessment.name, EtagOf(scored.assessment.stamp), assessment.stamp);
  }
  assessment.state = storage::AssessmentState::kCompleted;
  assessment.complete_time = writer.time();
  RETURN_IF_ERROR(writer.CreateScorecard(scope, scored.scorecard));
  RETURN_IF_ERROR(writer.UpdateAssessment(scope, assessment));
  StampChanged(writer, &assessment.stamp);
  RETURN_IF_ERROR(TellMembers(dependencies, writer, call, assessment));
  ASSIGN_OR_RETURN(std::string owner, OwnerOfAssessment(writer, scope, assessment));
  return Changed<v1::Assessment>{ToMessage(assessment), std::move(owner)};
}

}  // namespace

absl::StatusOr<v1::Assessment> CompleteAssessment(const Dependencies& dependencies,
                                                  const Call& call,
                                                  const v1::CompleteAssessmentRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "name", request.name());
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  for (int attempt = 1;; ++attempt) {
    ASSIGN_OR_RETURN(Scored scored, ReadAndScore(dependencies, call, request));
    if (scored.replay.has_value()) return *std::move(scored.replay);
    bool moved_on = false;
    auto completed =
        MakeChange<v1::Assessment>(dependencies, call, request, [&](storage::Writer& writer) {
          return Freeze(dependencies, writer, call, request, scored, &moved_on);
        });
    if (completed.ok() || !moved_on || attempt == kMaxAttempts) return completed;
  }
}

}  // namespace continuum::operations
