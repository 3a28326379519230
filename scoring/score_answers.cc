// SPDX-License-Identifier: Apache-2.0

#include "scoring/score_answers.h"

#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/dates.h"
#include "scoring/evaluate.h"
#include "scoring/read_answers.h"

namespace continuum::scoring {

absl::StatusOr<ScoredAnswers> ScoreAnswers(const CompiledRubric& rubric,
                                           const v1::AnswerSet& answers,
                                           const v1::ScoringContext& context) {
  const std::optional<int> month = ParseMonthOfDay(context.as_of_date());
  const std::optional<int64_t> day = ParseDay(context.as_of_date());
  if (!month.has_value() || !day.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat("context.as_of_date: \"", context.as_of_date(),
                                                   "\" is not a day; write it as YYYY-MM-DD."));
  }
  ScoredAnswers scored;
  scored.as_of = {.month = *month, .day = *day};
  std::vector<v1::AnswerProblem> problems;
  ReadAnswers(rubric, answers, scored.as_of, &scored.evaluation, &problems);
  if (!problems.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(problems.front().field(), ": ", problems.front().message()));
  }
  EvaluateRollups(rubric, &scored.evaluation);
  return scored;
}

}  // namespace continuum::scoring
