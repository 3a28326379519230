// SPDX-License-Identifier: Apache-2.0

#include "scoring/bounds.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace continuum::scoring {
namespace {

using Rollup = v1::Rollup;

Interval Hull(const Interval& a, const Interval& b) {
  return {std::min(a.lowest, b.lowest), std::max(a.highest, b.highest)};
}

void Widen(std::optional<Interval>& interval, const Interval& by) {
  interval = interval.has_value() ? Hull(*interval, by) : by;
}

void AddMissing(const MissingCase& missing, const Exact& highest, TermBounds& term) {
  switch (missing.kind) {
    case v1::Treatment::KIND_LEAVES:
      term.may_leave = true;
      break;
    case v1::Treatment::KIND_COUNTS_AS:
      Widen(term.value, {missing.value, missing.value});
      break;
    case v1::Treatment::KIND_COUNTS_AS_MET:
      Widen(term.value, {highest, highest});
      break;
    default:
      term.may_block = true;
      break;
  }
}

// A fraction's upper and lower part, as far as one term adds to them.
struct Share {
  Exact top;     // the most that it adds above
  Exact bottom;  // what it adds below; at least 0
  bool may_leave = false;
};

// The highest value of (sum of tops) / (sum of bottoms) over all ways in which shares may leave;
// nothing when the lower sum is always 0.
//
// Adding a share moves a fraction towards the share's own, so exactly the best ones are worth
// adding, best first.
std::optional<Exact> HighestFraction(const std::vector<Share>& shares) {
  Exact top;
  Exact bottom;
  std::vector<std::pair<Exact, const Share*>> optional;  // each with its own fraction
  for (const Share& share : shares) {
    if (share.may_leave && !share.bottom.IsZero()) {
      optional.emplace_back(share.top / share.bottom, &share);
      // Sorting needs numbers that compare.
      if (!optional.back().first.valid()) return Exact::Invalid();
    } else if (!share.may_leave || share.top.Sign() > 0) {
      top += share.top;
      bottom += share.bottom;
    }
  }
  std::sort(optional.begin(), optional.end(),
            [](const auto& a, const auto& b) { return a.first > b.first; });
  if (bottom.IsZero()) {
    if (optional.empty()) return std::nullopt;
    // What stays adds only above; it adds most over the smallest bottom.
    Exact smallest = optional[0].second->bottom;
    for (const auto& [fraction, share] : optional) smallest = std::min(smallest, share->bottom);
    return optional[0].first + std::max(top, Exact(0)) / smallest;
  }
  for (const auto& [fraction, share] : optional) {
    if (!(fraction > top / bottom)) break;
    top += share->top;
    bottom += share->bottom;
  }
  return top / bottom;
}

// Bounds of 100 * or 1 * (sum of tops) / (sum of bottoms).
std::optional<Interval> BoundFraction(absl::Span<const TermBounds> terms,
                                      const std::vector<Exact>& bottoms,
                                      const std::vector<Interval>& tops) {
  std::vector<Share> upper;
  std::vector<Share> lower;
  for (size_t i = 0; i < terms.size(); ++i) {
    if (!terms[i].value.has_value()) continue;
    upper.push_back({tops[i].highest, bottoms[i], terms[i].may_leave});
    lower.push_back({-tops[i].lowest, bottoms[i], terms[i].may_leave});
  }
  const std::optional<Exact> highest = HighestFraction(upper);
  if (!highest.has_value()) return std::nullopt;
  return Interval{-*HighestFraction(lower), *highest};
}

Interval Scale(const Interval& interval, const Exact& by) {
  const Exact a = interval.lowest * by;
  const Exact b = interval.highest * by;
  return by.Sign() < 0 ? Interval{b, a} : Interval{a, b};
}

Interval BoundSum(absl::Span<const TermBounds> terms) {
  Interval sum;
  for (const TermBounds& term : terms) {
    if (!term.value.has_value()) continue;
    Interval share = Scale(*term.value, term.weight);
    if (term.may_leave) share = Hull(share, {Exact(0), Exact(0)});
    sum.lowest += share.lowest;
    sum.highest += share.highest;
  }
  return sum;
}

// Whether a value reaches the threshold, as 0 or 1.
Interval BoundReaching(const Interval& value, const Exact& threshold) {
  return {Exact(value.lowest >= threshold ? 1 : 0), Exact(value.highest >= threshold ? 1 : 0)};
}

Interval BoundCount(absl::Span<const TermBounds> terms, const Exact& threshold) {
  Interval count;
  for (const TermBounds& term : terms) {
    if (!term.value.has_value()) continue;
    const Interval reaching = BoundReaching(*term.value, threshold);
    if (!term.may_leave) count.lowest += reaching.lowest;
    count.highest += reaching.highest;
  }
  return count;
}

// The lowest of the values. A term that stays also keeps the result down from above.
Interval BoundMinimum(absl::Span<const TermBounds> terms) {
  std::optional<Exact> lowest;
  std::optional<Exact> highest_of_staying;
  std::optional<Exact> highest_of_any;
  for (const TermBounds& term : terms) {
    if (!term.value.has_value()) continue;
    const auto& [low, high] = *term.value;
    lowest = lowest ? std::min(*lowest, low) : low;
    highest_of_any = highest_of_any ? std::max(*highest_of_any, high) : high;
    if (term.may_leave) continue;
    highest_of_staying = highest_of_staying ? std::min(*highest_of_staying, high) : high;
  }
  return {*lowest, highest_of_staying.value_or(*highest_of_any)};
}

Interval BoundMaximum(absl::Span<const TermBounds> terms) {
  std::vector<TermBounds> negated(terms.begin(), terms.end());
  for (TermBounds& term : negated) {
    if (term.value.has_value()) term.value = Scale(*term.value, Exact(-1));
  }
  return Scale(BoundMinimum(negated), Exact(-1));
}

// The bounds of those operators that divide; nothing when what they divide by is always 0.
// `least_bottom` becomes what the terms that never leave bring below.
std::optional<Interval> BoundQuotient(const RollupRule& rule, absl::Span<const TermBounds> terms,
                                      Exact& least_bottom) {
  const bool percent = rule.op == Rollup::OPERATOR_PERCENT_OF_POSSIBLE ||
                       rule.op == Rollup::OPERATOR_PERCENT_AT_OR_ABOVE;
  std::vector<Exact> bottoms;
  std::vector<Interval> tops;
  for (const TermBounds& term : terms) {
    const Interval value = term.value.value_or(Interval());
    switch (rule.op) {
      case Rollup::OPERATOR_PERCENT_OF_POSSIBLE:
        bottoms.push_back(term.weight * term.highest);
        tops.push_back(Scale(value, term.weight));
        break;
      case Rollup::OPERATOR_WEIGHTED_MEAN:
        bottoms.push_back(term.weight);
        tops.push_back(Scale(value, term.weight));
        break;
      case Rollup::OPERATOR_PERCENT_AT_OR_ABOVE:
        bottoms.emplace_back(1);
        tops.push_back(BoundReaching(value, rule.threshold));
        break;
      case Rollup::OPERATOR_POOLED_PROPORTION:
        bottoms.push_back(term.highest);
        tops.push_back(value);
        break;
      default:
        bottoms.emplace_back(1);
        tops.push_back(value);
        break;
    }
    if (term.value.has_value() && !term.may_leave) least_bottom += bottoms.back();
  }
  std::optional<Interval> fraction = BoundFraction(terms, bottoms, tops);
  if (!fraction.has_value() || !percent) return fraction;
  return Scale(*fraction, Exact(100));
}

// The bounds when at least one term may count.
std::optional<Interval> BoundOperator(const RollupRule& rule, absl::Span<const TermBounds> terms,
                                      Exact& least_bottom) {
  switch (rule.op) {
    case Rollup::OPERATOR_WEIGHTED_SUM:
      return BoundSum(terms);
    case Rollup::OPERATOR_MINIMUM:
      return BoundMinimum(terms);
    case Rollup::OPERATOR_MAXIMUM:
      return BoundMaximum(terms);
    case Rollup::OPERATOR_FURTHEST_STAGE: {
      // Nobody stands below the beginning.
      const Interval furthest = BoundMaximum(terms);
      return Interval{std::max(furthest.lowest, Exact(0)), std::max(furthest.highest, Exact(0))};
    }
    case Rollup::OPERATOR_DURATION_DAYS:
      // There is no limit to days; and no day may be dated.
      least_bottom = Exact(0);
      return Interval{Exact::Invalid(), Exact::Invalid()};
    case Rollup::OPERATOR_COUNT_AT_OR_ABOVE:
      return BoundCount(terms, rule.threshold);
    case Rollup::OPERATOR_ROUND: {
      const Interval value = BoundMinimum(terms);
      return Interval{value.lowest.Round(rule.digits, rule.rounding),
                      value.highest.Round(rule.digits, rule.rounding)};
    }
    default:
      least_bottom = Exact(0);
      return BoundQuotient(rule, terms, least_bottom);
  }
}

bool IsValid(const std::optional<Interval>& interval) {
  return !interval.has_value() || (interval->lowest.valid() && interval->highest.valid());
}

}  // namespace

TermBounds BoundCriterionTerm(const Interval& own, absl::Span<const MissingCase> missing) {
  TermBounds term;
  term.value = own;
  term.highest = own.highest;
  for (const MissingCase& one : missing) AddMissing(one, own.highest, term);
  return term;
}

TermBounds BoundRollupTerm(const RollupBounds& rollup, const MissingCase& missing) {
  TermBounds term;
  term.value = rollup.value;
  term.may_block = rollup.may_block;
  if (rollup.may_lack_value) AddMissing(missing, Exact::Invalid(), term);
  return term;
}

RollupBounds BoundCases(absl::Span<const RollupBounds> results, bool may_have_none,
                        bool may_be_open) {
  RollupBounds bounds;
  bounds.may_lack_value = may_have_none;
  bounds.may_block = may_be_open;
  for (const RollupBounds& result : results) {
    bounds.may_lack_value |= result.may_lack_value || !result.value.has_value();
    bounds.may_block |= result.may_block;
    if (!result.value.has_value()) continue;
    if (!IsValid(result.value) || !IsValid(bounds.value)) {
      bounds.value = Interval{Exact::Invalid(), Exact::Invalid()};
    } else {
      Widen(bounds.value, *result.value);
    }
  }
  return bounds;
}

RollupBounds BoundRollup(const RollupRule& rule, absl::Span<const TermBounds> terms) {
  RollupBounds bounds;
  int may_count = 0;
  int always_count = 0;
  bool valid = true;
  for (const TermBounds& term : terms) {
    bounds.may_block |= term.may_block;
    valid &= IsValid(term.value) && term.weight.valid() && term.highest.valid();
    if (!term.value.has_value()) continue;
    ++may_count;
    if (!term.may_leave) ++always_count;
  }
  const int needed = std::max(rule.minimum_terms, 1);
  bounds.may_lack_value = always_count < needed;
  if (may_count < needed) return bounds;
  // Comparing with an invalid number says nothing, so the operators below would overlook it.
  if (!valid) {
    bounds.value = Interval{Exact::Invalid(), Exact::Invalid()};
    bounds.may_lack_value = true;
    return bounds;
  }
  Exact least_bottom(1);
  bounds.value = BoundOperator(rule, terms, least_bottom);
  if (least_bottom.Sign() <= 0) bounds.may_lack_value = true;
  return bounds;
}

}  // namespace continuum::scoring
