// SPDX-License-Identifier: Apache-2.0

#include "scoring/operators.h"

#include <algorithm>

namespace continuum::scoring {
namespace {

using Terms = absl::Span<const OperatorTerm>;
using Value = std::optional<Exact>;

Exact Count(std::size_t number) { return Exact(static_cast<int64_t>(number)); }

Exact Sum(Terms terms) {
  Exact sum;
  for (const OperatorTerm& term : terms) sum += *term.value;
  return sum;
}

Exact SumOfProducts(Terms terms) {
  Exact sum;
  for (const OperatorTerm& term : terms) sum += *term.weight * *term.value;
  return sum;
}

Value Divide(const Exact& upper, const Exact& lower) {
  if (lower.IsZero()) return std::nullopt;
  return upper / lower;
}

Value WeightedSum(const CompiledRollup&, Terms terms) { return SumOfProducts(terms); }

Value PercentOfPossible(const CompiledRollup&, Terms terms) {
  Exact possible;
  for (const OperatorTerm& term : terms) possible += *term.weight * *term.highest;
  return Divide(Exact(100) * SumOfProducts(terms), possible);
}

Value Mean(const CompiledRollup&, Terms terms) { return Sum(terms) / Count(terms.size()); }

Value WeightedMean(const CompiledRollup&, Terms terms) {
  Exact weights;
  for (const OperatorTerm& term : terms) weights += *term.weight;
  return Divide(SumOfProducts(terms), weights);
}

bool IsLower(const OperatorTerm& a, const OperatorTerm& b) { return *a.value < *b.value; }

Value Minimum(const CompiledRollup&, Terms terms) {
  return *std::min_element(terms.begin(), terms.end(), IsLower)->value;
}

Value Maximum(const CompiledRollup&, Terms terms) {
  return *std::max_element(terms.begin(), terms.end(), IsLower)->value;
}

Exact CountThatReach(const Exact& threshold, Terms terms) {
  int64_t count = 0;
  for (const OperatorTerm& term : terms) {
    if (*term.value >= threshold) ++count;
  }
  return Exact(count);
}

Value CountAtOrAbove(const CompiledRollup& rollup, Terms terms) {
  return CountThatReach(rollup.threshold, terms);
}

Value PercentAtOrAbove(const CompiledRollup& rollup, Terms terms) {
  return Exact(100) * CountThatReach(rollup.threshold, terms) / Count(terms.size());
}

Value PooledProportion(const CompiledRollup&, Terms terms) {
  Exact done;
  Exact possible;
  for (const OperatorTerm& term : terms) {
    done += Exact(term.done);
    possible += Exact(term.possible);
  }
  return Divide(done, possible);
}

Value Round(const CompiledRollup& rollup, Terms terms) {
  return terms.front().value->Round(rollup.rounding_digits, rollup.rounding);
}

// By stage, the terms' values are those of their stages.
Value FurthestStage(const CompiledRollup&, Terms terms) {
  Exact furthest;
  for (const OperatorTerm& term : terms) furthest = std::max(furthest, *term.value);
  return furthest;
}

Value DurationDays(const CompiledRollup&, Terms terms) {
  const std::optional<Span> span = SpanOf(terms);
  if (!span.has_value()) return std::nullopt;
  return Exact(span->last - span->first);
}

using Weights = OperatorRow::Weights;

constexpr OperatorRow kRows[] = {
    {.op = v1::Rollup::OPERATOR_WEIGHTED_SUM, .weights = Weights::kAny, .compute = WeightedSum},
    {.op = v1::Rollup::OPERATOR_PERCENT_OF_POSSIBLE,
     .weights = Weights::kNotNegative,
     .takes_rollups = false,
     .compute = PercentOfPossible},
    {.op = v1::Rollup::OPERATOR_MEAN, .compute = Mean},
    {.op = v1::Rollup::OPERATOR_WEIGHTED_MEAN,
     .weights = Weights::kNotNegative,
     .compute = WeightedMean},
    {.op = v1::Rollup::OPERATOR_MINIMUM, .compute = Minimum},
    {.op = v1::Rollup::OPERATOR_MAXIMUM, .compute = Maximum},
    {.op = v1::Rollup::OPERATOR_COUNT_AT_OR_ABOVE,
     .needs_threshold = true,
     .compute = CountAtOrAbove},
    {.op = v1::Rollup::OPERATOR_PERCENT_AT_OR_ABOVE,
     .needs_threshold = true,
     .compute = PercentAtOrAbove},
    {.op = v1::Rollup::OPERATOR_POOLED_PROPORTION,
     .takes_rollups = false,
     .needs_parts = true,
     .compute = PooledProportion},
    {.op = v1::Rollup::OPERATOR_ROUND, .one_term = true, .needs_rounding = true, .compute = Round},
    {.op = v1::Rollup::OPERATOR_CASE},
    {.op = v1::Rollup::OPERATOR_FURTHEST_STAGE,
     .takes_rollups = false,
     .by_stage = true,
     .compute = FurthestStage},
    {.op = v1::Rollup::OPERATOR_DURATION_DAYS,
     .takes_rollups = false,
     .needs_dates = true,
     .compute = DurationDays},
};

}  // namespace

std::optional<Span> SpanOf(absl::Span<const OperatorTerm> terms) {
  std::optional<Span> span;
  for (const OperatorTerm& term : terms) {
    if (term.counted == nullptr || !term.counted->first_day.has_value()) continue;
    const CountedOutcome& phase = *term.counted;
    if (!span.has_value()) span = Span{.first = *phase.first_day, .last = *phase.last_day};
    span->first = std::min(span->first, *phase.first_day);
    span->last = std::max(span->last, *phase.last_day);
    if (phase.counted_to.has_value()) {
      span->censored = std::max(span->censored.value_or(*phase.counted_to), *phase.counted_to);
    }
  }
  if (span.has_value() && span->censored.has_value()) {
    span->last = std::max(span->last, *span->censored);
    span->censored = span->last;
  }
  return span;
}

const OperatorRow* FindOperator(v1::Rollup::Operator op) {
  for (const OperatorRow& row : kRows) {
    if (row.op == op) return &row;
  }
  return nullptr;
}

}  // namespace continuum::scoring
