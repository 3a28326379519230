// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/criterion_facts.h"

#include <algorithm>
#include <optional>

namespace continuum::scoring {
namespace {

using Kind = RubricIndex::Kind;

void AddStaircase(const RubricIndex& index, CriterionFacts& facts) {
  const v1::Staircase& staircase = facts.criterion->staircase();
  const int position = index.Find(Kind::kContinuum, staircase.continuum());
  if (position < 0) return;
  facts.continuum = &index.definition().continua(position);
  for (const v1::Stage& stage : facts.continuum->stages()) {
    const std::optional<Exact> value = Exact::Parse(stage.value());
    if (!value.has_value()) return;
    if (!facts.stage_values.empty() && *value < facts.stage_values.back()) return;
    facts.stage_values.push_back(*value);
  }
  if (facts.stage_values.empty() || facts.stage_values.front().Sign() < 0) return;
  for (const v1::Cell& cell : staircase.cells()) facts.parts += cell.activities_size();
  facts.values = {staircase.lowest_by_answering() ? facts.stage_values.front() : Exact(0),
                  facts.stage_values.back()};
  facts.known = true;
}

void AddFactors(CriterionFacts& facts) {
  for (const v1::FactorRow& row : facts.criterion->factors().rows()) {
    const std::optional<Exact> value = Exact::Parse(row.value());
    if (!value.has_value()) return;
    facts.values.highest = std::max(facts.values.highest, *value);
  }
  facts.parts = facts.criterion->factors().factors_size();
  facts.known = !facts.criterion->factors().rows().empty();
}

void AddRating(const RubricIndex& index, CriterionFacts& facts) {
  const v1::Rating& rating = facts.criterion->rating();
  const int scale = index.Find(Kind::kScale, rating.scale());
  if (rating.options().empty() && scale < 0) return;
  bool any = false;
  for (const v1::RatingOption& option :
       rating.options().empty() ? index.definition().scales(scale).options() : rating.options()) {
    if (option.insufficient_data()) {
      facts.may_lack_data = true;
      continue;
    }
    const std::optional<Exact> value = Exact::Parse(option.value());
    if (!value.has_value()) return;
    facts.values.lowest = any ? std::min(facts.values.lowest, *value) : *value;
    facts.values.highest = any ? std::max(facts.values.highest, *value) : *value;
    any = true;
  }
  facts.known = any;
}

void AddWorth(const v1::Worth& worth, CriterionFacts& facts) {
  const std::optional<Interval> values = ValuesOf(worth);
  facts.known = values.has_value();
  if (facts.known) facts.values = *values;
}

void AddMilestones(const RubricIndex& index, CriterionFacts& facts) {
  const v1::Milestones& milestones = facts.criterion->milestones();
  facts.values.highest = Exact(1);
  facts.parts = milestones.milestones_size();
  const int position = index.Find(Kind::kContinuum, milestones.continuum());
  if (position < 0 || facts.parts == 0) return;
  facts.phase_of = &index.definition().continua(position);
  for (const v1::Stage& stage : facts.phase_of->stages()) {
    if (stage.id() != milestones.stage()) continue;
    const std::optional<Exact> value = Exact::Parse(stage.value());
    facts.known = value.has_value() && value->Sign() >= 0;
    if (facts.known) facts.phase_value = *value;
  }
}

CriterionFacts FactsOf(const v1::Criterion& criterion, const RubricIndex& index) {
  CriterionFacts facts;
  facts.criterion = &criterion;
  facts.may_lack_data = criterion.allows_insufficient_data();
  facts.may_be_not_applicable = criterion.allows_not_applicable() ||
                                (criterion.has_asked_when() && criterion.not_asked_value().empty());
  switch (criterion.form_case()) {
    case v1::Criterion::kStaircase:
      AddStaircase(index, facts);
      break;
    case v1::Criterion::kFactors:
      AddFactors(facts);
      break;
    case v1::Criterion::kRating:
      AddRating(index, facts);
      break;
    case v1::Criterion::kCredit:
      facts.values.highest =
          criterion.credit().has_credits() ? Exact(criterion.credit().credits()) : Exact(1);
      facts.parts = 1;
      facts.known = facts.values.highest.Sign() > 0;
      break;
    case v1::Criterion::kYesNo:
      facts.values.highest = Exact(1);
      facts.parts = 1;
      facts.known = true;
      break;
    case v1::Criterion::kQuantity:
      AddWorth(criterion.quantity().worth(), facts);
      break;
    case v1::Criterion::kMeasure:
      AddWorth(criterion.measure().worth(), facts);
      facts.may_lack_data = true;
      break;
    case v1::Criterion::kMilestones:
      AddMilestones(index, facts);
      break;
    case v1::Criterion::FORM_NOT_SET:
      break;
  }
  return facts;
}

}  // namespace

std::optional<Interval> ValuesOf(const v1::Worth& worth) {
  if (worth.cut_points().empty()) {
    const std::optional<Exact> lowest = Exact::Parse(worth.lowest());
    const std::optional<Exact> highest = Exact::Parse(worth.highest());
    if (!lowest.has_value() || !highest.has_value()) return std::nullopt;
    return Interval{*lowest, *highest};
  }
  const std::optional<Exact> below = Exact::Parse(worth.below());
  if (!below.has_value()) return std::nullopt;
  Interval values = {*below, *below};
  for (const v1::CutPoint& cut : worth.cut_points()) {
    const std::optional<Exact> value = Exact::Parse(cut.value());
    if (!value.has_value()) return std::nullopt;
    values = {std::min(values.lowest, *value), std::max(values.highest, *value)};
  }
  return values;
}

std::vector<CriterionFacts> GatherFacts(const RubricIndex& index) {
  std::vector<CriterionFacts> all;
  all.reserve(index.criteria().size());
  for (const IndexedCriterion& criterion : index.criteria()) {
    all.push_back(FactsOf(*criterion.criterion, index));
  }
  return all;
}

int FindStage(const CriterionFacts& facts, absl::string_view stage) {
  if (facts.continuum == nullptr) return -1;
  for (int i = 0; i < facts.continuum->stages_size(); ++i) {
    if (facts.continuum->stages(i).id() == stage) return i;
  }
  return -1;
}

}  // namespace continuum::scoring
