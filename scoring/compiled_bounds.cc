// SPDX-License-Identifier: Apache-2.0

#include "scoring/compiled_bounds.h"

#include <variant>

#include "scoring/operators.h"

namespace continuum::scoring {
namespace {

MissingCase CaseOf(const CompiledTreatment& treatment) {
  return {treatment.kind, treatment.value.value};
}

// Whether an option of a rating says "insufficient data".
bool HasInsufficientOption(const CompiledCriterion& criterion) {
  const auto* rating = std::get_if<CompiledRating>(&criterion.form);
  if (rating == nullptr) return false;
  for (const CompiledRating::Option& option : rating->options) {
    if (option.insufficient_data) return true;
  }
  return false;
}

TermBounds BoundCriterion(const CompiledRollup& rollup, const CompiledCriterion& criterion) {
  std::vector<MissingCase> missing = {CaseOf(rollup.absent)};
  if (criterion.may_be_not_applicable()) {
    missing.push_back(CaseOf(rollup.not_applicable));
  }
  if (criterion.definition->allows_insufficient_data() || HasInsufficientOption(criterion) ||
      std::holds_alternative<CompiledMeasure>(criterion.form)) {
    missing.push_back(CaseOf(rollup.insufficient_data));
  }
  if (rollup.op->needs_parts) {
    return BoundCriterionTerm({Exact(0), Exact(criterion.possible)}, missing);
  }
  const auto* const phase = std::get_if<CompiledMilestones>(&criterion.form);
  if (rollup.op->by_stage && phase != nullptr) {
    return BoundCriterionTerm({Exact(0), phase->stage_value.value}, missing);
  }
  return BoundCriterionTerm({criterion.lowest.value, criterion.highest.value}, missing);
}

RollupBounds BoundCasesOf(const CompiledRollup& rollup, const std::vector<RollupBounds>& bounds) {
  std::vector<RollupBounds> results;
  for (const CompiledCase& one : rollup.cases) {
    results.push_back(one.rollup >= 0
                          ? bounds[static_cast<size_t>(one.rollup)]
                          : RollupBounds{.value = Interval{one.value.value, one.value.value}});
  }
  return BoundCases(results, !rollup.has_otherwise, true);
}

}  // namespace

std::vector<RollupBounds> BoundRollups(const CompiledRubric& rubric) {
  std::vector<RollupBounds> bounds(rubric.rollups().size());
  for (const int position : rubric.rollup_order()) {
    const CompiledRollup& rollup = rubric.rollups()[static_cast<size_t>(position)];
    if (!rollup.cases.empty()) {
      bounds[static_cast<size_t>(position)] = BoundCasesOf(rollup, bounds);
      continue;
    }
    std::vector<TermBounds> terms;
    for (const CompiledTerm& term : rollup.terms) {
      const auto index = static_cast<size_t>(term.index);
      terms.push_back(term.is_rollup ? BoundRollupTerm(bounds[index], CaseOf(rollup.not_applicable))
                                     : BoundCriterion(rollup, rubric.criteria()[index]));
      terms.back().weight = term.weight.value;
    }
    const RollupRule rule = {.op = rollup.op->op,
                             .threshold = rollup.threshold,
                             .digits = rollup.rounding_digits,
                             .rounding = rollup.rounding,
                             .minimum_terms = rollup.minimum_terms};
    bounds[static_cast<size_t>(position)] = BoundRollup(rule, terms);
  }
  return bounds;
}

}  // namespace continuum::scoring
