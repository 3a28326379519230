// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_NEXT_LEVEL_H_
#define CONTINUUM_SCORING_NEXT_LEVEL_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "scoring/compiled_rubric.h"

namespace continuum::scoring {

// What stands between answers and a level of a ladder: the named one, or, where `level` is empty,
// the lowest above the highest reached. See NextLevel in scorecard.proto. A pure function; safe
// from any thread.
//
// Errors:
// * INVALID_ARGUMENT: as Score (scoring/score.h).
// * NOT_FOUND: the rubric has no such ladder, or the ladder no such level.
// * OUT_OF_RANGE: a result has more than kMaxResultLength characters, or the rubric is so entangled
//   that working out all gains takes over kMaxGainTerms terms.
absl::StatusOr<v1::NextLevel> FindNextLevel(const CompiledRubric& rubric,
                                            const v1::AnswerSet& answers,
                                            const v1::ScoringContext& context,
                                            absl::string_view ladder, absl::string_view level);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_NEXT_LEVEL_H_
