// SPDX-License-Identifier: Apache-2.0

#include "scoring/bounds.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/testing/property.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::CheckProperty;
using Rollup = v1::Rollup;
using Treatment = v1::Treatment;

Exact Number(absl::string_view text) { return *Exact::Parse(text); }

// "lowest..highest", then "lacks" and "blocks" where the rollup may.
std::string Shown(const RollupBounds& bounds) {
  std::string shown = bounds.value.has_value() ? absl::StrCat(bounds.value->lowest.ToString(), "..",
                                                              bounds.value->highest.ToString())
                                               : "never";
  if (bounds.may_lack_value) shown += " lacks";
  if (bounds.may_block) shown += " blocks";
  return shown;
}

// A criterion with values from `low` to `high`.
TermBounds Term(int64_t low, int64_t high, std::vector<MissingCase> missing = {},
                int64_t weight = 1) {
  TermBounds term = BoundCriterionTerm({Exact(low), Exact(high)}, missing);
  term.weight = Exact(weight);
  return term;
}

const MissingCase kLeaves = {Treatment::KIND_LEAVES, {}};
const MissingCase kBlocks = {Treatment::KIND_BLOCKS, {}};
const MissingCase kMet = {Treatment::KIND_COUNTS_AS_MET, {}};
MissingCase CountsAs(absl::string_view value) { return {Treatment::KIND_COUNTS_AS, Number(value)}; }

std::string Bound(Rollup::Operator op, const std::vector<TermBounds>& terms, int minimum = 1) {
  return Shown(
      BoundRollup({.op = op, .threshold = Exact(3), .digits = 0, .minimum_terms = minimum}, terms));
}

TEST(BoundCriterionTermTest, TakesInWhatMissingAnswersCountAs) {
  EXPECT_EQ(Bound(Rollup::OPERATOR_MINIMUM, {Term(1, 4)}), "1..4");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MINIMUM, {Term(1, 4, {CountsAs("0")})}), "0..4");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MINIMUM, {Term(1, 4, {CountsAs("9/2")})}), "1..9/2");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MINIMUM, {Term(1, 4, {kMet})}), "1..4");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MINIMUM, {Term(1, 4, {kLeaves})}), "1..4 lacks");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MINIMUM, {Term(1, 4, {kBlocks})}), "1..4 blocks");
}

TEST(BoundRollupTermTest, TreatsALackingValueAsNotApplicable) {
  const RollupBounds lacking = {Interval{Exact(2), Exact(3)}, true, false};
  EXPECT_EQ(Bound(Rollup::OPERATOR_MAXIMUM, {BoundRollupTerm(lacking, kLeaves)}), "2..3 lacks");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MAXIMUM, {BoundRollupTerm(lacking, CountsAs("7"))}), "2..7");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MAXIMUM, {BoundRollupTerm(lacking, kBlocks)}), "2..3 blocks");

  const RollupBounds blocking = {Interval{Exact(2), Exact(3)}, false, true};
  EXPECT_EQ(Bound(Rollup::OPERATOR_MAXIMUM, {BoundRollupTerm(blocking, kLeaves)}), "2..3 blocks");

  const RollupBounds never = {std::nullopt, true, false};
  EXPECT_EQ(Bound(Rollup::OPERATOR_MAXIMUM, {BoundRollupTerm(never, kLeaves)}), "never lacks");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MAXIMUM, {BoundRollupTerm(never, CountsAs("7"))}), "7..7");
}

TEST(BoundRollupTest, WeightedSum) {
  EXPECT_EQ(Bound(Rollup::OPERATOR_WEIGHTED_SUM, {Term(0, 4, {}, 2), Term(1, 5)}), "1..13");
  EXPECT_EQ(Bound(Rollup::OPERATOR_WEIGHTED_SUM, {Term(0, 4, {}, -2), Term(1, 5)}), "-7..5");
  EXPECT_EQ(Bound(Rollup::OPERATOR_WEIGHTED_SUM, {Term(0, 4, {}, 0), Term(1, 5)}), "1..5");
  // A term that leaves adds nothing.
  EXPECT_EQ(Bound(Rollup::OPERATOR_WEIGHTED_SUM, {Term(2, 4, {kLeaves}), Term(1, 5)}), "1..9");
}

TEST(BoundRollupTest, MeanAndWeightedMean) {
  EXPECT_EQ(Bound(Rollup::OPERATOR_MEAN, {Term(0, 4), Term(1, 5)}), "1/2..9/2");
  // Without the first the mean can be 5; without the second it can be 0.
  EXPECT_EQ(Bound(Rollup::OPERATOR_MEAN, {Term(0, 4, {kLeaves}), Term(1, 5, {kLeaves})}),
            "0..5 lacks");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MEAN, {Term(0, 4), Term(0, 10, {kLeaves})}), "0..7");
  EXPECT_EQ(Bound(Rollup::OPERATOR_WEIGHTED_MEAN, {Term(0, 4, {}, 3), Term(0, 10, {}, 1)}),
            "0..11/2");
  EXPECT_EQ(Bound(Rollup::OPERATOR_WEIGHTED_MEAN, {Term(0, 4, {}, 0), Term(1, 9, {}, 2)}), "1..9");
  EXPECT_EQ(Bound(Rollup::OPERATOR_WEIGHTED_MEAN, {Term(0, 4, {}, 0)}), "never lacks");
  EXPECT_EQ(Bound(Rollup::OPERATOR_WEIGHTED_MEAN, {Term(0, 4, {}, 0), Term(1, 9, {kLeaves})}),
            "1..9 lacks");
}

TEST(BoundRollupTest, PercentOfPossible) {
  EXPECT_EQ(Bound(Rollup::OPERATOR_PERCENT_OF_POSSIBLE, {Term(0, 4), Term(1, 6)}), "10..100");
  EXPECT_EQ(
      Bound(Rollup::OPERATOR_PERCENT_OF_POSSIBLE, {Term(0, 4, {CountsAs("8")}), Term(0, 4, {}, 3)}),
      "0..125");
  EXPECT_EQ(Bound(Rollup::OPERATOR_PERCENT_OF_POSSIBLE,
                  {Term(0, 4, {CountsAs("8")}), Term(0, 4, {kLeaves}, 3)}),
            "0..200");
  EXPECT_EQ(Bound(Rollup::OPERATOR_PERCENT_OF_POSSIBLE, {Term(0, 0)}), "never lacks");
  // The first adds nothing below, but may add above.
  EXPECT_EQ(Bound(Rollup::OPERATOR_PERCENT_OF_POSSIBLE, {Term(-2, 0, {CountsAs("1")}), Term(0, 4)}),
            "-50..125");
  EXPECT_EQ(Bound(Rollup::OPERATOR_PERCENT_OF_POSSIBLE,
                  {Term(-2, 0, {CountsAs("1")}), Term(0, 4, {kLeaves}), Term(0, 2, {kLeaves})}),
            "-100..150 lacks");
}

TEST(BoundRollupTest, MinimumAndMaximum) {
  EXPECT_EQ(Bound(Rollup::OPERATOR_MINIMUM, {Term(0, 4), Term(1, 6)}), "0..4");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MINIMUM, {Term(0, 4, {kLeaves}), Term(1, 6)}), "0..6");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MINIMUM, {Term(0, 4, {kLeaves}), Term(1, 6, {kLeaves})}),
            "0..6 lacks");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MAXIMUM, {Term(0, 4), Term(1, 6)}), "1..6");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MAXIMUM, {Term(0, 4), Term(1, 6, {kLeaves})}), "0..6");
}

TEST(BoundRollupTest, CountAndPercentAtOrAbove) {
  // The threshold is 3.
  EXPECT_EQ(Bound(Rollup::OPERATOR_COUNT_AT_OR_ABOVE, {Term(0, 4), Term(3, 5), Term(0, 2)}),
            "1..2");
  EXPECT_EQ(Bound(Rollup::OPERATOR_COUNT_AT_OR_ABOVE, {Term(0, 4), Term(3, 5, {kLeaves})}), "0..2");
  EXPECT_EQ(Bound(Rollup::OPERATOR_PERCENT_AT_OR_ABOVE, {Term(0, 4), Term(3, 5)}), "50..100");
  EXPECT_EQ(Bound(Rollup::OPERATOR_PERCENT_AT_OR_ABOVE, {Term(0, 2), Term(0, 3)}), "0..50");
}

TEST(BoundRollupTest, PooledProportion) {
  EXPECT_EQ(Bound(Rollup::OPERATOR_POOLED_PROPORTION, {Term(0, 4), Term(0, 6, {kLeaves})}), "0..1");
  EXPECT_EQ(Bound(Rollup::OPERATOR_POOLED_PROPORTION, {Term(0, 0)}), "never lacks");
}

TEST(BoundRollupTest, Round) {
  const RollupRule down = {Rollup::OPERATOR_ROUND, {}, 1, Exact::Rounding::kDown};
  const TermBounds term = BoundCriterionTerm({Number("-1.25"), Number("1.25")}, {});
  EXPECT_EQ(Shown(BoundRollup(down, {term})), "-13/10..6/5");
}

TEST(BoundRollupTest, NeedsItsMinimumOfTerms) {
  EXPECT_EQ(Bound(Rollup::OPERATOR_MEAN, {Term(0, 4), Term(0, 4)}, 2), "0..4");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MEAN, {Term(0, 4), Term(0, 4, {kLeaves})}, 2), "0..4 lacks");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MEAN, {Term(0, 4), Term(0, 4)}, 3), "never lacks");
  EXPECT_EQ(Bound(Rollup::OPERATOR_MEAN, {Term(0, 4)}, 0), "0..4");
}

TEST(BoundRollupTest, SaysNothingWhereNumbersGrowTooLong) {
  const TermBounds unknown = BoundCriterionTerm({Exact::Invalid(), Exact::Invalid()}, {});
  for (const Rollup::Operator op :
       {Rollup::OPERATOR_WEIGHTED_SUM, Rollup::OPERATOR_MEAN, Rollup::OPERATOR_MINIMUM,
        Rollup::OPERATOR_COUNT_AT_OR_ABOVE, Rollup::OPERATOR_PERCENT_AT_OR_ABOVE}) {
    const RollupBounds bounds =
        BoundRollup({.op = op, .threshold = Exact(3)}, {Term(0, 4), unknown});
    ASSERT_TRUE(bounds.value.has_value());
    EXPECT_FALSE(bounds.value->lowest.valid());
    EXPECT_FALSE(bounds.value->highest.valid());
    EXPECT_TRUE(bounds.may_lack_value);
  }
}

// Soundness against a brute evaluation of what rubric.proto says of each operator.

struct Drawn {
  TermBounds bounds;
  Exact value;
  bool left = false;
};

// What the operator gives for the drawn values; nothing when it has no value.
std::optional<Exact> Evaluate(const RollupRule& rule, const std::vector<Drawn>& terms) {
  Exact sum, weights, weighted, possible, reaching, parts;
  std::vector<Exact> values;
  for (const Drawn& term : terms) {
    if (term.left) continue;
    values.push_back(term.value);
    sum += term.value;
    weights += term.bounds.weight;
    weighted += term.bounds.weight * term.value;
    possible += term.bounds.weight * term.bounds.highest;
    parts += term.bounds.highest;
    if (term.value >= rule.threshold) reaching += Exact(1);
  }
  const Exact n(static_cast<int64_t>(values.size()));
  if (n < Exact(std::max(rule.minimum_terms, 1))) return std::nullopt;
  const auto quotient = [](const Exact& top, const Exact& bottom) {
    return bottom.IsZero() ? std::nullopt : std::optional<Exact>(top / bottom);
  };
  switch (rule.op) {
    case Rollup::OPERATOR_WEIGHTED_SUM:
      return weighted;
    case Rollup::OPERATOR_PERCENT_OF_POSSIBLE:
      return quotient(Exact(100) * weighted, possible);
    case Rollup::OPERATOR_MEAN:
      return sum / n;
    case Rollup::OPERATOR_WEIGHTED_MEAN:
      return quotient(weighted, weights);
    case Rollup::OPERATOR_MINIMUM:
      return *std::min_element(values.begin(), values.end());
    case Rollup::OPERATOR_MAXIMUM:
      return *std::max_element(values.begin(), values.end());
    case Rollup::OPERATOR_COUNT_AT_OR_ABOVE:
      return reaching;
    case Rollup::OPERATOR_PERCENT_AT_OR_ABOVE:
      return Exact(100) * reaching / n;
    case Rollup::OPERATOR_POOLED_PROPORTION:
      return quotient(sum, parts);
    default:
      return values[0].Round(rule.digits, rule.rounding);
  }
}

Drawn DrawTerm(Rollup::Operator op) {
  const bool pooled = op == Rollup::OPERATOR_POOLED_PROPORTION;
  const int low = pooled ? 0 : *rc::gen::inRange(-3, 4);
  const bool possible_counts = op == Rollup::OPERATOR_PERCENT_OF_POSSIBLE;
  const int high = std::max(*rc::gen::inRange(low, low + 5), pooled || possible_counts ? 0 : low);
  std::vector<MissingCase> missing;
  if (*rc::gen::arbitrary<bool>()) missing.push_back(kLeaves);
  if (*rc::gen::arbitrary<bool>()) missing.push_back(kMet);
  const int counts_as = pooled ? 0 : *rc::gen::inRange(-5, 9);
  if (*rc::gen::arbitrary<bool>()) {
    missing.push_back({Treatment::KIND_COUNTS_AS, Exact(counts_as)});
  }
  Drawn drawn;
  drawn.bounds = BoundCriterionTerm({Exact(low), Exact(high)}, missing);
  drawn.value = Exact::Fraction(*rc::gen::inRange(2 * low, 2 * high + 1), 2);
  const int kind = *rc::gen::inRange(0, static_cast<int>(missing.size()) + 1);
  if (kind < static_cast<int>(missing.size())) {
    const MissingCase& chosen = missing[static_cast<size_t>(kind)];
    drawn.left = chosen.kind == Treatment::KIND_LEAVES;
    drawn.value = chosen.kind == Treatment::KIND_COUNTS_AS ? chosen.value : Exact(high);
  }
  if (op == Rollup::OPERATOR_WEIGHTED_SUM) drawn.bounds.weight = Exact(*rc::gen::inRange(-3, 4));
  if (op == Rollup::OPERATOR_WEIGHTED_MEAN || possible_counts) {
    drawn.bounds.weight = Exact(*rc::gen::inRange(0, 4));
  }
  return drawn;
}

void NoValueLiesOutside() {
  RollupRule rule;
  rule.op = static_cast<Rollup::Operator>(*rc::gen::inRange(1, 11));
  rule.threshold = Exact::Fraction(*rc::gen::inRange(-8, 16), 2);
  rule.rounding = Exact::Rounding::kHalfAwayFromZero;
  rule.minimum_terms = *rc::gen::inRange(0, 3);
  const int count = rule.op == Rollup::OPERATOR_ROUND ? 1 : *rc::gen::inRange(1, 6);
  std::vector<Drawn> terms;
  std::vector<TermBounds> term_bounds;
  for (int i = 0; i < count; ++i) {
    terms.push_back(DrawTerm(rule.op));
    term_bounds.push_back(terms.back().bounds);
  }
  const RollupBounds bounds = BoundRollup(rule, term_bounds);
  const std::optional<Exact> value = Evaluate(rule, terms);
  if (!value.has_value()) {
    RC_ASSERT(bounds.may_lack_value);
    return;
  }
  RC_LOG() << "bounds " << Shown(bounds) << ", value " << value->ToString();
  RC_ASSERT(bounds.value.has_value());
  RC_ASSERT(bounds.value->lowest <= *value);
  RC_ASSERT(*value <= bounds.value->highest);
}

TEST(BoundRollupProperty, NoValueLiesOutside) { CheckProperty(20'000, NoValueLiesOutside); }

}  // namespace
}  // namespace continuum::scoring
