// SPDX-License-Identifier: Apache-2.0
//
// What becomes of answers on their way to a scorecard: plain data that points into the rubric and
// the answers, and must not outlive them.

#ifndef CONTINUUM_SCORING_EVALUATION_H_
#define CONTINUUM_SCORING_EVALUATION_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "scoring/compiled_rubric.h"

namespace continuum::scoring {

// What is known of an activity or a factor: any of these bits.
using PartMarks = uint8_t;
inline constexpr PartMarks kPartAnswered = 1;  // the answer names it
inline constexpr PartMarks kPartDone = 2;      // it is done, and counts
inline constexpr PartMarks kPartCovered = 4;   // another that is done, and counts, covers it
inline constexpr PartMarks kPartCounts = kPartDone | kPartCovered;

struct CriterionOutcome {
  v1::AnswerState state = v1::ANSWER_STATE_ABSENT;
  // Not null exactly when state is ANSWER_STATE_VALUE.
  const Number* value = nullptr;
  // Null when there is none.
  const v1::Answer* answer = nullptr;
  // Staircases: the stage where it stands; -1 below the first, and without a value.
  int stage = -1;
  // Ratings: the chosen option; -1 when there is none.
  int option = -1;
  // As CriterionResult.done.
  int done = 0;
  // What the answer lacks of what the chosen option requires; then state is ANSWER_STATE_ABSENT.
  ProofSet lacking;
};

struct RollupOutcome {
  v1::RollupState state = v1::ROLLUP_STATE_NO_VALUE;
  Exact value = Exact();
  // Why there is no value, and how many terms remained.
  v1::Reason::Code reason = v1::Reason::CODE_UNSPECIFIED;
  int remaining_terms = 0;
};

struct Evaluation {
  std::vector<CriterionOutcome> criteria;  // as CompiledRubric::criteria
  std::vector<PartMarks> parts;            // as CompiledCriterion::first_part says
  std::vector<RollupOutcome> rollups;      // as CompiledRubric::rollups

  absl::Span<const PartMarks> PartsOf(const CompiledCriterion& criterion) const {
    return absl::MakeConstSpan(parts).subspan(static_cast<std::size_t>(criterion.first_part),
                                              static_cast<std::size_t>(criterion.possible));
  }
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_EVALUATION_H_
