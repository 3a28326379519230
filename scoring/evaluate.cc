// SPDX-License-Identifier: Apache-2.0

#include "scoring/evaluate.h"

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "scoring/conditions.h"
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

const Exact& Zero() {
  static const Exact* const kZero = new Exact();
  return *kZero;
}

// What a criterion counts as when it counts as met.
const Exact& HighestOf(const CompiledRollup& rollup, const CompiledCriterion& criterion) {
  const auto* const phase = std::get_if<CompiledMilestones>(&criterion.form);
  return rollup.op->by_stage && phase != nullptr ? phase->stage_value.value
                                                 : criterion.highest.value;
}

// The value of a criterion that has one: that of milestones, by stage, is their phase's.
const Exact& ValueOf(const CompiledRollup& rollup, const CompiledCriterion& criterion,
                     const CriterionOutcome& outcome) {
  const auto* const phase = std::get_if<CompiledMilestones>(&criterion.form);
  if (!rollup.op->by_stage || phase == nullptr) return outcome.value->value;
  return outcome.stage >= 0 ? phase->stage_value.value : Zero();
}

// `criterion` is null for a rollup.
TermOutcome Treat(const CompiledTreatment& treatment, const CompiledRollup& rollup,
                  const CompiledCriterion* criterion) {
  switch (treatment.kind) {
    case v1::Treatment::KIND_LEAVES:
      return {.use = v1::TermResult::USE_LEFT};
    case v1::Treatment::KIND_COUNTS_AS:
      return {.use = v1::TermResult::USE_COUNTED_AS, .value = &treatment.value.value};
    case v1::Treatment::KIND_COUNTS_AS_MET:
      if (criterion == nullptr) break;  // not compiled
      return {.use = v1::TermResult::USE_COUNTED_AS_MET,
              .value = &HighestOf(rollup, *criterion),
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

// What is missing under rollups, by rollup: criteria, and behind them inputs.
struct Missing {
  std::vector<std::vector<int>> all;       // whatever has no value
  std::vector<std::vector<int>> blocking;  // what blocks the rollup
};

// What leaves a condition open.
void CollectOpen(const CompiledRubric& rubric, const CompiledCondition& condition,
                 const Evaluation& evaluation, const Missing& missing, std::set<int>* open) {
  if (IsSo(rubric, condition, evaluation) != Truth::kUnknown) return;
  for (const CompiledCondition& part : condition.parts) {
    CollectOpen(rubric, part, evaluation, missing, open);
  }
  if (condition.kind == CompiledCondition::Kind::kCriterion) {
    open->insert(condition.index);
  } else if (condition.kind == CompiledCondition::Kind::kInput) {
    open->insert(static_cast<int>(rubric.criteria().size()) + condition.index);
  } else if (condition.kind == CompiledCondition::Kind::kRollup) {
    const std::vector<int>& below = missing.blocking[static_cast<std::size_t>(condition.index)];
    open->insert(below.begin(), below.end());
  }
}

void CollectMissingInputs(const CompiledRubric& rubric, const CompiledCondition& condition,
                          const Evaluation& evaluation, std::set<int>* missing) {
  for (const CompiledCondition& part : condition.parts) {
    CollectMissingInputs(rubric, part, evaluation, missing);
  }
  if (condition.kind != CompiledCondition::Kind::kInput) return;
  if (evaluation.inputs[static_cast<std::size_t>(condition.index)].has_value) return;
  missing->insert(static_cast<int>(rubric.criteria().size()) + condition.index);
}

// The same of cases: what leaves open the first one that cannot be told, or blocks the rollup that
// is taken.
void CollectOfCases(const CompiledRubric& rubric, const CompiledRollup& rollup,
                    const Evaluation& evaluation, const Missing& missing, std::set<int>* all,
                    std::set<int>* blocking) {
  for (const CompiledCase& one : rollup.cases) {
    CollectMissingInputs(rubric, one.when, evaluation, all);
  }
  for (const CompiledCase& one : rollup.cases) {
    const Truth so = IsSo(rubric, one.when, evaluation);
    if (so == Truth::kNo) continue;
    CollectOpen(rubric, one.when, evaluation, missing, blocking);
    if (so == Truth::kYes && one.rollup >= 0) {
      const std::vector<int>& below = missing.blocking[static_cast<std::size_t>(one.rollup)];
      blocking->insert(below.begin(), below.end());
    }
    return;
  }
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
        return Treat(rollup.not_applicable, rollup, nullptr);
      default:
        return {.use = v1::TermResult::USE_BLOCKS};
    }
  }
  const CriterionOutcome& outcome = evaluation.criteria[index];
  const CompiledCriterion& criterion = rubric.criteria()[index];
  if (outcome.value != nullptr) {
    return {.use = v1::TermResult::USE_COUNTED,
            .value = &ValueOf(rollup, criterion, outcome),
            .done = outcome.done};
  }
  return Treat(TreatmentOf(rollup, outcome.state), rollup, &criterion);
}

namespace {

// The first case that is so gives the value.
RollupOutcome EvaluateCases(const CompiledRubric& rubric, const CompiledRollup& rollup,
                            const Evaluation& evaluation) {
  for (std::size_t i = 0; i < rollup.cases.size(); ++i) {
    const CompiledCase& one = rollup.cases[i];
    const Truth so = IsSo(rubric, one.when, evaluation);
    if (so == Truth::kNo) continue;
    if (so == Truth::kUnknown) {
      return {.state = v1::ROLLUP_STATE_BLOCKED, .reason = v1::Reason::CODE_BLOCKED};
    }
    RollupOutcome result;
    result.state = v1::ROLLUP_STATE_VALUE;
    result.value = one.value.value;
    if (one.rollup >= 0) {
      const RollupOutcome& taken = evaluation.rollups[static_cast<std::size_t>(one.rollup)];
      result.state = taken.state;
      result.value = taken.value;
      // Why the rollup that is taken has no value is told there.
      if (taken.state == v1::ROLLUP_STATE_BLOCKED) result.reason = v1::Reason::CODE_BLOCKED;
    }
    result.chosen_case = static_cast<int>(i);
    return result;
  }
  return {.state = v1::ROLLUP_STATE_NO_VALUE, .reason = v1::Reason::CODE_NO_CASE};
}

}  // namespace

RollupOutcome EvaluateRollup(const CompiledRubric& rubric, const CompiledRollup& rollup,
                             const Evaluation& evaluation) {
  if (!rollup.cases.empty()) return EvaluateCases(rubric, rollup, evaluation);
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
      if (rollup.op->needs_dates && outcome.use == v1::TermResult::USE_COUNTED) {
        operand.counted = &evaluation.CountedOf(criterion);
      }
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
  if (rollup.op->needs_dates) result.censored_day = SpanOf(remaining)->censored;
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
  Missing missing;
  missing.all.resize(rubric.rollups().size());
  missing.blocking.resize(rubric.rollups().size());
  for (const int rollup : rubric.rollup_order()) {
    const auto position = static_cast<std::size_t>(rollup);
    const CompiledRollup& compiled = rubric.rollups()[position];
    std::set<int> all;
    std::set<int> blocking;
    CollectOfCases(rubric, compiled, evaluation, missing, &all, &blocking);
    for (const CompiledTerm& term : compiled.terms) {
      const auto index = static_cast<std::size_t>(term.index);
      const bool blocks =
          compiled.cases.empty() &&
          ResolveTerm(rubric, compiled, term, evaluation).use == v1::TermResult::USE_BLOCKS;
      if (!term.is_rollup) {
        if (evaluation.criteria[index].value != nullptr) continue;
        all.insert(term.index);
        if (blocks) blocking.insert(term.index);
        continue;
      }
      all.insert(missing.all[index].begin(), missing.all[index].end());
      if (!blocks) continue;
      // A rollup without a value blocks because of whatever is missing below it.
      const bool blocked = evaluation.rollups[index].state == v1::ROLLUP_STATE_BLOCKED;
      const std::vector<int>& causes = blocked ? missing.blocking[index] : missing.all[index];
      blocking.insert(causes.begin(), causes.end());
    }
    missing.all[position] = FirstFew(all);
    missing.blocking[position] = FirstFew(blocking);
  }
  return std::move(missing.blocking);
}

}  // namespace continuum::scoring
