// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_SCORE_ANSWERS_H_
#define CONTINUUM_SCORING_SCORE_ANSWERS_H_

#include "absl/status/statusor.h"
#include "continuum/v1/answers.pb.h"
#include "scoring/compiled_rubric.h"
#include "scoring/dates.h"
#include "scoring/evaluation.h"

namespace continuum::scoring {

// The numbers of an answer set, before they are written into a scorecard. Points into rubric and
// answers.
struct ScoredAnswers {
  Evaluation evaluation;
  ScoringDay as_of;
};

// Reads answers and computes all rollups. Errors: INVALID_ARGUMENT, as Score (scoring/score.h).
// Pure.
absl::StatusOr<ScoredAnswers> ScoreAnswers(const CompiledRubric& rubric,
                                           const v1::AnswerSet& answers,
                                           const v1::ScoringContext& context);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_SCORE_ANSWERS_H_
