// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/rollups.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scoring/check/cycles.h"
#include "scoring/check/wording.h"
#include "scoring/limits.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/noun.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

using Weights = OperatorRow::Weights;

// Checks one rollup.
class RollupCheck {
 public:
  RollupCheck(const RubricIndex& index, const std::vector<CriterionFacts>& facts,
              ResolvedRollup& resolved, Problems& problems)
      : index_(index),
        facts_(facts),
        resolved_(resolved),
        rollup_(*resolved.rollup),
        problems_(problems) {}

  void Check() {
    CheckOptional();
    CheckCases();
    if (resolved_.op == nullptr || resolved_.op->op == v1::Rollup::OPERATOR_CASE) return;
    CheckWeights();
    CheckTerms();
    CheckTreatments();
  }

 private:
  std::string PathOf(absl::string_view field) const { return FieldPath(resolved_.path, field); }

  void Report(ProblemReason reason, const std::string& path, std::string message) {
    problems_.Add(reason, path, std::move(message));
    resolved_.known = false;
  }

  std::string OperatorName() const { return v1::Rollup::Operator_Name(rollup_.operator_()); }

  // What some operators need and others do not have.
  void CheckOptional() {
    const bool threshold = resolved_.op != nullptr && resolved_.op->needs_threshold;
    const bool rounding = resolved_.op != nullptr && resolved_.op->needs_rounding;
    if (threshold && rollup_.threshold().empty()) {
      Report(ProblemReason::kMissing, PathOf("threshold"),
             absl::StrCat(TheNoun(rollup_),
                          " has no 'threshold': wanted is the value from which "
                          "on a term is counted"));
    } else if (!threshold && !rollup_.threshold().empty()) {
      NotForOperator("threshold", PathOf("threshold"));
    }
    if (rounding && !rollup_.has_rounding()) {
      Report(ProblemReason::kMissing, PathOf("rounding"),
             absl::StrCat(TheNoun(rollup_), " has no 'rounding': wanted is how it rounds"));
    } else if (!rounding && rollup_.has_rounding()) {
      NotForOperator("rounding", PathOf("rounding"));
    }
  }

  // Cases instead of terms, or terms.
  void CheckCases() {
    const bool cases = rollup_.operator_() == v1::Rollup::OPERATOR_CASE;
    if (cases && rollup_.cases().empty()) {
      Report(ProblemReason::kMissing, PathOf("cases"),
             absl::StrCat(TheNoun(rollup_), " has no 'cases': wanted is what it is when"));
    } else if (!cases && rollup_.terms().empty()) {
      Report(ProblemReason::kMissing, PathOf("terms"),
             absl::StrCat(TheNoun(rollup_), " has no 'terms': wanted is what it is computed from"));
    }
    if (cases && !rollup_.terms().empty()) NotForOperator("terms", PathOf("terms"));
    if (!cases && !rollup_.cases().empty()) NotForOperator("cases", PathOf("cases"));
    if (!cases && rollup_.has_otherwise()) NotForOperator("otherwise", PathOf("otherwise"));
  }

  void NotForOperator(absl::string_view field, const std::string& path) {
    Report(ProblemReason::kNotAllowed, path,
           absl::StrCat("'", field, "' has no meaning for ", OperatorName(),
                        ": wanted is a rollup without it, or another operator"));
  }

  void CheckWeights() {
    for (int i = 0; i < rollup_.terms_size(); ++i) {
      const std::string& weight = rollup_.terms(i).weight();
      if (weight.empty()) continue;
      const std::string path = FieldPath(ItemPath(resolved_.path, "terms", i), "weight");
      const std::optional<Exact> value = Exact::Parse(weight);
      if (resolved_.op->weights == Weights::kNone) {
        NotForOperator("weight", path);
      } else if (value.has_value() && value->Sign() < 0 &&
                 resolved_.op->weights == Weights::kNotNegative) {
        Report(
            ProblemReason::kNegativeWeight, path,
            absl::StrCat("the weight is ", weight, ": wanted is at least 0 for ", OperatorName()));
      }
    }
  }

  void CheckTerms() {
    for (size_t i = 0; i < resolved_.terms.size();) {
      if (resolved_.terms[i].rollup >= 0) {
        CheckRollupTerm(resolved_.terms[i++]);
      } else {
        i = CheckCriteriaOfTerm(i);
      }
    }
    const int count = static_cast<int>(resolved_.terms.size());
    if (resolved_.op->one_term && count > 1) {
      Report(ProblemReason::kOneTermOnly, PathOf("terms"),
             absl::StrCat(OperatorName(), " takes one criterion or rollup, but ", count,
                          " are selected"));
    }
    if (resolved_.known && rollup_.minimum_terms() > count) {
      Report(ProblemReason::kTooFewTerms, PathOf("minimum_terms"),
             absl::StrCat(TheNoun(rollup_), " needs ", rollup_.minimum_terms(), " terms, but has ",
                          count));
    }
  }

  void CheckRollupTerm(const ResolvedTerm& term) {
    const std::string path = FieldPath(ItemPath(resolved_.path, "terms", term.term), "rollup");
    const std::string id = Quoted(index_.definition().rollups(term.rollup).id());
    if (!resolved_.op->takes_rollups) {
      Report(ProblemReason::kCriteriaOnly, path,
             absl::StrCat(OperatorName(), " is computed from criteria only, but ", id,
                          " is a rollup"));
    } else if (resolved_.not_applicable.has_value() &&
               resolved_.not_applicable->kind == v1::Treatment::KIND_COUNTS_AS_MET) {
      Report(ProblemReason::kRollupCountsAsMet, path,
             absl::StrCat("when the rollup ", id,
                          " has no value it would count as met, but a rollup has no highest "
                          "value: wanted is another treatment of not_applicable"));
    }
  }

  // Checks the criteria that one of the rollup's terms selects, from `first` on. Returns where the
  // next term's begin.
  size_t CheckCriteriaOfTerm(size_t first) {
    const int term = resolved_.terms[first].term;
    const std::string path = ItemPath(resolved_.path, "terms", term);
    std::vector<std::string> without_parts;
    std::vector<std::string> negative;
    std::vector<std::string> undated;
    std::vector<std::string> no_stage;
    size_t next = first;
    for (; next < resolved_.terms.size() && resolved_.terms[next].term == term; ++next) {
      const CriterionFacts& facts = facts_[static_cast<size_t>(resolved_.terms[next].criterion)];
      const v1::Criterion& criterion = *facts.criterion;
      if (criterion.has_rating() || criterion.has_quantity() || criterion.has_measure()) {
        without_parts.push_back(criterion.id());
      }
      if (!criterion.has_milestones()) undated.push_back(criterion.id());
      const v1::Continuum* continuum =
          facts.continuum != nullptr ? facts.continuum : facts.phase_of;
      const bool has_stages = criterion.has_staircase() || criterion.has_milestones();
      if (!has_stages ||
          (continuum != nullptr && continuum_ != nullptr && continuum != continuum_)) {
        no_stage.push_back(criterion.id());
      } else if (continuum != nullptr) {
        continuum_ = continuum;
      }
      if (facts.known && facts.values.highest.Sign() < 0) {
        negative.push_back(facts.criterion->id());
      }
    }
    if (resolved_.op->needs_parts && !without_parts.empty()) {
      Report(ProblemReason::kWrongForm, path,
             absl::StrCat(OperatorName(),
                          " counts parts, but ratings, quantities and measures have none: ",
                          Listed(without_parts)));
    }
    if (resolved_.op->needs_dates && !undated.empty()) {
      Report(ProblemReason::kWrongForm, path,
             absl::StrCat(OperatorName(), " reads dates, which only milestones have, not ",
                          Listed(undated)));
    }
    if (resolved_.op->by_stage && !no_stage.empty()) {
      Report(ProblemReason::kWrongForm, path,
             absl::StrCat(OperatorName(),
                          " compares stages, so its criteria are staircases or milestones of one "
                          "continuum: wanted are others than ",
                          Listed(no_stage)));
    }
    if (resolved_.op->op == v1::Rollup::OPERATOR_PERCENT_OF_POSSIBLE && !negative.empty()) {
      Report(
          ProblemReason::kNegativeHighest, path,
          absl::StrCat("a percentage of a highest value below 0 says nothing: ", Listed(negative)));
    }
    return next;
  }

  void CheckTreatments() {
    if (!resolved_.op->needs_parts && !resolved_.op->needs_dates) return;
    for (const auto& [missing, field] :
         {std::pair(resolved_.not_applicable, "missing.not_applicable"),
          std::pair(resolved_.insufficient_data, "missing.insufficient_data"),
          std::pair(resolved_.absent, "missing.absent")}) {
      if (!missing.has_value()) continue;
      if (resolved_.op->needs_dates && missing->kind == v1::Treatment::KIND_COUNTS_AS_MET) {
        Report(ProblemReason::kPooledCountsAs, PathOf(field),
               absl::StrCat("a missing answer counts as met, but in ", OperatorName(),
                            " it has no dates: wanted is another treatment"));
      }
      if (missing->value.IsZero()) continue;
      Report(ProblemReason::kPooledCountsAs, PathOf(field),
             absl::StrCat("a missing answer counts as ", missing->value.ToString(), ", but in ",
                          OperatorName(), " it can count as 0 or as met only"));
    }
  }

  const RubricIndex& index_;
  const std::vector<CriterionFacts>& facts_;
  ResolvedRollup& resolved_;
  const v1::Rollup& rollup_;
  Problems& problems_;
  // That of the terms so far; null while there is none.
  const v1::Continuum* continuum_ = nullptr;
};

}  // namespace

void CheckRollups(const RubricIndex& index, const std::vector<CriterionFacts>& facts,
                  std::vector<ResolvedRollup>& rollups, Problems& problems) {
  for (ResolvedRollup& rollup : rollups) {
    RollupCheck(index, facts, rollup, problems).Check();
  }
}

std::vector<int> CheckRollupOrder(const std::vector<ResolvedRollup>& rollups, Problems& problems) {
  std::vector<std::vector<int>> edges(rollups.size());
  for (size_t i = 0; i < rollups.size(); ++i) {
    for (const ResolvedTerm& term : rollups[i].terms) {
      if (term.rollup >= 0) edges[i].push_back(term.rollup);
    }
  }
  const GraphSearch search = SearchGraph(edges);
  for (std::vector<int> cycle : search.cycles) {
    constexpr size_t kShown = 10;
    std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
    const bool long_cycle = cycle.size() > kShown;
    std::vector<std::string> names;
    for (const int rollup : cycle) {
      if (names.size() == kShown) break;
      names.push_back(Quoted(rollups[static_cast<size_t>(rollup)].rollup->id()));
    }
    if (long_cycle) names.emplace_back("...");
    names.push_back(names.front());
    problems.Add(
        ProblemReason::kRollupCycle, rollups[static_cast<size_t>(cycle.front())].path,
        absl::StrCat("the rollup is computed from itself: ", absl::StrJoin(names, " from ")));
  }
  return search.order;
}

}  // namespace continuum::scoring
