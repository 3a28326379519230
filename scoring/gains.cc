// SPDX-License-Identifier: Apache-2.0

#include "scoring/gains.h"

#include <algorithm>
#include <utility>

#include "scoring/evaluate.h"
#include "scoring/limits.h"

namespace continuum::scoring {

Gains::Gains(const CompiledRubric& rubric, const Evaluation& evaluation)
    : rubric_(rubric),
      evaluation_(evaluation),
      gains_(rubric.rollups().size()),
      terms_left_(kMaxGainTerms) {
  plans_.reserve(rubric.criteria().size());
  for (std::size_t i = 0; i < rubric.criteria().size(); ++i) {
    const CompiledCriterion& criterion = rubric.criteria()[i];
    const CriterionOutcome& outcome = evaluation_.criteria[i];
    plans_.push_back(
        PlanStep(criterion, outcome, evaluation_.PartsOf(criterion), BeyondNow(outcome)));
  }
}

const std::vector<Gains::Gain>& Gains::OfRollup(int rollup) {
  std::optional<std::vector<Gain>>& known = gains_[static_cast<std::size_t>(rollup)];
  if (known.has_value()) return *known;
  known.emplace();
  std::vector<int> rollups;
  std::vector<int> criteria;
  CollectBelow(rollup, &rollups, &criteria);
  for (const int criterion : criteria) {
    const std::optional<PlannedStep>& plan = plans_[static_cast<std::size_t>(criterion)];
    if (!plan.has_value()) continue;
    const Exact gain = GainOfStep(rollup, rollups, criterion);
    if (exhausted()) {
      known->clear();
      break;
    }
    known->push_back({.plan = &*plan, .gain = gain});
  }
  return *known;
}

// Everything under a rollup and the rollup itself: rollups in the order in which they are computed,
// criteria in reading order.
void Gains::CollectBelow(int rollup, std::vector<int>* rollups, std::vector<int>* criteria) const {
  std::vector<bool> rollup_below(rubric_.rollups().size(), false);
  std::vector<bool> criterion_below(rubric_.criteria().size(), false);
  rollup_below[static_cast<std::size_t>(rollup)] = true;
  const std::vector<int>& order = rubric_.rollup_order();
  for (auto next = order.rbegin(); next != order.rend(); ++next) {
    if (!rollup_below[static_cast<std::size_t>(*next)]) continue;
    rollups->push_back(*next);
    for (const CompiledTerm& term : rubric_.rollups()[static_cast<std::size_t>(*next)].terms) {
      (term.is_rollup ? rollup_below : criterion_below)[static_cast<std::size_t>(term.index)] =
          true;
    }
  }
  std::reverse(rollups->begin(), rollups->end());
  for (std::size_t i = 0; i < criterion_below.size(); ++i) {
    if (criterion_below[i]) criteria->push_back(static_cast<int>(i));
  }
}

// By how much a rollup's value rises when one criterion takes its next step; 0 where there is no
// value then.
Exact Gains::GainOfStep(int rollup, const std::vector<int>& rollups_below, int criterion) {
  const auto position = static_cast<std::size_t>(criterion);
  const CriterionOutcome now =
      std::exchange(evaluation_.criteria[position], plans_[position]->then);
  std::vector<std::pair<std::size_t, RollupOutcome>> changed;
  std::vector<bool> is_changed(rubric_.rollups().size(), false);
  for (const int below : rollups_below) {
    const auto index = static_cast<std::size_t>(below);
    const CompiledRollup& compiled = rubric_.rollups()[index];
    terms_left_ -= static_cast<int64_t>(compiled.terms.size());
    if (exhausted()) break;
    const bool affected =
        std::any_of(compiled.terms.begin(), compiled.terms.end(), [&](const CompiledTerm& term) {
          return term.is_rollup ? is_changed[static_cast<std::size_t>(term.index)]
                                : term.index == criterion;
        });
    if (!affected) continue;
    is_changed[index] = true;
    RollupOutcome then = EvaluateRollup(rubric_, compiled, evaluation_);
    changed.emplace_back(index, std::exchange(evaluation_.rollups[index], std::move(then)));
  }
  const auto target = static_cast<std::size_t>(rollup);
  const RollupOutcome then = evaluation_.rollups[target];
  // Back to how it was.
  evaluation_.criteria[position] = now;
  for (auto& [index, before] : changed) evaluation_.rollups[index] = std::move(before);
  if (then.state != v1::ROLLUP_STATE_VALUE) return Exact();
  const RollupOutcome& before = evaluation_.rollups[target];
  return before.state == v1::ROLLUP_STATE_VALUE ? then.value - before.value : then.value;
}

}  // namespace continuum::scoring
