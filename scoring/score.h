// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_SCORE_H_
#define CONTINUUM_SCORING_SCORE_H_

#include "absl/status/statusor.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "scoring/compiled_rubric.h"

namespace continuum::scoring {

struct ScoreOptions {
  // Whether the scorecard explains itself: the fields marked "Explanation." in scorecard.proto are
  // set.
  bool explain = true;
};

// Scores answers. A pure function: the same rubric, answers (in any order) and context give the
// same bytes when serialized deterministically. Safe from any thread.
//
// The source of answers that state none is the program's consensus.
//
// Errors:
// * INVALID_ARGUMENT: an answer has a problem (CheckAnswers words all of them; this names the
//   first), or the as-of date is not a day.
// * OUT_OF_RANGE: a result has more than kMaxResultLength characters.
absl::StatusOr<v1::Scorecard> Score(const CompiledRubric& rubric, const v1::AnswerSet& answers,
                                    const v1::ScoringContext& context, const ScoreOptions& options);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_SCORE_H_
