// SPDX-License-Identifier: Apache-2.0
//
// What each rollup operator asks of its terms and how it computes. A new operator is a value of the
// enum in rubric.proto, a function and a row in operators.cc, and its test.

#ifndef CONTINUUM_SCORING_OPERATORS_H_
#define CONTINUUM_SCORING_OPERATORS_H_

#include <optional>

#include "absl/types/span.h"
#include "continuum/v1/rubric.pb.h"
#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"
#include "scoring/exact.h"

namespace continuum::scoring {

// A term that remains when those that leave are dropped. Nothing is owned.
struct OperatorTerm {
  const Exact* value = nullptr;
  const Exact* weight = nullptr;
  // Criteria only: the highest value of the form, and how many of its parts count as done.
  const Exact* highest = nullptr;
  int done = 0;
  int possible = 0;
  // Milestones only: their days; null where the answer is missing.
  const CountedOutcome* counted = nullptr;
};

// What days are counted to.
struct Span {
  int64_t first = 0;
  int64_t last = 0;
  // The last day, where the span is not finished and is counted to the end of what is known.
  std::optional<int64_t> censored;
};

// The span of all dates of milestones; nothing when there are none.
std::optional<Span> SpanOf(absl::Span<const OperatorTerm> terms);

struct OperatorRow {
  // How weights are used.
  enum class Weights { kNone, kNotNegative, kAny };

  v1::Rollup::Operator op;
  Weights weights = Weights::kNone;
  // Terms may be rollups.
  bool takes_rollups = true;
  // Terms may be ratings, which have no parts; and missing answers may count as any value.
  bool needs_parts = false;
  // Terms are staircases and milestones of one continuum, and a term's value is its stage's.
  bool by_stage = false;
  // Terms are milestones, whose dates it reads; missing answers may count as 0 only.
  bool needs_dates = false;
  // Exactly one term.
  bool one_term = false;
  bool needs_threshold = false;
  bool needs_rounding = false;
  // The value. There is at least one term. Nothing when what it divides by is 0, or nothing is
  // dated. Null for cases, which are not computed from terms.
  std::optional<Exact> (*compute)(const CompiledRollup& rollup,
                                  absl::Span<const OperatorTerm> terms) = nullptr;
};

// The row of an operator; null for OPERATOR_UNSPECIFIED and for numbers that are no operator.
const OperatorRow* FindOperator(v1::Rollup::Operator op);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_OPERATORS_H_
