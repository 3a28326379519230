// SPDX-License-Identifier: Apache-2.0

#include "scoring/check_answers.h"

#include "scoring/evaluation.h"
#include "scoring/read_answers.h"

namespace continuum::scoring {

std::vector<v1::AnswerProblem> CheckAnswers(const CompiledRubric& rubric,
                                            const v1::AnswerSet& answers) {
  // Which activities count depends on the day; whether they are answered properly does not.
  constexpr ScoringDay kAnyDay;
  Evaluation evaluation;
  std::vector<v1::AnswerProblem> problems;
  ReadAnswers(rubric, answers, kAnyDay, &evaluation, &problems);
  return problems;
}

}  // namespace continuum::scoring
