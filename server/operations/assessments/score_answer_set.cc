// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments/score_answer_set.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/check_answers.h"
#include "scoring/next_level.h"
#include "scoring/score.h"
#include "server/base/errors.h"

namespace continuum::operations {
namespace {

v1::ScoringContext ContextOf(absl::string_view as_of_date) {
  v1::ScoringContext context;
  context.set_as_of_date(std::string(as_of_date));
  return context;
}

}  // namespace

absl::Status WordScoringError(const absl::Status& status) {
  if (!absl::IsOutOfRange(status)) return status;
  return base::MakeError(absl::StatusCode::kOutOfRange, "NUMBER_TOO_LONG", status.message());
}

absl::Status CheckGivenAnswers(const scoring::CompiledRubric& rubric, const v1::AnswerSet& answers,
                               absl::string_view prefix) {
  std::vector<base::FieldViolation> violations;
  for (const v1::AnswerProblem& problem : scoring::CheckAnswers(rubric, answers)) {
    violations.push_back({absl::StrCat(prefix, problem.field()), problem.message()});
  }
  return violations.empty() ? absl::OkStatus() : base::InvalidFields(violations, "ANSWERS_INVALID");
}

absl::StatusOr<v1::Scorecard> ScoreAnswerSet(const scoring::CompiledRubric& rubric,
                                             const v1::AnswerSet& answers,
                                             absl::string_view as_of_date, bool explain) {
  auto scorecard = scoring::Score(rubric, answers, ContextOf(as_of_date), {.explain = explain});
  if (!scorecard.ok()) return WordScoringError(scorecard.status());
  return scorecard;
}

absl::StatusOr<v1::Scorecard> ParseStoredScorecard(absl::string_view assessment,
                                                   absl::string_view content) {
  v1::Scorecard scorecard;
  if (scorecard.ParseFromArray(content.data(), static_cast<int>(content.size()))) return scorecard;
  return absl::DataLossError(absl::StrCat("the scorecard of ", assessment, " cannot be read"));
}

absl::StatusOr<v1::NextLevel> FindNextLevelOf(const scoring::CompiledRubric& rubric,
                                              const v1::AnswerSet& answers,
                                              absl::string_view as_of_date,
                                              absl::string_view ladder, absl::string_view level) {
  auto next = scoring::FindNextLevel(rubric, answers, ContextOf(as_of_date), ladder, level);
  if (!next.ok()) return WordScoringError(next.status());
  return next;
}

}  // namespace continuum::operations
