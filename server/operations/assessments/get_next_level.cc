// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scoring/masking.h"
#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/score_answer_set.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// The ladder asked for (the first, if none is named), or null; and what is wrong, if it is.
const v1::Ladder* FindLadder(const v1::RubricDefinition& rubric,
                             const v1::GetNextLevelRequest& request, FieldChecks& checks) {
  std::vector<std::string> ids;
  for (const v1::Ladder& ladder : rubric.ladders()) {
    if (request.ladder().empty() || ladder.id() == request.ladder()) return &ladder;
    ids.push_back(ladder.id());
  }
  checks.Wrong("ladder", request.ladder(),
               ids.empty() ? std::string("a rubric that has ladders; this one has none")
                           : absl::StrCat("a ladder of the rubric: ", absl::StrJoin(ids, ", ")));
  return nullptr;
}

void CheckLevel(const v1::Ladder& ladder, absl::string_view level, FieldChecks& checks) {
  std::vector<std::string> ids;
  for (const v1::Level& known : ladder.levels()) {
    if (level.empty() || level == known.id()) return;
    ids.push_back(known.id());
  }
  checks.Wrong("level", level,
               absl::StrCat("a level of the ladder ", ladder.id(), ": ", absl::StrJoin(ids, ", ")));
}

}  // namespace

absl::StatusOr<v1::NextLevel> GetNextLevel(const Dependencies& dependencies, const Call& call,
                                           const v1::GetNextLevelRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "name", request.name());
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  storage::AssessmentRecord assessment;
  v1::AnswerSet answers;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(assessment, reader.GetAssessment(scope, request.name()));
    ASSIGN_OR_RETURN(answers, ReadAnswers(reader, scope, request.name()));
    return absl::OkStatus();
  }));
  ASSIGN_OR_RETURN(const RubricCache::Compiled rubric,
                   LoadRevision(dependencies, scope, assessment.revision));
  const v1::Ladder* ladder = FindLadder(rubric->definition(), request, checks);
  if (ladder != nullptr) CheckLevel(*ladder, request.level(), checks);
  RETURN_IF_ERROR(checks.Result());
  ASSIGN_OR_RETURN(v1::NextLevel next, FindNextLevelOf(*rubric, answers, assessment.period_end,
                                                       ladder->id(), request.level()));
  if (request.show_small_counts() || !scoring::HasMeasures(rubric->definition())) return next;
  ASSIGN_OR_RETURN(v1::Scorecard scorecard,
                   ScoreAnswerSet(*rubric, answers, assessment.period_end, /*explain=*/false));
  scoring::MaskSmallCounts(rubric->definition(), &scorecard);
  scoring::MaskNextLevel(scorecard, &next);
  return next;
}

}  // namespace continuum::operations
