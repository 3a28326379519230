// SPDX-License-Identifier: Apache-2.0
#include "scoring/masking.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_field.h"
#include "scoring/mask_segments.h"

namespace continuum::scoring {

namespace {

using Ids = absl::flat_hash_set<std::string>;
using CriterionResults = google::protobuf::RepeatedPtrField<v1::CriterionResult>;
using RollupResults = google::protobuf::RepeatedPtrField<v1::RollupResult>;
using LadderResults = google::protobuf::RepeatedPtrField<v1::LadderResult>;

// The criteria of a rubric, by id.
class Criteria {
 public:
  explicit Criteria(const v1::RubricDefinition& rubric) {
    for (const v1::Domain& domain : rubric.domains()) Add(domain);
  }

  const v1::Criterion* Find(absl::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
  }
  // All in a domain of that id, and below it.
  const std::vector<std::string>& InDomain(absl::string_view id) const {
    static const auto* const kNone = new std::vector<std::string>();
    const auto found = by_domain_.find(id);
    return found == by_domain_.end() ? *kNone : found->second;
  }

 private:
  void Add(const v1::Domain& domain) {
    around_.push_back(domain.id());
    for (const v1::Criterion& criterion : domain.criteria()) {
      by_id_.emplace(criterion.id(), &criterion);
      for (const std::string& id : around_) by_domain_[id].push_back(criterion.id());
    }
    for (const v1::Domain& part : domain.domains()) Add(part);
    around_.pop_back();
  }

  absl::flat_hash_map<std::string, const v1::Criterion*> by_id_;
  absl::flat_hash_map<std::string, std::vector<std::string>> by_domain_;
  std::vector<std::string> around_;  // the domains that are being added, outermost first
};

bool IsMasked(const v1::CriterionResult& result, absl::string_view segment) {
  return std::any_of(result.measured().begin(), result.measured().end(),
                     [&](const v1::MeasuredSegment& measured) {
                       return measured.masked() && measured.segment() == segment;
                     });
}

bool HasMasked(const v1::CriterionResult& result) {
  return std::any_of(result.measured().begin(), result.measured().end(),
                     [](const v1::MeasuredSegment& segment) { return segment.masked(); });
}

// What is withheld of one scorecard.
struct Withheld {
  Ids counts;    // criteria whose scored counts are
  Ids criteria;  // criteria whose values are
  Ids rollups;
};

// An argument of this reason is a denominator.
void MaskReason(v1::Reason* reason) {
  if (reason->code() != v1::Reason::CODE_SMALL_DENOMINATOR || reason->arguments().empty()) return;
  reason->set_arguments(0, "");
}

void MaskStep(v1::Step* step) {
  step->clear_from();
  step->clear_to();
  step->clear_gain();
}

void MaskCriterion(const Criteria& criteria, v1::CriterionResult* result, Withheld* withheld) {
  if (result->measured().empty()) return;
  const v1::Criterion* criterion = criteria.Find(result->criterion());
  const v1::Measure* measure =
      criterion != nullptr && criterion->has_measure() ? &criterion->measure() : nullptr;
  MaskSegments(measure, result);
  const bool scored_masked =
      measure == nullptr ? HasMasked(*result) : IsMasked(*result, measure->scored_segment());
  if (!scored_masked) return;
  withheld->counts.insert(result->criterion());
  for (v1::Reason& reason : *result->mutable_reasons()) MaskReason(&reason);
  const bool worth_itself = measure == nullptr || measure->worth().cut_points().empty();
  if (!worth_itself || result->state() != v1::ANSWER_STATE_VALUE) return;
  withheld->criteria.insert(result->criterion());
  result->clear_value();
  if (result->has_next_step()) MaskStep(result->mutable_next_step());
}

// Whether the operator says only how many of its terms reach a value.
bool OnlyCounts(const v1::Rollup& rollup) {
  return rollup.operator_() == v1::Rollup::OPERATOR_COUNT_AT_OR_ABOVE ||
         rollup.operator_() == v1::Rollup::OPERATOR_PERCENT_AT_OR_ABOVE;
}

// Finds the rollups that take withheld values in, directly or through other rollups.
class RollupMask {
 public:
  RollupMask(const v1::RubricDefinition& rubric, const Criteria& criteria, const Ids& withheld)
      : rubric_(rubric), criteria_(criteria), withheld_(withheld) {}

  Ids Find() {
    bool grown = !withheld_.empty();
    while (grown) {
      grown = false;
      for (const v1::Rollup& rollup : rubric_.rollups()) {
        if (!found_.contains(rollup.id()) && TakesIn(rollup)) {
          grown = found_.insert(rollup.id()).second;
        }
      }
    }
    return found_;
  }

 private:
  bool TakesIn(const v1::Rollup& rollup) const {
    if (OnlyCounts(rollup)) return false;
    const auto result_withheld = [&](const v1::CaseResult& result) {
      return result.has_rollup() && found_.contains(result.rollup());
    };
    return std::any_of(rollup.terms().begin(), rollup.terms().end(),
                       [&](const v1::Term& term) { return TakesIn(term); }) ||
           std::any_of(rollup.cases().begin(), rollup.cases().end(),
                       [&](const v1::Case& one) { return result_withheld(one.then()); }) ||
           result_withheld(rollup.otherwise());
  }

  bool TakesIn(const v1::Term& term) const {
    switch (term.source_case()) {
      case v1::Term::kCriterion:
        return withheld_.contains(term.criterion());
      case v1::Term::kDomain: {
        const std::vector<std::string>& ids = criteria_.InDomain(term.domain());
        return std::any_of(ids.begin(), ids.end(),
                           [&](const std::string& id) { return withheld_.contains(id); });
      }
      case v1::Term::kTag:
        return std::any_of(withheld_.begin(), withheld_.end(), [&](const std::string& id) {
          const v1::Criterion* criterion = criteria_.Find(id);
          return criterion == nullptr ||
                 std::find(criterion->tags().begin(), criterion->tags().end(), term.tag()) !=
                     criterion->tags().end();
        });
      case v1::Term::kRollup:
        return found_.contains(term.rollup());
      case v1::Term::SOURCE_NOT_SET:
        break;
    }
    return false;
  }

  const v1::RubricDefinition& rubric_;
  const Criteria& criteria_;
  const Ids& withheld_;
  Ids found_;
};

void MaskRollup(const Withheld& withheld, v1::RollupResult* result) {
  if (result->state() == v1::ROLLUP_STATE_VALUE && withheld.rollups.contains(result->rollup())) {
    result->clear_value();
    result->clear_display();
  }
  for (v1::TermResult& term : *result->mutable_terms()) {
    if (withheld.criteria.contains(term.criterion()) || withheld.rollups.contains(term.rollup())) {
      term.clear_value();
    }
  }
}

void MaskRequirement(const Withheld& withheld, v1::RequirementResult* requirement) {
  if (withheld.criteria.contains(requirement->criterion()) ||
      withheld.rollups.contains(requirement->rollup())) {
    requirement->clear_found();
    requirement->clear_margin();
  }
  if (requirement->has_reason() && withheld.counts.contains(requirement->criterion())) {
    MaskReason(requirement->mutable_reason());
  }
  for (v1::RequirementResult& part : *requirement->mutable_parts()) {
    MaskRequirement(withheld, &part);
  }
}

void MaskGap(const Withheld& withheld, v1::RequirementGap* gap) {
  if (gap->has_requirement()) MaskRequirement(withheld, gap->mutable_requirement());
  for (v1::Step& step : *gap->mutable_steps()) {
    if (withheld.criteria.contains(step.criterion())) MaskStep(&step);
    // What another criterion gains in such a rollup tells where the rollup stands.
    if (withheld.rollups.contains(gap->requirement().rollup())) step.clear_gain();
  }
  for (v1::RequirementGap& part : *gap->mutable_parts()) MaskGap(withheld, &part);
}

void MaskResults(const v1::RubricDefinition& rubric, CriterionResults* criteria,
                 RollupResults* rollups, LadderResults* ladders) {
  const Criteria known(rubric);
  Withheld withheld;
  for (v1::CriterionResult& result : *criteria) MaskCriterion(known, &result, &withheld);
  if (withheld.counts.empty()) return;
  withheld.rollups = RollupMask(rubric, known, withheld.criteria).Find();
  for (v1::RollupResult& result : *rollups) MaskRollup(withheld, &result);
  for (v1::LadderResult& ladder : *ladders) {
    for (v1::LevelResult& level : *ladder.mutable_levels()) {
      if (level.has_requirement()) MaskRequirement(withheld, level.mutable_requirement());
      if (level.has_annual_requirement()) {
        MaskRequirement(withheld, level.mutable_annual_requirement());
      }
    }
  }
}

bool HasMeasure(const v1::Domain& domain) {
  return std::any_of(domain.criteria().begin(), domain.criteria().end(),
                     [](const v1::Criterion& criterion) { return criterion.has_measure(); }) ||
         std::any_of(domain.domains().begin(), domain.domains().end(), HasMeasure);
}

// The ids of what has a value that is not shown.
template <typename Results>
Ids WithoutValue(const Results& rollups) {
  Ids ids;
  for (const v1::RollupResult& result : rollups) {
    if (result.state() == v1::ROLLUP_STATE_VALUE && result.value().empty()) {
      ids.insert(result.rollup());
    }
  }
  return ids;
}

}  // namespace

bool HasMeasures(const v1::RubricDefinition& rubric) {
  return std::any_of(rubric.domains().begin(), rubric.domains().end(), HasMeasure);
}

void MaskSmallCounts(const v1::RubricDefinition& rubric, v1::Scorecard* card) {
  MaskResults(rubric, card->mutable_criteria(), card->mutable_rollups(), card->mutable_ladders());
  if (card->has_digests() &&
      std::any_of(card->criteria().begin(), card->criteria().end(), HasMasked)) {
    card->mutable_digests()->clear_answers();
  }
}

void MaskNextLevel(const v1::Scorecard& masked, v1::NextLevel* next) {
  Withheld withheld;
  withheld.rollups = WithoutValue(masked.rollups());
  for (const v1::CriterionResult& result : masked.criteria()) {
    if (result.state() == v1::ANSWER_STATE_VALUE && result.value().empty()) {
      withheld.criteria.insert(result.criterion());
    }
    if (HasMasked(result)) withheld.counts.insert(result.criterion());
  }
  for (v1::LevelGap& gap : *next->mutable_gaps()) {
    if (gap.has_gap()) MaskGap(withheld, gap.mutable_gap());
  }
}

void MaskFidelityPoint(const v1::RubricDefinition& rubric, const v1::FidelityPoint* before,
                       v1::FidelityPoint* point) {
  MaskResults(rubric, point->mutable_criteria(), point->mutable_rollups(),
              point->mutable_ladders());
  Ids withheld = WithoutValue(point->rollups());
  if (before != nullptr) withheld.merge(WithoutValue(before->rollups()));
  for (v1::RollupChange& change : *point->mutable_changes()) {
    // From a change and one of its ends the other end could be computed.
    if (!withheld.contains(change.rollup())) continue;
    change.clear_change();
    change.clear_display();
  }
}

}  // namespace continuum::scoring
