// SPDX-License-Identifier: Apache-2.0
//
// Scoring, with errors as the API words them. Pure functions.

#ifndef CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_SCORE_ANSWER_SET_H_
#define CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_SCORE_ANSWER_SET_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "scoring/compiled_rubric.h"

namespace continuum::operations {

// An error of the scoring engine, which knows no reasons, as the API words it. OUT_OF_RANGE becomes
// NUMBER_TOO_LONG: a result has more digits than the API carries. Others stay as they are.
absl::Status WordScoringError(const absl::Status& status);

// INVALID_ARGUMENT, ANSWERS_INVALID if an answer is wrong, with all that is wrong; the paths of
// fields begin with `prefix`.
absl::Status CheckGivenAnswers(const scoring::CompiledRubric& rubric, const v1::AnswerSet& answers,
                               absl::string_view prefix);

// The scorecard of answers without problems, for a day that was checked. OUT_OF_RANGE,
// NUMBER_TOO_LONG.
absl::StatusOr<v1::Scorecard> ScoreAnswerSet(const scoring::CompiledRubric& rubric,
                                             const v1::AnswerSet& answers,
                                             absl::string_view as_of_date, bool explain);

// A stored scorecard of this assessment. DATA_LOSS: the bytes are none.
absl::StatusOr<v1::Scorecard> ParseStoredScorecard(absl::string_view assessment,
                                                   absl::string_view content);

// What it takes to reach a level, likewise; an empty `level` is the lowest not reached. Ladder
// and level must be the rubric's.
absl::StatusOr<v1::NextLevel> FindNextLevelOf(const scoring::CompiledRubric& rubric,
                                              const v1::AnswerSet& answers,
                                              absl::string_view as_of_date,
                                              absl::string_view ladder, absl::string_view level);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_SCORE_ANSWER_SET_H_
