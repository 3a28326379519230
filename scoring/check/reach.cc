// SPDX-License-Identifier: Apache-2.0

#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/check/rollups.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/noun.h"

namespace continuum::scoring {
namespace {

// How a rollup computes; nothing where it does not say so well enough.
std::optional<RollupRule> RuleOf(const ResolvedRollup& resolved) {
  const v1::Rollup& rollup = *resolved.rollup;
  RollupRule rule;
  rule.op = rollup.operator_();
  rule.minimum_terms = rollup.minimum_terms();
  if (resolved.op->needs_threshold) {
    const std::optional<Exact> threshold = Exact::Parse(rollup.threshold());
    if (!threshold.has_value()) return std::nullopt;
    rule.threshold = *threshold;
  }
  if (!resolved.op->needs_rounding) return rule;
  rule.digits = rollup.rounding().digits();
  switch (rollup.rounding().mode()) {
    case v1::Rounding::MODE_HALF_AWAY_FROM_ZERO:
      rule.rounding = Exact::Rounding::kHalfAwayFromZero;
      return rule;
    case v1::Rounding::MODE_DOWN:
      rule.rounding = Exact::Rounding::kDown;
      return rule;
    case v1::Rounding::MODE_UP:
      rule.rounding = Exact::Rounding::kUp;
      return rule;
    default:
      return std::nullopt;
  }
}

TermBounds BoundCriterion(const ResolvedRollup& rollup, const CriterionFacts& facts) {
  std::vector<MissingCase> missing = {*rollup.absent};
  if (facts.may_be_not_applicable) missing.push_back(*rollup.not_applicable);
  if (facts.may_lack_data) missing.push_back(*rollup.insufficient_data);
  if (rollup.op->needs_parts) {
    return BoundCriterionTerm({Exact(0), Exact(facts.parts)}, missing);
  }
  if (rollup.op->by_stage && facts.phase_of != nullptr) {
    return BoundCriterionTerm({Exact(0), facts.phase_value}, missing);
  }
  return BoundCriterionTerm(facts.values, missing);
}

class ReachSearch {
 public:
  ReachSearch(const std::vector<CriterionFacts>& facts, const std::vector<ResolvedRollup>& rollups)
      : facts_(facts), rollups_(rollups), reach_(rollups.size()) {}

  // Bounds a rollup; those that it is computed from must have been bounded.
  void Bound(int position) {
    const ResolvedRollup& rollup = rollups_[static_cast<size_t>(position)];
    if (!rollup.known) return;
    if (rollup.op->op == v1::Rollup::OPERATOR_CASE) return BoundCasesOf(position);
    const std::optional<RollupRule> rule = RuleOf(rollup);
    std::vector<TermBounds> terms;
    for (const ResolvedTerm& term : rollup.terms) {
      if (term.rollup >= 0) {
        const std::optional<RollupBounds>& below = reach_[static_cast<size_t>(term.rollup)];
        if (!below.has_value()) return;
        terms.push_back(BoundRollupTerm(*below, *rollup.not_applicable));
      } else {
        terms.push_back(BoundCriterion(rollup, facts_[static_cast<size_t>(term.criterion)]));
      }
      terms.back().weight = term.weight;
    }
    if (rule.has_value()) reach_[static_cast<size_t>(position)] = BoundRollup(*rule, terms);
  }

  // Whether it never has a value, though all that it is computed from may have one.
  bool NeverHasValue(int position) const {
    const std::optional<RollupBounds>& bounds = reach_[static_cast<size_t>(position)];
    if (!bounds.has_value() || bounds->value.has_value()) return false;
    for (const ResolvedTerm& term : rollups_[static_cast<size_t>(position)].terms) {
      if (term.rollup < 0) continue;
      const std::optional<RollupBounds>& below = reach_[static_cast<size_t>(term.rollup)];
      if (!below.has_value() || !below->value.has_value()) return false;
    }
    return true;
  }

  std::vector<std::optional<RollupBounds>> Take() && { return std::move(reach_); }

 private:
  void BoundCasesOf(int position) {
    const ResolvedRollup& rollup = rollups_[static_cast<size_t>(position)];
    std::vector<RollupBounds> results;
    for (const ResolvedCase& one : rollup.cases) {
      if (one.rollup < 0) {
        results.push_back({.value = Interval{one.value, one.value}});
        continue;
      }
      const std::optional<RollupBounds>& below = reach_[static_cast<size_t>(one.rollup)];
      if (!below.has_value()) return;
      results.push_back(*below);
    }
    reach_[static_cast<size_t>(position)] =
        BoundCases(results, !rollup.rollup->has_otherwise(), true);
  }

  const std::vector<CriterionFacts>& facts_;
  const std::vector<ResolvedRollup>& rollups_;
  std::vector<std::optional<RollupBounds>> reach_;
};

}  // namespace

std::vector<std::optional<RollupBounds>> FindReach(const std::vector<CriterionFacts>& facts,
                                                   const std::vector<ResolvedRollup>& rollups,
                                                   const std::vector<int>& order,
                                                   Problems& problems) {
  ReachSearch search(facts, rollups);
  for (const int position : order) search.Bound(position);
  for (const int position : order) {
    if (!search.NeverHasValue(position)) continue;
    const ResolvedRollup& rollup = rollups[static_cast<size_t>(position)];
    problems.Add(ProblemReason::kNeverAValue, rollup.path,
                 absl::StrCat(TheNoun(*rollup.rollup),
                              " has no value whatever the answers are, because it always divides "
                              "by 0: wanted are weights, values or parts above 0"));
  }
  return std::move(search).Take();
}

void CheckBands(const RubricIndex& index, const std::vector<std::optional<RollupBounds>>& reach,
                Problems& problems) {
  for (int i = 0; i < index.definition().band_sets_size(); ++i) {
    const v1::BandSet& bands = index.definition().band_sets(i);
    const int rollup = index.Find(RubricIndex::Kind::kRollup, bands.rollup());
    const std::optional<RollupBounds> bounds =
        rollup < 0 ? std::nullopt : reach[static_cast<size_t>(rollup)];
    std::optional<Exact> before;
    for (int k = 0; k < bands.bands_size(); ++k) {
      const v1::Band& band = bands.bands(k);
      const std::string path =
          FieldPath(ItemPath(ItemPath("", "band_sets", i), "bands", k), "at_least");
      if ((k == 0) != band.at_least().empty()) {
        problems.Add(k == 0 ? ProblemReason::kNotAllowed : ProblemReason::kMissing, path,
                     k == 0 ? absl::StrCat(TheNoun(band),
                                           " is the first and takes everything below the second: "
                                           "wanted is no 'at_least'")
                            : absl::StrCat(TheNoun(band),
                                           " has no 'at_least': wanted is the "
                                           "lowest value in it"));
        continue;
      }
      const std::optional<Exact> edge = Exact::Parse(band.at_least());
      if (!edge.has_value()) continue;
      if (before.has_value() && *edge <= *before) {
        problems.Add(
            ProblemReason::kEdgesNotIncreasing, path,
            absl::StrCat(TheNoun(band), " begins at ", edge->ToString(), ": wanted is more than ",
                         before->ToString(), ", where the band before it begins"));
      }
      before = edge;
      if (!bounds.has_value() || !bounds->value.has_value()) continue;
      const auto& [lowest, highest] = *bounds->value;
      if (*edge > highest || *edge <= lowest) {
        problems.Add(ProblemReason::kEdgeOutOfReach, path,
                     absl::StrCat(*edge > highest ? "no value lies in " : "no value lies below ",
                                  TheNoun(band), ", which begins at ", edge->ToString(), ": ",
                                  TheNoun(index.definition().rollups(rollup)), " lies from ",
                                  lowest.ToString(), " to ", highest.ToString()));
      }
    }
  }
}

}  // namespace continuum::scoring
