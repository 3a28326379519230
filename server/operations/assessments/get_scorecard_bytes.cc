// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments.h"

#include <string>
#include <utility>

#include "scoring/masking.h"
#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/score_answer_set.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<std::string> GetScorecardBytes(const Dependencies& dependencies, const Call& call,
                                              const v1::GetScorecardRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kScorecard, "name", request.name());
  CheckReadTime(ReadTimeOf(request), dependencies.clock->Now(), checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  const absl::string_view name = ParentOf(Resource::kScorecard, request.name());
  storage::AssessmentRecord assessment;
  v1::AnswerSet answers;
  std::string stored;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const storage::Sequence as_of, ResolveReadTime(reader, ReadTimeOf(request)));
    ASSIGN_OR_RETURN(assessment, reader.GetAssessment(scope, name, as_of));
    RETURN_IF_ERROR(CheckMaySee(call, assessment));
    if (assessment.state == storage::AssessmentState::kCompleted) {
      ASSIGN_OR_RETURN(storage::ScorecardRecord scorecard,
                       reader.GetScorecard(scope, name, kConsensus, as_of));
      stored = std::move(scorecard.content);
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(answers, ReadAnswers(reader, scope, name, as_of));
    return absl::OkStatus();
  }));
  const bool completed = assessment.state == storage::AssessmentState::kCompleted;
  const bool show = call.MayShowSmallCounts(request.show_small_counts());
  if (completed && show) return stored;
  ASSIGN_OR_RETURN(const RubricCache::Compiled rubric,
                   LoadRevision(dependencies, scope, assessment.revision));
  const bool mask = !show && scoring::HasMeasures(rubric->definition());
  if (completed && !mask) return stored;
  v1::Scorecard scorecard;
  if (completed) {
    ASSIGN_OR_RETURN(scorecard, ParseStoredScorecard(assessment.name, stored));
  } else {
    ASSIGN_OR_RETURN(scorecard,
                     ScoreAnswerSet(*rubric, answers, assessment.period_end, /*explain=*/true));
  }
  if (mask) scoring::MaskSmallCounts(rubric->definition(), &scorecard);
  return scorecard.SerializeAsString();
}

}  // namespace continuum::operations
