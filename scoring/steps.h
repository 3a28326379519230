// SPDX-License-Identifier: Apache-2.0
//
// What a program can do to raise a criterion.

#ifndef CONTINUUM_SCORING_STEPS_H_
#define CONTINUUM_SCORING_STEPS_H_

#include <optional>

#include "continuum/v1/scorecard.pb.h"
#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"
#include "scoring/exact.h"

namespace continuum::scoring {

// What a step has to reach.
struct StepGoal {
  // The value must exceed this (`above`) or be at least this.
  Exact value;
  bool above = true;
  // Staircases: where this is not -1, the stage must be at least this, and the value does not
  // matter.
  int stage = -1;

  bool ReachedBy(const Exact& candidate) const {
    return above ? candidate > value : candidate >= value;
  }
};

// A step, and the criterion's outcome once it is taken.
struct PlannedStep {
  // Complete but for `gain`, which depends on what the step is listed for, and for the texts of
  // values, which are those of the rubric's own numbers.
  v1::Step step;
  CriterionOutcome then;
};

// The smallest step by which a criterion reaches a goal that it has not reached; nothing when there
// is none. A criterion that is not applicable or not asked has none. "Smallest" is the lowest stage
// or option that will do; for factors, the row for which the fewest factors have to be added, the
// first of these.
std::optional<PlannedStep> PlanStep(const CompiledCriterion& criterion,
                                    const CriterionOutcome& outcome,
                                    absl::Span<const PartMarks> parts, const StepGoal& goal);

// The goal of exceeding the value that a criterion has; one without a value counts as 0.
StepGoal BeyondNow(const CriterionOutcome& outcome);

// What a criterion's value gains when a step is taken; a missing value now counts as 0.
Exact GainOf(const CriterionOutcome& now, const CriterionOutcome& then);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_STEPS_H_
