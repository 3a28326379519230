// SPDX-License-Identifier: Apache-2.0

#include "scoring/evaluate.h"

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "scoring/limits.h"
#include "scoring/operators.h"

namespace continuum::scoring {
namespace {

const CompiledTreatment& TreatmentOf(const CompiledRollup& rollup, v1::AnswerState state) {
  switch (state) {
    case v1::ANSWER_STATE_NOT_APPLICABLE:
      return rollup.not_applicable;
    case v1::ANSWER_STATE_INSUFFICIENT_DATA:
      return rollup.insufficient_data;
    default:
      return rollup.absent;
  }
}

// `criterion` is null for a rollup.
TermOutcome Treat(const CompiledTreatment& treatment, const CompiledCriterion* criterion) {
  switch (treatment.kind) {
    case v1::Treatment::KIND_LEAVES:
      return {.use = v1::TermResult::USE_LEFT};
    case v1::Treatment::KIND_COUNTS_AS:
      return {.use = v1::TermResult::USE_COUNTED_AS, .value = &treatment.value.value};
    case v1::Treatment::KIND_COUNTS_AS_MET:
      if (criterion == nullptr) break;  // not compiled
      return {.use = v1::TermResult::USE_COUNTED_AS_MET,
              .value = &criterion->highest.value,
              .done = criterion->possible};
    default:
      break;
  }
  return {.use = v1::TermResult::USE_BLOCKS};
}

std::vector<int> FirstFew(const std::set<int>& criteria) {
  std::vector<int> few;
  for (const int criterion : criteria) {
    if (few.size() == kMaxBlockingCriteria) break;
    few.push_back(criterion);
  }
  return few;
}

}  // namespace

TermOutcome ResolveTerm(const CompiledRubric& rubric, const CompiledRollup& rollup,
                        const CompiledTerm& term, const Evaluation& evaluation) {
  const auto index = static_cast<std::size_t>(term.index);
  if (term.is_rollup) {
    const RollupOutcome& outcome = evaluation.rollups[index];
    switch (outcome.state) {
      case v1::ROLLUP_STATE_VALUE:
        return {.use = v1::TermResult::USE_COUNTED, .value = &outcome.value};
      case v1::ROLLUP_STATE_NO_VALUE:
        return Treat(rollup.not_applicable, nullptr);
      default:
        return {.use = v1::TermResult::USE_BLOCKS};
    }
  }
  const CriterionOutcome& outcome = evaluation.criteria[index];
  if (outcome.value != nullptr) {
    return {
        .use = v1::TermResult::USE_COUNTED, .value = &outcome.value->value, .done = outcome.done};
  }
  return Treat(TreatmentOf(rollup, outcome.state), &rubric.criteria()[index]);
}

RollupOutcome EvaluateRollup(const CompiledRubric& rubric, const CompiledRollup& rollup,
                             const Evaluation& evaluation) {
  absl::InlinedVector<OperatorTerm, 32> remaining;
  for (const CompiledTerm& term : rollup.terms) {
    const TermOutcome outcome = ResolveTerm(rubric, rollup, term, evaluation);
    if (outcome.use == v1::TermResult::USE_BLOCKS) {
      return {.state = v1::ROLLUP_STATE_BLOCKED, .reason = v1::Reason::CODE_BLOCKED};
    }
    if (outcome.value == nullptr) continue;
    OperatorTerm& operand = remaining.emplace_back();
    operand.value = outcome.value;
    operand.weight = &term.weight.value;
    if (!term.is_rollup) {
      const CompiledCriterion& criterion = rubric.criteria()[static_cast<std::size_t>(term.index)];
      operand.highest = &criterion.highest.value;
      operand.done = outcome.done;
      operand.possible = criterion.possible;
    }
  }
  RollupOutcome result;
  result.remaining_terms = static_cast<int>(remaining.size());
  if (result.remaining_terms < rollup.minimum_terms) {
    result.reason = remaining.empty() ? v1::Reason::CODE_NO_TERMS : v1::Reason::CODE_TOO_FEW_TERMS;
    return result;
  }
  std::optional<Exact> value = rollup.op->compute(rollup, remaining);
  if (!value.has_value()) {
    result.reason = v1::Reason::CODE_NOTHING_POSSIBLE;
    return result;
  }
  result.state = v1::ROLLUP_STATE_VALUE;
  result.value = *std::move(value);
  return result;
}

void EvaluateRollups(const CompiledRubric& rubric, Evaluation* evaluation) {
  evaluation->rollups.resize(rubric.rollups().size());
  for (const int rollup : rubric.rollup_order()) {
    const auto index = static_cast<std::size_t>(rollup);
    evaluation->rollups[index] = EvaluateRollup(rubric, rubric.rollups()[index], *evaluation);
  }
}

std::vector<std::vector<int>> BlockingCriteria(const CompiledRubric& rubric,
                                               const Evaluation& evaluation) {
  // Of a union, the first few are among the first few of its parts: so a few suffice at each
  // rollup.
  std::vector<std::vector<int>> blocking(rubric.rollups().size());
  std::vector<std::vector<int>> missing(rubric.rollups().size());
  for (const int rollup : rubric.rollup_order()) {
    const auto position = static_cast<std::size_t>(rollup);
    const CompiledRollup& compiled = rubric.rollups()[position];
    std::set<int> all_missing;
    std::set<int> all_blocking;
    for (const CompiledTerm& term : compiled.terms) {
      const auto index = static_cast<std::size_t>(term.index);
      const bool blocks =
          ResolveTerm(rubric, compiled, term, evaluation).use == v1::TermResult::USE_BLOCKS;
      if (!term.is_rollup) {
        if (evaluation.criteria[index].value != nullptr) continue;
        all_missing.insert(term.index);
        if (blocks) all_blocking.insert(term.index);
        continue;
      }
      all_missing.insert(missing[index].begin(), missing[index].end());
      if (!blocks) continue;
      // A rollup without a value blocks because of whatever is missing below it.
      const bool blocked = evaluation.rollups[index].state == v1::ROLLUP_STATE_BLOCKED;
      const std::vector<int>& causes = blocked ? blocking[index] : missing[index];
      all_blocking.insert(causes.begin(), causes.end());
    }
    missing[position] = FirstFew(all_missing);
    blocking[position] = FirstFew(all_blocking);
  }
  return blocking;
}

}  // namespace continuum::scoring
