// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/rubric_guide.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli {

namespace {

// The item of a repeated field with this id, or null.
template <typename Items>
auto FindById(const Items& items, absl::string_view id) -> decltype(&*items.begin()) {
  for (const auto& item : items) {
    if (item.id() == id) return &item;
  }
  return nullptr;
}

}  // namespace

RubricGuide::RubricGuide(v1::RubricDefinition definition) : definition_(std::move(definition)) {
  for (const v1::Domain& domain : definition_.domains()) AddDomain(domain, 0);
}

void RubricGuide::AddDomain(const v1::Domain& domain, int depth) {
  chapters_.push_back({.domain = &domain, .depth = depth});
  for (const v1::Criterion& criterion : domain.criteria()) {
    criteria_.push_back(&criterion);
    criterion_by_id_.emplace(criterion.id(), &criterion);
    domain_by_criterion_.emplace(criterion.id(), &domain);
  }
  for (const v1::Domain& part : domain.domains()) AddDomain(part, depth + 1);
}

const v1::Domain* RubricGuide::DomainOf(absl::string_view criterion) const {
  const auto found = domain_by_criterion_.find(criterion);
  return found == domain_by_criterion_.end() ? nullptr : found->second;
}

const v1::Criterion* RubricGuide::FindCriterion(absl::string_view id) const {
  const auto found = criterion_by_id_.find(id);
  return found == criterion_by_id_.end() ? nullptr : found->second;
}

const v1::Rollup* RubricGuide::FindRollup(absl::string_view id) const {
  return FindById(definition_.rollups(), id);
}

const v1::BandSet* RubricGuide::FindBandSet(absl::string_view id) const {
  return FindById(definition_.band_sets(), id);
}

const v1::Ladder* RubricGuide::FindLadder(absl::string_view id) const {
  return FindById(definition_.ladders(), id);
}

const v1::Input* RubricGuide::FindInput(absl::string_view id) const {
  return FindById(definition_.inputs(), id);
}

const v1::Continuum* RubricGuide::ContinuumOf(const v1::Criterion& criterion) const {
  return criterion.has_staircase()
             ? FindById(definition_.continua(), criterion.staircase().continuum())
             : nullptr;
}

std::string RubricGuide::CriterionTitle(absl::string_view id) const {
  const v1::Criterion* criterion = FindCriterion(id);
  return criterion == nullptr ? std::string(id) : criterion->title();
}

std::string RubricGuide::InputTitle(absl::string_view id) const {
  const v1::Input* input = FindInput(id);
  return input == nullptr ? std::string(id) : input->title();
}

std::string RubricGuide::RollupTitle(absl::string_view id) const {
  const v1::Rollup* rollup = FindRollup(id);
  return rollup == nullptr ? std::string(id) : rollup->title();
}

std::string RubricGuide::BandTitle(const v1::BandSet& set, absl::string_view band) const {
  const v1::Band* found = FindById(set.bands(), band);
  return found == nullptr ? std::string(band) : found->title();
}

std::string RubricGuide::LevelTitle(absl::string_view ladder, absl::string_view level) const {
  const v1::Ladder* rungs = FindLadder(ladder);
  const v1::Level* found = rungs == nullptr ? nullptr : FindById(rungs->levels(), level);
  return found == nullptr ? std::string(level) : found->title();
}

std::string RubricGuide::StageTitle(absl::string_view criterion, absl::string_view stage) const {
  if (stage.empty()) return "below the first stage";
  const v1::Criterion* item = FindCriterion(criterion);
  const v1::Continuum* continuum = nullptr;
  if (item != nullptr) {
    continuum = item->has_milestones()
                    ? FindById(definition_.continua(), item->milestones().continuum())
                    : ContinuumOf(*item);
  }
  const v1::Stage* found = continuum == nullptr ? nullptr : FindById(continuum->stages(), stage);
  return found == nullptr ? std::string(stage) : found->title();
}

std::string RubricGuide::ActivityText(absl::string_view criterion,
                                      absl::string_view activity) const {
  if (const v1::Criterion* item = FindCriterion(criterion); item != nullptr) {
    for (const v1::Cell& cell : item->staircase().cells()) {
      if (const auto* found = FindById(cell.activities(), activity)) return found->text();
    }
  }
  return std::string(activity);
}

std::string RubricGuide::FactorText(absl::string_view criterion, absl::string_view factor) const {
  if (const v1::Criterion* item = FindCriterion(criterion); item != nullptr) {
    if (const auto* found = FindById(item->factors().factors(), factor)) return found->text();
  }
  return std::string(factor);
}

std::string RubricGuide::OptionText(absl::string_view criterion, absl::string_view option) const {
  if (const v1::Criterion* item = FindCriterion(criterion); item != nullptr) {
    for (const v1::RatingOption* candidate : OptionsOf(definition_, *item)) {
      if (candidate->id() == option) return candidate->text();
    }
  }
  return std::string(option);
}

std::string RubricGuide::MilestoneText(absl::string_view criterion,
                                       absl::string_view milestone) const {
  if (const v1::Criterion* item = FindCriterion(criterion); item != nullptr) {
    if (const auto* found = FindById(item->milestones().milestones(), milestone)) {
      return found->text();
    }
  }
  return std::string(milestone);
}

std::string RubricGuide::SegmentTitle(absl::string_view criterion,
                                      absl::string_view segment) const {
  const v1::Criterion* item = FindCriterion(criterion);
  if (segment.empty()) {
    const bool events = item != nullptr && item->measure().basis() == v1::Measure::BASIS_EVENTS;
    return events ? "all" : "everyone";
  }
  const v1::Segment* found =
      item == nullptr ? nullptr : FindById(item->measure().segments(), segment);
  return found == nullptr ? std::string(segment) : found->title();
}

std::string RubricGuide::ChoiceText(absl::string_view input, absl::string_view option) const {
  if (const v1::Input* item = FindInput(input); item != nullptr) {
    if (const auto* found = FindById(item->choice().options(), option)) return found->text();
    if (const auto* found = FindById(item->recognition().levels(), option)) return found->text();
  }
  return std::string(option);
}

std::string RubricGuide::DomainWord() const {
  return definition_.terms().domain().empty() ? "domain" : definition_.terms().domain();
}

std::string RubricGuide::NestedDomainWord() const {
  return definition_.terms().nested_domain().empty() ? DomainWord()
                                                     : definition_.terms().nested_domain();
}

std::string RubricGuide::CriterionWord() const {
  return definition_.terms().criterion().empty() ? "criterion" : definition_.terms().criterion();
}

std::vector<const v1::RatingOption*> OptionsOf(const v1::RubricDefinition& rubric,
                                               const v1::Criterion& criterion) {
  const auto* options = &criterion.rating().options();
  if (const auto* scale = FindById(rubric.scales(), criterion.rating().scale())) {
    options = &scale->options();
  }
  std::vector<const v1::RatingOption*> found;
  if (!criterion.has_rating()) return found;
  for (const v1::RatingOption& option : *options) found.push_back(&option);
  return found;
}

std::string Plural(absl::string_view word) {
  if (absl::ConsumeSuffix(&word, "criterion")) return absl::StrCat(word, "criteria");
  const size_t before = word.size() < 2 ? 0 : word.size() - 2;
  const bool after_vowel = !word.empty() && absl::StrContains("aeiou", word.substr(before, 1));
  if (absl::EndsWith(word, "y") && !after_vowel) {
    return absl::StrCat(word.substr(0, word.size() - 1), "ies");
  }
  const bool hisses = absl::EndsWith(word, "s") || absl::EndsWith(word, "x") ||
                      absl::EndsWith(word, "ch") || absl::EndsWith(word, "sh");
  return absl::StrCat(word, hisses ? "es" : "s");
}

std::string CountOf(int count, absl::string_view word) {
  return absl::StrCat(count, " ", count == 1 ? std::string(word) : Plural(word));
}

}  // namespace continuum::cli
