// SPDX-License-Identifier: Apache-2.0

#include "scoring/steps.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "scoring/answer_reader.h"
#include "scoring/forms/factors.h"
#include "scoring/forms/staircase.h"

namespace continuum::scoring {
namespace {

using Parts = absl::Span<const PartMarks>;

bool Covers(const CompiledStaircase& form, int activity, int other) {
  const std::vector<int>& covers = form.activities[static_cast<std::size_t>(activity)].covers;
  return std::binary_search(covers.begin(), covers.end(), other);
}

// Of the activities that are needed, those that no other one of them covers. Of activities that
// cover each other, the first.
std::vector<int> WithoutCovered(const CompiledStaircase& form, const std::vector<int>& needed) {
  std::vector<int> kept;
  for (const int activity : needed) {
    const bool covered = std::any_of(needed.begin(), needed.end(), [&](int other) {
      return other != activity && Covers(form, other, activity) &&
             (other < activity || !Covers(form, activity, other));
    });
    if (!covered) kept.push_back(activity);
  }
  return kept;
}

// The activities that do not count up to and in the cell of a stage.
std::vector<int> MissingUpTo(const CompiledStaircase& form, Parts parts, int stage) {
  std::vector<int> missing;
  for (int i = 0; i < form.cell_begin[static_cast<std::size_t>(stage) + 1]; ++i) {
    if ((parts[static_cast<std::size_t>(i)] & kPartCounts) == 0) missing.push_back(i);
  }
  return missing;
}

std::optional<PlannedStep> PlanStairs(const CompiledCriterion& criterion,
                                      const CompiledStaircase& form, Parts parts,
                                      const StepGoal& goal) {
  const int stages = static_cast<int>(form.stage_values.size());
  int target = 0;
  while (target < stages &&
         (goal.stage >= 0 ? target < goal.stage
                          : !goal.ReachedBy(ValueOfStage(criterion, form, target).value))) {
    ++target;
  }
  if (target == stages) return std::nullopt;
  PlannedStep plan;
  std::vector<PartMarks> after(parts.begin(), parts.end());
  for (const int activity : WithoutCovered(form, MissingUpTo(form, parts, target))) {
    const auto position = static_cast<std::size_t>(activity);
    plan.step.add_activities(form.activities[position].definition->id());
    after[position] |= kPartDone;
  }
  MarkCovered(form, absl::MakeSpan(after));
  // Cells above that were done already, but skipped, count from now on.
  plan.then.stage = StageOf(form, after);
  plan.then.value = &ValueOfStage(criterion, form, plan.then.stage);
  for (const PartMarks marks : after) plan.then.done += (marks & kPartCounts) != 0 ? 1 : 0;
  plan.step.set_stage(form.continuum->stages(plan.then.stage).id());
  return plan;
}

// The factors that a row wants and that are not met.
std::vector<int> MissingFactors(const CompiledFactors::Row& row, Parts parts) {
  std::vector<int> missing;
  for (const int factor : row.including) {
    if ((parts[static_cast<std::size_t>(factor)] & kPartDone) == 0) missing.push_back(factor);
  }
  return missing;
}

std::optional<PlannedStep> PlanFactors(const CompiledCriterion& criterion,
                                       const CompiledFactors& form, Parts parts,
                                       const StepGoal& goal) {
  const auto met = static_cast<int>(std::count_if(
      parts.begin(), parts.end(), [](PartMarks marks) { return (marks & kPartDone) != 0; }));
  const CompiledFactors::Row* best = nullptr;
  std::vector<int> best_missing;
  int best_added = 0;
  for (const CompiledFactors::Row& row : form.rows) {
    if (!goal.ReachedBy(row.value.value)) continue;
    std::vector<int> missing = MissingFactors(row, parts);
    const int added = std::max(row.at_least - met, static_cast<int>(missing.size()));
    if (best != nullptr && added >= best_added) continue;
    best = &row;
    best_missing = std::move(missing);
    best_added = added;
  }
  if (best == nullptr) return std::nullopt;
  PlannedStep plan;
  std::vector<PartMarks> after(parts.begin(), parts.end());
  for (const int factor : best_missing) {
    const auto position = static_cast<std::size_t>(factor);
    plan.step.add_factors(form.factors[position]->id());
    after[position] |= kPartDone;
  }
  plan.step.set_more_factors(best_added - static_cast<int>(best_missing.size()));
  plan.then.done = met + best_added;
  plan.then.value = &ValueOfFactors(criterion, form, after, plan.then.done);
  return plan;
}

void AddNeeds(const ProofSet& needs, const v1::Answer* answer, v1::Step* step) {
  const ProofSet lacking = LackingProofs(answer, needs);
  if (lacking.evidence) step->add_needs(v1::PROOF_EVIDENCE);
  if (lacking.attestation) step->add_needs(v1::PROOF_ATTESTATION);
  if (lacking.comment) step->add_needs(v1::PROOF_COMMENT);
  if (lacking.evidence_or_attestation) step->add_needs(v1::PROOF_EVIDENCE_OR_ATTESTATION);
}

std::optional<PlannedStep> PlanRating(const CompiledRating& form, const CriterionOutcome& outcome,
                                      const StepGoal& goal) {
  const CompiledRating::Option* best = nullptr;
  for (const CompiledRating::Option& option : form.options) {
    if (option.insufficient_data || !goal.ReachedBy(option.value.value)) continue;
    if (best == nullptr || option.value.value < best->value.value) best = &option;
  }
  // Whoever chose an option and lacks proof for it brings the proof, rather than choosing less.
  if (!outcome.lacking.empty()) {
    const CompiledRating::Option& chosen = form.options[static_cast<std::size_t>(outcome.option)];
    if (!chosen.insufficient_data && goal.ReachedBy(chosen.value.value)) best = &chosen;
  }
  if (best == nullptr) return std::nullopt;
  PlannedStep plan;
  plan.step.set_option(best->definition->id());
  AddNeeds(best->needs, outcome.answer, &plan.step);
  plan.then.option = static_cast<int>(best - form.options.data());
  plan.then.value = &best->value;
  return plan;
}

std::optional<PlannedStep> PlanYes(const CompiledCriterion& criterion, const ProofSet& needs,
                                   const CriterionOutcome& outcome, const StepGoal& goal) {
  if (!goal.ReachedBy(criterion.highest.value)) return std::nullopt;
  PlannedStep plan;
  AddNeeds(needs, outcome.answer, &plan.step);
  plan.then.done = 1;
  plan.then.value = &criterion.highest;
  return plan;
}

// Says what the number has to be so that it lies in a range, but for the ranges of lower worth.
void SetReach(const CompiledWorth& worth, std::size_t range, v1::Step* step) {
  const bool is_open = worth.falls ? range + 1 == worth.ranges.size() : range == 0;
  if (is_open) return;
  const CompiledWorth::Range& edge = worth.ranges[worth.falls ? range + 1 : range];
  const std::string begin = edge.begin.ToString();
  if (worth.falls && edge.above) {
    step->set_at_most(begin);
  } else if (worth.falls) {
    step->set_below(begin);
  } else if (edge.above) {
    step->set_above(begin);
  } else {
    step->set_at_least(begin);
  }
}

std::optional<PlannedStep> PlanNumber(const CompiledWorth& worth, const StepGoal& goal) {
  const std::vector<CompiledWorth::Range>& ranges = worth.ranges;
  std::size_t best = ranges.size();
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (!goal.ReachedBy(ranges[i].value.value)) continue;
    // Of ranges of the same worth the one that takes more numbers.
    const bool better = best == ranges.size() || ranges[i].value.value < ranges[best].value.value ||
                        (worth.falls && ranges[i].value.value == ranges[best].value.value);
    if (better) best = i;
  }
  if (best == ranges.size()) return std::nullopt;
  PlannedStep plan;
  SetReach(worth, best, &plan.step);
  plan.then.value = &ranges[best].value;
  return plan;
}

std::optional<PlannedStep> PlanMilestones(const CompiledMilestones& form, Parts parts,
                                          const StepGoal& goal) {
  PlannedStep plan;
  const auto done = static_cast<std::size_t>(std::count_if(
      parts.begin(), parts.end(), [](PartMarks marks) { return (marks & kPartDone) != 0; }));
  std::size_t wanted = done + 1;
  while (wanted < form.shares.size() && !goal.ReachedBy(form.shares[wanted].value)) ++wanted;
  if (wanted >= form.shares.size()) return std::nullopt;
  std::size_t left = wanted - done;
  for (std::size_t i = 0; i < parts.size() && left > 0; ++i) {
    if (parts[i] & kPartDone) continue;
    plan.step.add_milestones(form.milestones[i]->id());
    --left;
  }
  plan.then.done = static_cast<int>(wanted);
  plan.then.stage = form.stage;
  plan.then.value = &form.shares[wanted];
  return plan;
}

std::optional<PlannedStep> PlanForm(const CompiledCriterion& criterion,
                                    const CriterionOutcome& outcome, Parts parts,
                                    const StepGoal& goal) {
  if (const auto* form = std::get_if<CompiledStaircase>(&criterion.form)) {
    return PlanStairs(criterion, *form, parts, goal);
  }
  if (const auto* form = std::get_if<CompiledFactors>(&criterion.form)) {
    return PlanFactors(criterion, *form, parts, goal);
  }
  if (const auto* form = std::get_if<CompiledRating>(&criterion.form)) {
    return PlanRating(*form, outcome, goal);
  }
  if (const auto* form = std::get_if<CompiledCredit>(&criterion.form)) {
    return PlanYes(criterion, form->needs, outcome, goal);
  }
  if (const auto* form = std::get_if<CompiledQuantity>(&criterion.form)) {
    return PlanNumber(form->worth, goal);
  }
  if (const auto* form = std::get_if<CompiledMeasure>(&criterion.form)) {
    // Nobody can decide to serve more people.
    if (outcome.state == v1::ANSWER_STATE_INSUFFICIENT_DATA) return std::nullopt;
    return PlanNumber(form->worth, goal);
  }
  if (const auto* form = std::get_if<CompiledMilestones>(&criterion.form)) {
    return PlanMilestones(*form, parts, goal);
  }
  return PlanYes(criterion, std::get<CompiledYesNo>(criterion.form).needs, outcome, goal);
}

}  // namespace

std::optional<PlannedStep> PlanStep(const CompiledCriterion& criterion,
                                    const CriterionOutcome& outcome, Parts parts,
                                    const StepGoal& goal) {
  if (outcome.state == v1::ANSWER_STATE_NOT_APPLICABLE || outcome.not_asked || outcome.closed) {
    return std::nullopt;
  }
  std::optional<PlannedStep> plan = PlanForm(criterion, outcome, parts, goal);
  if (!plan.has_value()) return std::nullopt;
  plan->then.state = v1::ANSWER_STATE_VALUE;
  plan->then.answer = outcome.answer;
  plan->step.set_criterion(criterion.definition->id());
  if (outcome.value != nullptr) plan->step.set_from(outcome.value->text);
  plan->step.set_to(plan->then.value->text);
  return plan;
}

StepGoal BeyondNow(const CriterionOutcome& outcome) {
  return {.value = outcome.value != nullptr ? outcome.value->value : Exact()};
}

Exact GainOf(const CriterionOutcome& now, const CriterionOutcome& then) {
  return then.value->value - (now.value != nullptr ? now.value->value : Exact());
}

}  // namespace continuum::scoring
