// SPDX-License-Identifier: Apache-2.0
//
// Between which numbers a rollup's value lies, whatever the answers are.
//
// The bounds are outer bounds: no value ever lies outside of them, but they may be wider than
// needed. Where numbers grow beyond what Exact holds, the bounds are invalid numbers, which compare
// with nothing. Pure functions.

#ifndef CONTINUUM_SCORING_BOUNDS_H_
#define CONTINUUM_SCORING_BOUNDS_H_

#include <optional>

#include "absl/types/span.h"
#include "continuum/v1/rubric.pb.h"
#include "scoring/exact.h"

namespace continuum::scoring {

// From lowest to highest, both included.
struct Interval {
  Exact lowest;
  Exact highest;
};

// A kind of missing answer that a criterion may have, and what a rollup does with it.
struct MissingCase {
  v1::Treatment::Kind kind = v1::Treatment::KIND_LEAVES;
  Exact value;  // for KIND_COUNTS_AS
};

// What can become of a rollup.
struct RollupBounds {
  // Where its value lies; nothing when it never has one.
  std::optional<Interval> value;
  // It may have no value because terms left or nothing is possible.
  bool may_lack_value = false;
  // It may be blocked.
  bool may_block = false;
};

// What can become of one term of a rollup.
struct TermBounds {
  // Where the value lies that counts; nothing when it never counts.
  std::optional<Interval> value;
  bool may_leave = false;
  bool may_block = false;
  Exact weight{1};
  // The highest value of a criterion's form. For OPERATOR_POOLED_PROPORTION, as value is then: how
  // many parts it has.
  Exact highest{1};
};

// A criterion's bounds as a term. `own` is where the values of its form lie; `missing` holds the
// kinds of missing answer that it may have.
TermBounds BoundCriterionTerm(const Interval& own, absl::Span<const MissingCase> missing);

// A rollup's bounds as a term of another one, which treats "not applicable" as `missing` says.
TermBounds BoundRollupTerm(const RollupBounds& rollup, const MissingCase& missing);

// How a rollup computes.
struct RollupRule {
  v1::Rollup::Operator op = v1::Rollup::OPERATOR_UNSPECIFIED;
  Exact threshold;                                                // for the operators that have one
  int digits = 0;                                                 // for OPERATOR_ROUND
  Exact::Rounding rounding = Exact::Rounding::kHalfAwayFromZero;  // for OPERATOR_ROUND
  int minimum_terms = 1;
};

// The bounds of a rollup of cases. `results` are what the cases give; `may_have_none`: none of them
// may be so; `may_be_open`: it may not be told whether they are.
RollupBounds BoundCases(absl::Span<const RollupBounds> results, bool may_have_none,
                        bool may_be_open);

// A rollup's bounds. Weights and highest values must be as the operator wants them (rubric.proto).
RollupBounds BoundRollup(const RollupRule& rule, absl::Span<const TermBounds> terms);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_BOUNDS_H_
