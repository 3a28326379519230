// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/limits.h"
#include "scoring/rubric_compiler.h"

namespace continuum::scoring {
namespace {

Number WholeNumber(int value) { return {Exact(value), absl::StrCat(value)}; }

}  // namespace

bool RubricCompiler::CompileCriterion(const v1::Criterion& criterion, int top_domain) {
  const int position = static_cast<int>(rubric_->criteria_.size());
  if (position >= kMaxCriteria) {
    return Fail("criterion", criterion.id(),
                absl::StrCat("a rubric has at most ", kMaxCriteria, " criteria"));
  }
  if (!AddId("criterion", criterion.id(), position, &rubric_->criterion_index_)) return false;
  if (rubric_->FindInput(criterion.id()) >= 0) {
    return Fail("criterion", criterion.id(), "an input has this id, too");
  }
  for (const std::string& tag : criterion.tags()) {
    std::vector<int>& tagged = criteria_by_tag_[tag];
    if (!tagged.empty() && tagged.back() == position) {
      return Fail("criterion", criterion.id(), absl::StrCat("has the tag \"", tag, "\" twice"));
    }
    tagged.push_back(position);
  }
  CompiledCriterion compiled;
  compiled.definition = &criterion;
  compiled.top_domain = top_domain;
  if (!CompileForm(criterion, &compiled)) return false;
  compiled.first_part = rubric_->total_parts_;
  rubric_->total_parts_ += compiled.possible;
  rubric_->criteria_.push_back(std::move(compiled));
  return true;
}

bool RubricCompiler::CompileForm(const v1::Criterion& criterion, CompiledCriterion* out) {
  switch (criterion.form_case()) {
    case v1::Criterion::kStaircase:
      return CompileStaircase(criterion, out);
    case v1::Criterion::kFactors:
      return CompileFactors(criterion, out);
    case v1::Criterion::kRating:
      return CompileRating(criterion, out);
    case v1::Criterion::kCredit:
      return CompileCredit(criterion, out);
    case v1::Criterion::kYesNo: {
      CompiledYesNo form;
      if (!ReadProofs(criterion.yes_no().needs(), criterion.id(), &form.needs)) return false;
      out->form = form;
      out->highest = WholeNumber(1);
      out->possible = 1;
      return true;
    }
    case v1::Criterion::kQuantity:
      return CompileQuantity(criterion, out);
    case v1::Criterion::kMeasure:
      return CompileMeasure(criterion, out);
    case v1::Criterion::kMilestones:
      return CompileMilestones(criterion, out);
    case v1::Criterion::FORM_NOT_SET:
      break;
  }
  return Fail("criterion", criterion.id(), "has no form");
}

bool RubricCompiler::CompileStaircase(const v1::Criterion& criterion, CompiledCriterion* out) {
  const v1::Staircase& staircase = criterion.staircase();
  const int continuum = CompiledRubric::Find(continuum_index_, staircase.continuum());
  if (continuum < 0) {
    return Fail("criterion", criterion.id(),
                absl::StrCat("no continuum \"", staircase.continuum(), "\""));
  }
  const v1::ActivityPolicy& policy = definition().activity_policy();
  if (policy.adapted_counts() == v1::ActivityPolicy::ADAPTATION_RULE_UNSPECIFIED ||
      !v1::ActivityPolicy::AdaptationRule_IsValid(policy.adapted_counts())) {
    return Fail("rubric", definition().id(), "does not say which adapted activities count");
  }
  CompiledStaircase form;
  form.continuum = &definition().continua(continuum);
  if (form.continuum->stages().empty()) {
    return Fail("continuum", staircase.continuum(), "has no stages");
  }
  for (const v1::Stage& stage : form.continuum->stages()) {
    Number value;
    if (!ReadNumber(stage.value(), "stage", stage.id(), &value)) return false;
    const Exact below = form.stage_values.empty() ? Exact() : form.stage_values.back().value;
    if (value.value < below) return Fail("stage", stage.id(), "is worth less than the one below");
    const int position = static_cast<int>(form.stage_values.size());
    if (!AddId("stage", stage.id(), position, &form.stage_index)) return false;
    form.stage_values.push_back(std::move(value));
  }
  form.lowest_by_answering = staircase.lowest_by_answering();
  if (!CompileCells(criterion, &form) || !CompileCovers(criterion, &form)) return false;
  if (form.lowest_by_answering) out->lowest = form.stage_values.front();
  out->highest = form.stage_values.back();
  out->possible = static_cast<int>(form.activities.size());
  out->form = std::move(form);
  return true;
}

bool RubricCompiler::CompileCells(const v1::Criterion& criterion, CompiledStaircase* out) {
  const v1::Staircase& staircase = criterion.staircase();
  if (staircase.cells_size() != out->continuum->stages_size()) {
    return Fail("criterion", criterion.id(), "needs one cell per stage of its continuum");
  }
  for (int i = 0; i < staircase.cells_size(); ++i) {
    const v1::Cell& cell = staircase.cells(i);
    if (cell.stage() != out->continuum->stages(i).id()) {
      return Fail("criterion", criterion.id(), "its cells are not in the order of the stages");
    }
    const bool must_be_empty = i == 0 && out->lowest_by_answering;
    if (cell.activities().empty() != must_be_empty) {
      return Fail("criterion", criterion.id(),
                  absl::StrCat("the cell \"", cell.stage(), "\" has ",
                               must_be_empty ? "activities" : "no activities"));
    }
    out->cell_begin.push_back(static_cast<int>(out->activities.size()));
    for (const v1::Activity& activity : cell.activities()) {
      const int position = static_cast<int>(out->activities.size());
      if (!AddId("activity", activity.id(), position, &out->activity_index)) return false;
      out->activities.push_back({.definition = &activity, .cell = i, .covers = {}});
    }
  }
  out->cell_begin.push_back(static_cast<int>(out->activities.size()));
  return true;
}

bool RubricCompiler::CompileCovers(const v1::Criterion& criterion, CompiledStaircase* out) {
  std::vector<std::vector<int>> direct(out->activities.size());
  for (std::size_t i = 0; i < out->activities.size(); ++i) {
    for (const std::string& id : out->activities[i].definition->covers()) {
      const int covered = CompiledRubric::Find(out->activity_index, id);
      if (covered < 0) {
        return Fail("activity", out->activities[i].definition->id(),
                    absl::StrCat("covers \"", id, "\", which its criterion does not have"));
      }
      direct[i].push_back(covered);
    }
  }
  std::vector<int> seen_by(out->activities.size(), -1);
  for (std::size_t i = 0; i < out->activities.size(); ++i) {
    const int self = static_cast<int>(i);
    seen_by[i] = self;
    std::vector<int>& covers = out->activities[i].covers;
    std::vector<int> open = direct[i];
    while (!open.empty()) {
      const int next = open.back();
      open.pop_back();
      if (std::exchange(seen_by[static_cast<std::size_t>(next)], self) == self) continue;
      if (++cover_pairs_ > kMaxCoverPairs) {
        return Fail("criterion", criterion.id(), "its activities cover too many others");
      }
      covers.push_back(next);
      const std::vector<int>& further = direct[static_cast<std::size_t>(next)];
      open.insert(open.end(), further.begin(), further.end());
    }
    std::sort(covers.begin(), covers.end());
  }
  return true;
}

bool RubricCompiler::CompileFactors(const v1::Criterion& criterion, CompiledCriterion* out) {
  CompiledFactors form;
  for (const v1::Factor& factor : criterion.factors().factors()) {
    const int position = static_cast<int>(form.factors.size());
    if (!AddId("factor", factor.id(), position, &form.factor_index)) return false;
    form.factors.push_back(&factor);
  }
  for (const v1::FactorRow& row : criterion.factors().rows()) {
    CompiledFactors::Row compiled;
    compiled.at_least = row.at_least();
    if (compiled.at_least < 1 || compiled.at_least > criterion.factors().factors_size()) {
      return Fail("criterion", criterion.id(), "a row asks for more factors than there are");
    }
    for (const std::string& id : row.including()) {
      const int factor = CompiledRubric::Find(form.factor_index, id);
      if (factor < 0) return Fail("criterion", criterion.id(), absl::StrCat("no factor ", id));
      compiled.including.push_back(factor);
    }
    std::sort(compiled.including.begin(), compiled.including.end());
    if (!ReadNumber(row.value(), "criterion", criterion.id(), &compiled.value)) return false;
    if (compiled.value.value.Sign() < 0) {
      return Fail("criterion", criterion.id(), "a row is worth less than 0");
    }
    if (compiled.value.value > out->highest.value) out->highest = compiled.value;
    form.rows.push_back(std::move(compiled));
  }
  out->possible = static_cast<int>(form.factors.size());
  out->form = std::move(form);
  return true;
}

bool RubricCompiler::CompileRating(const v1::Criterion& criterion, CompiledCriterion* out) {
  const v1::Rating& rating = criterion.rating();
  if (rating.scale().empty() == rating.options().empty()) {
    return Fail("criterion", criterion.id(), "needs a scale or options, and not both");
  }
  const int scale = CompiledRubric::Find(scale_index_, rating.scale());
  if (rating.options().empty() && scale < 0) {
    return Fail("criterion", criterion.id(), absl::StrCat("no scale \"", rating.scale(), "\""));
  }
  CompiledRating form;
  bool first = true;
  for (const v1::RatingOption& option :
       rating.options().empty() ? definition().scales(scale).options() : rating.options()) {
    const int position = static_cast<int>(form.options.size());
    if (!AddId("option", option.id(), position, &form.option_index)) return false;
    CompiledRating::Option compiled;
    compiled.definition = &option;
    compiled.insufficient_data = option.insufficient_data();
    if (!ReadProofs(option.needs(), criterion.id(), &compiled.needs)) return false;
    if (!compiled.insufficient_data) {
      if (!ReadNumber(option.value(), "option", option.id(), &compiled.value)) return false;
      if (first || compiled.value.value < out->lowest.value) out->lowest = compiled.value;
      if (first || compiled.value.value > out->highest.value) out->highest = compiled.value;
      first = false;
    }
    form.options.push_back(std::move(compiled));
  }
  if (first) return Fail("criterion", criterion.id(), "has no option with a value");
  out->form = std::move(form);
  return true;
}

bool RubricCompiler::CompileCredit(const v1::Criterion& criterion, CompiledCriterion* out) {
  const v1::Credit& credit = criterion.credit();
  CompiledCredit form;
  if (!ReadProofs(credit.needs(), criterion.id(), &form.needs)) return false;
  form.core = credit.worth_case() == v1::Credit::kCore;
  if (form.core) {
    if (!credit.core()) return Fail("criterion", criterion.id(), "core must be true");
  } else {
    form.credits = credit.credits();
    if (form.credits < 1 || form.credits > kMaxCredits) {
      return Fail("criterion", criterion.id(),
                  absl::StrCat("credits must be from 1 to ", kMaxCredits));
    }
  }
  out->highest = WholeNumber(form.core ? 1 : form.credits);
  out->possible = 1;
  out->form = form;
  return true;
}

}  // namespace continuum::scoring
