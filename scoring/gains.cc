// SPDX-License-Identifier: Apache-2.0

#include "scoring/gains.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "scoring/evaluate.h"
#include "scoring/limits.h"
#include "scoring/operators.h"
#include "scoring/steps.h"

namespace continuum::scoring {

Gains::Gains(const CompiledRubric& rubric, const Evaluation& evaluation)
    : rubric_(rubric), evaluation_(evaluation), terms_left_(kMaxGainTerms) {}

const std::vector<Gains::Gain>& Gains::OfRollup(int rollup, bool falls) {
  const auto [place, is_new] = gains_.try_emplace({rollup, falls});
  std::vector<Gain>& gains = place->second;
  if (!is_new) return gains;
  std::vector<int> rollups;
  std::vector<int> criteria;
  CollectBelow(rollup, &rollups, &criteria);
  for (const int criterion : criteria) {
    std::optional<Gain> gain = SmallestGain(rollup, falls, rollups, criterion);
    if (exhausted()) {
      gains.clear();
      break;
    }
    if (gain.has_value()) gains.push_back(*std::move(gain));
  }
  return gains;
}

std::optional<Gains::Gain> Gains::SmallestGain(int rollup, bool falls,
                                               const std::vector<int>& rollups_below,
                                               int criterion) {
  const auto position = static_cast<std::size_t>(criterion);
  const CompiledCriterion& compiled = rubric_.criteria()[position];
  // Days depend on when an activity is done, which nobody knows beforehand.
  const bool counts_days =
      std::holds_alternative<CompiledMilestones>(compiled.form) &&
      std::any_of(rollups_below.begin(), rollups_below.end(), [&](int below) {
        return rubric_.rollups()[static_cast<std::size_t>(below)].op->needs_dates;
      });
  if (counts_days) return std::nullopt;
  StepGoal goal = BeyondNow(evaluation_.criteria[position]);
  while (true) {
    std::optional<PlannedStep> plan =
        PlanStep(compiled, evaluation_.criteria[position], evaluation_.PartsOf(compiled), goal);
    if (!plan.has_value()) return std::nullopt;
    const Exact rise = RiseOf(rollup, rollups_below, criterion, plan->then);
    if (exhausted()) return std::nullopt;
    Exact gain = falls ? -rise : rise;
    // A number that grew too large is told by whoever writes it.
    if (!gain.valid() || gain.Sign() > 0) return Gain{*std::move(plan), std::move(gain)};
    goal.value = plan->then.value->value;
  }
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

// By how much a rollup's value rises when one criterion comes out as `then`; 0 where there is no
// value then.
Exact Gains::RiseOf(int rollup, const std::vector<int>& rollups_below, int criterion,
                    const CriterionOutcome& then_outcome) {
  const auto position = static_cast<std::size_t>(criterion);
  const CriterionOutcome now = std::exchange(evaluation_.criteria[position], then_outcome);
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
