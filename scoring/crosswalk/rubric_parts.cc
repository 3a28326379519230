// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/rubric_parts.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace continuum::scoring {
namespace {

template <typename Options>
std::vector<OptionPart> OptionsOf(const Options& options) {
  std::vector<OptionPart> parts;
  for (const v1::RatingOption& option : options) {
    parts.push_back(
        {option.id(), option.insufficient_data() ? std::nullopt : Exact::Parse(option.value())});
  }
  return parts;
}

std::vector<OptionPart> OptionsOf(const v1::RubricDefinition& rubric, const v1::Rating& rating) {
  for (const v1::RatingScale& scale : rubric.scales()) {
    if (!rating.scale().empty() && scale.id() == rating.scale()) return OptionsOf(scale.options());
  }
  return OptionsOf(rating.options());
}

CriterionParts PartsOf(const v1::RubricDefinition& rubric, const v1::Criterion& criterion,
                       const v1::Domain& domain) {
  CriterionParts parts;
  parts.definition = &criterion;
  parts.domain = &domain;
  int cell_number = 0;
  for (const v1::Cell& cell : criterion.staircase().cells()) {
    parts.stages.push_back(cell.stage());
    for (const v1::Activity& activity : cell.activities()) {
      parts.parts.push_back({activity.id(), activity.text(), cell_number});
    }
    ++cell_number;
  }
  for (const v1::Factor& factor : criterion.factors().factors()) {
    parts.parts.push_back({factor.id(), factor.text()});
  }
  for (const v1::Milestone& milestone : criterion.milestones().milestones()) {
    parts.parts.push_back({milestone.id(), milestone.text()});
  }
  if (criterion.has_rating()) parts.options = OptionsOf(rubric, criterion.rating());
  return parts;
}

}  // namespace

int CriterionParts::FindPart(absl::string_view id) const {
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].id == id) return static_cast<int>(i);
  }
  return -1;
}

int CriterionParts::FindStage(absl::string_view id) const {
  for (size_t i = 0; i < stages.size(); ++i) {
    if (stages[i] == id) return static_cast<int>(i);
  }
  return -1;
}

const OptionPart* CriterionParts::FindOption(absl::string_view id) const {
  for (const OptionPart& option : options) {
    if (option.id == id) return &option;
  }
  return nullptr;
}

RubricParts::RubricParts(const v1::RubricDefinition& rubric) : rubric_(rubric) {
  for (const v1::Domain& domain : rubric.domains()) AddDomain(domain);
  for (size_t i = 0; i < criteria_.size(); ++i) {
    index_.emplace(criteria_[i].definition->id(), static_cast<int>(i));
  }
}

void RubricParts::AddDomain(const v1::Domain& domain) {
  for (const v1::Criterion& criterion : domain.criteria()) {
    criteria_.push_back(PartsOf(rubric_, criterion, domain));
  }
  for (const v1::Domain& nested : domain.domains()) AddDomain(nested);
}

int RubricParts::Find(absl::string_view id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? -1 : found->second;
}

const CriterionParts* RubricParts::FindCriterion(absl::string_view id) const {
  const int position = Find(id);
  return position < 0 ? nullptr : &criteria_[static_cast<size_t>(position)];
}

PartKind KindOf(const CriterionParts& criterion, const v1::CrosswalkPart& part) {
  if (!part.part().empty() || !part.stage().empty() || !part.option().empty()) {
    return PartKind::kStatement;
  }
  switch (criterion.definition->form_case()) {
    case v1::Criterion::kCredit:
    case v1::Criterion::kYesNo:
      return PartKind::kStatement;
    case v1::Criterion::kQuantity:
    case v1::Criterion::kMeasure:
      return PartKind::kNumber;
    default:
      return PartKind::kSubject;
  }
}

std::string NameOf(const v1::CrosswalkPart& part) {
  if (!part.clause().empty()) return part.clause();
  if (!part.part().empty()) return absl::StrCat(part.criterion(), " / ", part.part());
  if (!part.stage().empty()) return absl::StrCat(part.criterion(), " at ", part.stage());
  if (!part.option().empty()) return absl::StrCat(part.criterion(), " as ", part.option());
  return part.criterion();
}

bool Answers(v1::Relation relation) {
  return relation == v1::RELATION_EQUAL || relation == v1::RELATION_SUPERSET;
}

}  // namespace continuum::scoring
