// SPDX-License-Identifier: Apache-2.0
//
// What becomes of answers on their way to a scorecard: plain data that points into the rubric and
// the answers, and must not outlive them.

#ifndef CONTINUUM_SCORING_EVALUATION_H_
#define CONTINUUM_SCORING_EVALUATION_H_

#include <cstdint>
#include <optional>
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

// What is known of an input.
struct InputOutcome {
  // Null when nothing is stated, and for what is computed.
  const v1::Answer* answer = nullptr;
  bool has_value = false;
  // Numbers, stated or computed; of days the number of ParseDay.
  Exact number = Exact();
  // Choices: the options, ascending.
  std::vector<int> options = {};
  // Recognitions: what is stated; null when nothing is.
  const v1::HeldRecognition* recognition = nullptr;
  int level = -1;  // recognitions: -1 when none is named
};

// What was counted of everyone (-1) or of a segment.
struct CountedSegment {
  int segment = -1;
  Exact numerator = Exact();
  int64_t denominator = 0;
};

// What quantities, measures and milestones know besides their outcome.
struct CountedOutcome {
  // The value, where it is not one of the rubric's own numbers.
  Number value;
  // Quantities: the number.
  std::optional<Exact> number;
  // Measures: everyone first, where known, then by segment; each once.
  std::vector<CountedSegment> segments;
  // Milestones: which are dated so that they count.
  std::optional<int64_t> first_day;
  std::optional<int64_t> last_day;
  v1::PhaseState phase = v1::PHASE_STATE_UNSPECIFIED;
  // Milestones: the day to which an unfinished phase is counted.
  std::optional<int64_t> counted_to;
};

struct CriterionOutcome {
  v1::AnswerState state = v1::ANSWER_STATE_ABSENT;
  // Not null exactly when state is ANSWER_STATE_VALUE.
  const Number* value = nullptr;
  // Null when there is none.
  const v1::Answer* answer = nullptr;
  // It is not asked: then no answer counts, and state and value are what the rubric says.
  bool not_asked = false;
  // Milestones: the program has ceased, so that nothing more can be done.
  bool closed = false;
  // Staircases: the stage where it stands; -1 below the first, and without a value. Milestones: the
  // phase when one of its activities is done; otherwise -1.
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
  // Cases: which is so; -1 when none is.
  int chosen_case = -1;
  // Days: what they are counted to, where that is not the last date.
  std::optional<int64_t> censored_day;
};

// Points into its own vectors: it may be moved. A copy points into the original, which must outlive
// it.
struct Evaluation {
  int64_t as_of_day = 0;                   // as ParseDay counts
  std::vector<InputOutcome> inputs;        // as CompiledRubric::inputs
  std::vector<CriterionOutcome> criteria;  // as CompiledRubric::criteria; may point into `counted`
  std::vector<CountedOutcome> counted;     // as CompiledCriterion::counted says
  std::vector<PartMarks> parts;            // as CompiledCriterion::first_part says
  std::vector<RollupOutcome> rollups;      // as CompiledRubric::rollups

  // What was counted for a criterion that counts.
  const CountedOutcome& CountedOf(const CompiledCriterion& criterion) const {
    return counted[static_cast<std::size_t>(criterion.counted)];
  }

  absl::Span<const PartMarks> PartsOf(const CompiledCriterion& criterion) const {
    return absl::MakeConstSpan(parts).subspan(static_cast<std::size_t>(criterion.first_part),
                                              static_cast<std::size_t>(criterion.possible));
  }
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_EVALUATION_H_
