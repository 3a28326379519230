// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_GAINS_H_
#define CONTINUUM_SCORING_GAINS_H_

#include <optional>
#include <vector>

#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"
#include "scoring/exact.h"
#include "scoring/steps.h"

namespace continuum::scoring {

// The next step of every criterion, and what a rollup gains by each of them, one at a time.
//
// Works on a copy of the evaluation, so one object must not be used by several threads at once.
// What it is made with must outlive it.
class Gains {
 public:
  Gains(const CompiledRubric& rubric, const Evaluation& evaluation);

  // A criterion's next step, and by how much the rollup's value rises with it (falls, when
  // negative). A value that is missing before counts as 0.
  struct Gain {
    const PlannedStep* plan = nullptr;
    Exact gain = Exact();
  };

  // The gains of all criteria under a rollup, directly or through others, that have a next step and
  // a value of the rollup afterwards; in reading order. Empty, and exhausted() from then on, when
  // that takes too much work.
  const std::vector<Gain>& OfRollup(int rollup);

  bool exhausted() const { return terms_left_ < 0; }

 private:
  void CollectBelow(int rollup, std::vector<int>* rollups, std::vector<int>* criteria) const;
  Exact GainOfStep(int rollup, const std::vector<int>& rollups_below, int criterion);

  const CompiledRubric& rubric_;
  Evaluation evaluation_;
  std::vector<std::optional<PlannedStep>> plans_;        // per criterion
  std::vector<std::optional<std::vector<Gain>>> gains_;  // per rollup, once asked for
  int64_t terms_left_;
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_GAINS_H_
