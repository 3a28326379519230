// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "scoring/compiled_bounds.h"
#include "scoring/limits.h"
#include "scoring/operators.h"
#include "scoring/rubric_compiler.h"

namespace continuum::scoring {
namespace {

bool HasParts(const CompiledCriterion& criterion) {
  return !std::holds_alternative<CompiledRating>(criterion.form) &&
         !std::holds_alternative<CompiledQuantity>(criterion.form) &&
         !std::holds_alternative<CompiledMeasure>(criterion.form);
}

// The continuum of a staircase or of milestones; null for others.
const v1::Continuum* ContinuumOf(const CompiledCriterion& criterion) {
  if (const auto* form = std::get_if<CompiledStaircase>(&criterion.form)) return form->continuum;
  if (const auto* form = std::get_if<CompiledMilestones>(&criterion.form)) return form->continuum;
  return nullptr;
}

// A bound in the form of the wire. One that is too long is widened to a whole number, and left out
// where that is too long as well.
std::string BoundText(const Exact& bound, Exact::Rounding outwards) {
  for (const Exact& candidate : {bound, bound.Round(0, outwards)}) {
    std::string text = candidate.ToString();
    if (candidate.valid() && text.size() <= kMaxResultLength) return text;
  }
  return "";
}

}  // namespace

bool RubricCompiler::CompileRollups() {
  if (definition().rollups_size() > kMaxRollups) {
    return Fail("rubric", definition().id(),
                absl::StrCat("a rubric has at most ", kMaxRollups, " rollups"));
  }
  for (int i = 0; i < definition().rollups_size(); ++i) {
    if (!AddId("rollup", definition().rollups(i).id(), i, &rubric_->rollup_index_)) return false;
  }
  for (const v1::Rollup& rollup : definition().rollups()) {
    if (!CompileRollup(rollup)) return false;
  }
  return true;
}

bool RubricCompiler::CompileRollup(const v1::Rollup& rollup) {
  CompiledRollup compiled;
  compiled.definition = &rollup;
  const v1::MissingPolicy& own = rollup.missing();
  const v1::MissingPolicy& general = definition().missing();
  if (!CompileTreatment(rollup, own.not_applicable(), general.not_applicable(),
                        &compiled.not_applicable) ||
      !CompileTreatment(rollup, own.insufficient_data(), general.insufficient_data(),
                        &compiled.insufficient_data) ||
      !CompileTreatment(rollup, own.absent(), general.absent(), &compiled.absent) ||
      !CompileTerms(rollup, &compiled) || !CompileOperator(rollup, &compiled)) {
    return false;
  }
  if (rollup.minimum_terms() < 0) return Fail("rollup", rollup.id(), "minimum_terms is below 0");
  compiled.minimum_terms = std::max(1, rollup.minimum_terms());
  const int digits = rollup.display().digits();
  if (digits < 0 || digits > kMaxDigits) {
    return Fail("rollup", rollup.id(), absl::StrCat("shows ", digits, " digits"));
  }
  rubric_->rollups_.push_back(std::move(compiled));
  return true;
}

bool RubricCompiler::CompileTreatment(const v1::Rollup& rollup, const v1::Treatment& own,
                                      const v1::Treatment& general, CompiledTreatment* out) {
  const v1::Treatment& treatment = own.kind() == v1::Treatment::KIND_UNSPECIFIED ? general : own;
  out->kind = treatment.kind();
  switch (treatment.kind()) {
    case v1::Treatment::KIND_LEAVES:
    case v1::Treatment::KIND_COUNTS_AS_MET:
    case v1::Treatment::KIND_BLOCKS:
      return true;
    case v1::Treatment::KIND_COUNTS_AS:
      return ReadNumber(treatment.value(), "rollup", rollup.id(), &out->value);
    default:
      return Fail("rollup", rollup.id(), "does not say what it does with a missing answer");
  }
}

bool RubricCompiler::CompileTerms(const v1::Rollup& rollup, CompiledRollup* out) {
  if (rollup.operator_() == v1::Rollup::OPERATOR_CASE) {
    if (!CompileCases(rollup, out)) return false;
  } else if (!rollup.cases().empty() || rollup.has_otherwise()) {
    return Fail("rollup", rollup.id(), "has cases that its operator does not look at");
  }
  for (const v1::Term& term : rollup.terms()) {
    if (!CompileTerm(rollup, term, out)) return false;
  }
  if (out->terms.empty() && out->cases.empty()) {
    return Fail("rollup", rollup.id(), "has no terms");
  }
  flat_terms_ += static_cast<int>(out->terms.size());
  if (flat_terms_ > kMaxFlatTerms) {
    return Fail("rollup", rollup.id(),
                absl::StrCat("all rollups together have over ", kMaxFlatTerms, " terms"));
  }
  absl::flat_hash_set<std::pair<bool, int>> selected;
  for (const CompiledTerm& term : out->terms) {
    if (!selected.insert({term.is_rollup, term.index}).second) {
      return Fail("rollup", rollup.id(), "selects a criterion or rollup twice");
    }
  }
  return true;
}

bool RubricCompiler::CompileTerm(const v1::Rollup& rollup, const v1::Term& term,
                                 CompiledRollup* out) {
  CompiledTerm compiled;
  if (!term.weight().empty() &&
      !ReadNumber(term.weight(), "rollup", rollup.id(), &compiled.weight)) {
    return false;
  }
  if (term.has_rollup()) {
    compiled.is_rollup = true;
    compiled.index = rubric_->FindRollup(term.rollup());
    if (compiled.index < 0) return Fail("rollup", term.rollup(), "there is none with this id");
    out->terms.push_back(std::move(compiled));
    return true;
  }
  std::vector<int> criteria;
  if (!SelectCriteria(term, &criteria)) return false;
  for (const int criterion : criteria) {
    compiled.index = criterion;
    out->terms.push_back(compiled);
  }
  return true;
}

bool RubricCompiler::CompileOperator(const v1::Rollup& rollup, CompiledRollup* out) {
  const OperatorRow* const row = FindOperator(rollup.operator_());
  if (row == nullptr) return Fail("rollup", rollup.id(), "has no operator");
  out->op = row;
  if (!out->cases.empty()) return true;
  const v1::Continuum* continuum = nullptr;
  for (const CompiledTerm& term : out->terms) {
    if (term.is_rollup && !row->takes_rollups) {
      return Fail("rollup", rollup.id(), "its operator takes criteria only");
    }
    const CompiledCriterion* const criterion =
        term.is_rollup ? nullptr : &rubric_->criteria_[static_cast<std::size_t>(term.index)];
    if (row->needs_parts && !HasParts(*criterion)) {
      return Fail("rollup", rollup.id(), "its operator takes no criteria without parts");
    }
    if (row->needs_dates && !std::holds_alternative<CompiledMilestones>(criterion->form)) {
      return Fail("rollup", rollup.id(), "its operator takes milestones only");
    }
    if (row->by_stage) {
      const v1::Continuum* const own = ContinuumOf(*criterion);
      if (own == nullptr || (continuum != nullptr && own != continuum)) {
        return Fail("rollup", rollup.id(), "its operator takes stages of one continuum only");
      }
      continuum = own;
    }
    if (row->weights == OperatorRow::Weights::kNotNegative && term.weight.value.Sign() < 0) {
      return Fail("rollup", rollup.id(), "a weight is below 0");
    }
    if (term.is_rollup && out->not_applicable.kind == v1::Treatment::KIND_COUNTS_AS_MET) {
      return Fail("rollup", rollup.id(), "a rollup without a value cannot count as met");
    }
  }
  if (row->one_term && out->terms.size() != 1) {
    return Fail("rollup", rollup.id(), "its operator takes one term");
  }
  if (row->needs_parts || row->needs_dates) {
    for (const CompiledTreatment* treatment :
         {&out->not_applicable, &out->insufficient_data, &out->absent}) {
      if (row->needs_dates && treatment->kind == v1::Treatment::KIND_COUNTS_AS_MET) {
        return Fail("rollup", rollup.id(), "a missing answer has no dates and cannot be met");
      }
      if (!treatment->value.value.IsZero()) {
        return Fail("rollup", rollup.id(), "a missing answer counts as 0 or as met, nothing else");
      }
    }
  }
  if (row->needs_threshold) {
    Number threshold;
    if (!ReadNumber(rollup.threshold(), "rollup", rollup.id(), &threshold)) return false;
    out->threshold = threshold.value;
  }
  return !row->needs_rounding || CompileRounding(rollup, out);
}

bool RubricCompiler::CompileRounding(const v1::Rollup& rollup, CompiledRollup* out) {
  out->rounding_digits = rollup.rounding().digits();
  if (out->rounding_digits < 0 || out->rounding_digits > kMaxDigits) {
    return Fail("rollup", rollup.id(), absl::StrCat("rounds to ", out->rounding_digits, " digits"));
  }
  switch (rollup.rounding().mode()) {
    case v1::Rounding::MODE_HALF_AWAY_FROM_ZERO:
      out->rounding = Exact::Rounding::kHalfAwayFromZero;
      return true;
    case v1::Rounding::MODE_DOWN:
      out->rounding = Exact::Rounding::kDown;
      return true;
    case v1::Rounding::MODE_UP:
      out->rounding = Exact::Rounding::kUp;
      return true;
    default:
      return Fail("rollup", rollup.id(), "does not say how it rounds");
  }
}

bool RubricCompiler::OrderRollups() {
  // Which rollups wait for each, and for how many each one waits.
  std::vector<CompiledRollup>& rollups = rubric_->rollups_;
  std::vector<std::vector<int>> waiting(rollups.size());
  std::vector<int> missing(rollups.size(), 0);
  for (std::size_t i = 0; i < rollups.size(); ++i) {
    for (const CompiledTerm& term : rollups[i].terms) {
      if (!term.is_rollup) continue;
      waiting[static_cast<std::size_t>(term.index)].push_back(static_cast<int>(i));
      ++missing[i];
    }
  }
  std::vector<int>& order = rubric_->rollup_order_;
  for (std::size_t i = 0; i < rollups.size(); ++i) {
    if (missing[i] == 0) order.push_back(static_cast<int>(i));
  }
  for (std::size_t next = 0; next < order.size(); ++next) {
    for (const int parent : waiting[static_cast<std::size_t>(order[next])]) {
      if (--missing[static_cast<std::size_t>(parent)] == 0) order.push_back(parent);
    }
  }
  if (order.size() == rollups.size()) return true;
  for (std::size_t i = 0; i < rollups.size(); ++i) {
    if (missing[i] > 0) {
      return Fail("rollup", rollups[i].definition->id(),
                  "is computed from itself, or from rollups that are");
    }
  }
  return false;
}

void RubricCompiler::CompileBounds() {
  const std::vector<RollupBounds> bounds = BoundRollups(*rubric_);
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    if (!bounds[i].value.has_value()) continue;
    CompiledRollup& rollup = rubric_->rollups_[i];
    rollup.lowest = BoundText(bounds[i].value->lowest, Exact::Rounding::kDown);
    rollup.highest = BoundText(bounds[i].value->highest, Exact::Rounding::kUp);
  }
}

bool RubricCompiler::CompileBandSets() {
  IdIndex band_set_ids;
  for (const v1::BandSet& band_set : definition().band_sets()) {
    const int position = static_cast<int>(rubric_->band_sets_.size());
    if (!AddId("band set", band_set.id(), position, &band_set_ids)) return false;
    CompiledBandSet compiled;
    compiled.definition = &band_set;
    compiled.rollup = rubric_->FindRollup(band_set.rollup());
    if (compiled.rollup < 0) {
      return Fail("band set", band_set.id(), absl::StrCat("no rollup \"", band_set.rollup(), "\""));
    }
    if (band_set.bands().empty()) return Fail("band set", band_set.id(), "has no bands");
    IdIndex band_ids;
    for (int i = 0; i < band_set.bands_size(); ++i) {
      const v1::Band& band = band_set.bands(i);
      if (!AddId("band", band.id(), i, &band_ids)) return false;
      if (i == 0) continue;
      Number edge;
      if (!ReadNumber(band.at_least(), "band", band.id(), &edge)) return false;
      if (!compiled.edges.empty() && edge.value <= compiled.edges.back()) {
        return Fail("band", band.id(), "its edge does not lie above the one before");
      }
      compiled.edges.push_back(edge.value);
    }
    std::vector<Exact>& edges =
        rubric_->rollups_[static_cast<std::size_t>(compiled.rollup)].at_least_edges;
    edges.insert(edges.end(), compiled.edges.begin(), compiled.edges.end());
    rubric_->band_sets_.push_back(std::move(compiled));
  }
  return true;
}

}  // namespace continuum::scoring
