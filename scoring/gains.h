// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_GAINS_H_
#define CONTINUUM_SCORING_GAINS_H_

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"
#include "scoring/exact.h"
#include "scoring/steps.h"

namespace continuum::scoring {

// What a rollup gains when one criterion takes a step: the smallest step by which it gains at all,
// which may be larger than the criterion's next step where the rollup counts from a threshold.
//
// Works on a copy of the evaluation, so one object must not be used by several threads at once.
// What it is made with must outlive it.
class Gains {
 public:
  Gains(const CompiledRubric& rubric, const Evaluation& evaluation);

  // A criterion's step, and by how much the rollup's value rises with it. A value that is missing
  // before counts as 0.
  struct Gain {
    PlannedStep plan;
    Exact gain = Exact();
  };

  // The gains of all criteria under a rollup, directly or through others, that have a step with
  // one; in reading order. `falls`: a gain is what the value falls by. Empty, and exhausted() from
  // then on, when that takes too much work.
  const std::vector<Gain>& OfRollup(int rollup, bool falls);

  bool exhausted() const { return terms_left_ < 0; }

 private:
  void CollectBelow(int rollup, std::vector<int>* rollups, std::vector<int>* criteria) const;
  // The smallest step of the criterion with a gain, if there is one.
  std::optional<Gain> SmallestGain(int rollup, bool falls, const std::vector<int>& rollups_below,
                                   int criterion);
  Exact RiseOf(int rollup, const std::vector<int>& rollups_below, int criterion,
               const CriterionOutcome& then_outcome);

  const CompiledRubric& rubric_;
  Evaluation evaluation_;
  std::map<std::pair<int, bool>, std::vector<Gain>> gains_;  // of the rollups asked for
  int64_t terms_left_;
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_GAINS_H_
