// SPDX-License-Identifier: Apache-2.0

#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/limits.h"
#include "scoring/rubric_compiler.h"

namespace continuum::scoring {

// Also sets the lowest and the highest value of the criterion.
bool RubricCompiler::CompileWorth(const v1::Criterion& criterion, const v1::Worth& worth,
                                  CompiledWorth* out, CompiledCriterion* criterion_out) {
  const std::string& id = criterion.id();
  Number& lowest = criterion_out->lowest;
  Number& highest = criterion_out->highest;
  if (worth.cut_points().empty()) {
    if (!ReadNumber(worth.lowest(), "criterion", id, &lowest) ||
        !ReadNumber(worth.highest(), "criterion", id, &highest)) {
      return false;
    }
    return lowest.value < highest.value || Fail("criterion", id, "its highest is not the higher");
  }
  if (worth.cut_points_size() > kMaxCutPoints) {
    return Fail("criterion", id, absl::StrCat("has over ", kMaxCutPoints, " cut-points"));
  }
  CompiledWorth::Range below;
  if (!ReadNumber(worth.below(), "criterion", id, &below.value)) return false;
  out->ranges.push_back(std::move(below));
  bool rises = false;
  for (const v1::CutPoint& cut : worth.cut_points()) {
    CompiledWorth::Range range;
    Number begin;
    range.above = cut.begin_case() == v1::CutPoint::kAbove;
    if (!ReadNumber(range.above ? cut.above() : cut.at_least(), "criterion", id, &begin) ||
        !ReadNumber(cut.value(), "criterion", id, &range.value)) {
      return false;
    }
    range.begin = begin.value;
    const CompiledWorth::Range& last = out->ranges.back();
    if (out->ranges.size() > 1 &&
        !(range.begin > last.begin || (range.begin == last.begin && range.above && !last.above))) {
      return Fail("criterion", id, "a cut-point does not lie after the one before");
    }
    rises |= range.value.value > last.value.value;
    out->falls |= range.value.value < last.value.value;
    out->ranges.push_back(std::move(range));
  }
  if (rises && out->falls) return Fail("criterion", id, "its values rise and fall");
  lowest = out->falls ? out->ranges.back().value : out->ranges.front().value;
  highest = out->falls ? out->ranges.front().value : out->ranges.back().value;
  return true;
}

bool RubricCompiler::CompileQuantity(const v1::Criterion& criterion, CompiledCriterion* out) {
  const v1::Quantity& quantity = criterion.quantity();
  CompiledQuantity form;
  form.whole = quantity.whole();
  if (!quantity.input().empty()) {
    form.input = rubric_->FindInput(quantity.input());
    if (form.input < 0) return Fail("criterion", criterion.id(), "looks at an unknown input");
    const v1::Input& input = *rubric_->inputs_[static_cast<std::size_t>(form.input)].definition;
    if (!input.has_number() && !input.has_derived()) {
      return Fail("criterion", criterion.id(), "looks at an input that is no number");
    }
    if (criterion.allows_not_applicable() || criterion.allows_insufficient_data()) {
      return Fail("criterion", criterion.id(), "has no answer of its own");
    }
  }
  if (!CompileWorth(criterion, quantity.worth(), &form.worth, out)) return false;
  out->form = std::move(form);
  out->counted = rubric_->total_counted_++;
  return true;
}

bool RubricCompiler::CompileMeasure(const v1::Criterion& criterion, CompiledCriterion* out) {
  const v1::Measure& measure = criterion.measure();
  CompiledMeasure form;
  form.definition = &measure;
  form.minimum_denominator = measure.minimum_denominator();
  if (measure.kind() == v1::Measure::KIND_UNSPECIFIED ||
      !v1::Measure::Kind_IsValid(measure.kind())) {
    return Fail("criterion", criterion.id(), "does not say what its rate is");
  }
  if (form.minimum_denominator < 1 || form.minimum_denominator > kMaxDenominator) {
    return Fail("criterion", criterion.id(), "has no smallest denominator");
  }
  if (!measure.per().empty()) {
    Number per;
    if (!ReadNumber(measure.per(), "criterion", criterion.id(), &per)) return false;
    if (per.value.Sign() <= 0) return Fail("criterion", criterion.id(), "\"per\" is not above 0");
    form.per = per.value;
  }
  for (int i = 0; i < measure.segments_size(); ++i) {
    if (!AddId("segment", measure.segments(i).id(), i, &form.segment_index)) return false;
  }
  if (!measure.scored_segment().empty()) {
    form.scored_segment = CompiledRubric::Find(form.segment_index, measure.scored_segment());
    if (form.scored_segment < 0) {
      return Fail("criterion", criterion.id(), "is scored by a segment that there is not");
    }
  }
  if (!CompileWorth(criterion, measure.worth(), &form.worth, out)) return false;
  out->form = std::move(form);
  out->counted = rubric_->total_counted_++;
  return true;
}

bool RubricCompiler::CompileMilestones(const v1::Criterion& criterion, CompiledCriterion* out) {
  const v1::Milestones& milestones = criterion.milestones();
  CompiledMilestones form;
  const int continuum = CompiledRubric::Find(continuum_index_, milestones.continuum());
  if (continuum < 0) return Fail("criterion", criterion.id(), "names no continuum that exists");
  form.continuum = &definition().continua(continuum);
  form.stage = -1;
  for (int i = 0; i < form.continuum->stages_size(); ++i) {
    if (form.continuum->stages(i).id() == milestones.stage()) form.stage = i;
  }
  if (form.stage < 0) return Fail("criterion", criterion.id(), "names no stage that exists");
  const std::string& value = form.continuum->stages(form.stage).value();
  if (!ReadNumber(value, "stage", milestones.stage(), &form.stage_value)) return false;
  for (const v1::Milestone& milestone : milestones.milestones()) {
    const int position = static_cast<int>(form.milestones.size());
    if (!AddId("milestone", milestone.id(), position, &form.milestone_index)) return false;
    form.milestones.push_back(&milestone);
  }
  const auto possible = static_cast<int>(form.milestones.size());
  if (possible == 0) return Fail("criterion", criterion.id(), "has no milestones");
  for (int done = 0; done <= possible; ++done) {
    const Exact share = Exact::Fraction(done, possible);
    form.shares.push_back({share, share.ToString()});
  }
  if (!milestones.ceased_input().empty()) {
    form.ceased_input = rubric_->FindInput(milestones.ceased_input());
    if (form.ceased_input < 0 ||
        !rubric_->inputs_[static_cast<std::size_t>(form.ceased_input)].definition->has_date()) {
      return Fail("criterion", criterion.id(), "names no date that says when it ceased");
    }
  }
  out->highest = form.shares.back();
  out->possible = possible;
  out->form = std::move(form);
  out->counted = rubric_->total_counted_++;
  return true;
}

}  // namespace continuum::scoring
