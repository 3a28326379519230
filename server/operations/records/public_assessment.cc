// SPDX-License-Identifier: Apache-2.0

#include "server/operations/records/public_assessment.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "scoring/masking.h"
#include "server/operations/common/dates.h"

namespace continuum::operations {
namespace {

// Titles by id. Views the rubric.
using Titles = absl::flat_hash_map<absl::string_view, absl::string_view>;
// By id. Views the rubric.
using Criteria = absl::flat_hash_map<absl::string_view, const v1::Criterion*>;

void AddCriteria(const v1::Domain& domain, Criteria& criteria) {
  for (const v1::Criterion& criterion : domain.criteria()) {
    criteria.emplace(criterion.id(), &criterion);
  }
  for (const v1::Domain& part : domain.domains()) AddCriteria(part, criteria);
}

std::string TitleIn(const Titles& titles, absl::string_view id) {
  const auto found = titles.find(id);
  return found == titles.end() ? std::string() : std::string(found->second);
}

void AddLevels(const v1::RubricDefinition& rubric, const v1::Scorecard& card,
               v1::PublicAssessment& shown) {
  for (const v1::Ladder& ladder : rubric.ladders()) {
    for (const v1::LadderResult& result : card.ladders()) {
      if (result.ladder() != ladder.id()) continue;
      v1::PublicLevel& level = *shown.add_levels();
      level.set_ladder(ladder.title());
      for (const v1::Level& one : ladder.levels()) {
        if (one.id() == result.level()) level.set_level(one.title());
      }
    }
  }
}

// The number with the titles of the bands that it lies in, as a scorecard words it: "3.0 points,
// Working well". Empty where there is no value.
std::string WordsOf(const v1::RubricDefinition& rubric, const v1::Scorecard& card,
                    const v1::RollupResult& rollup) {
  std::string words = rollup.display();
  if (words.empty()) return words;
  for (const v1::BandResult& result : card.bands()) {
    for (const v1::BandSet& set : rubric.band_sets()) {
      if (set.id() != result.band_set() || set.rollup() != rollup.rollup()) continue;
      for (const v1::Band& band : set.bands()) {
        if (band.id() == result.band()) absl::StrAppend(&words, ", ", band.title());
      }
    }
  }
  return words;
}

// The value of a criterion, with the title of the stage where it stands.
std::string WordsOf(const v1::RubricDefinition& rubric, const v1::Criterion* criterion,
                    const v1::CriterionResult& result) {
  std::string words = result.value();
  if (words.empty() || criterion == nullptr || result.stage().empty()) return words;
  for (const v1::Continuum& continuum : rubric.continua()) {
    if (continuum.id() != criterion->staircase().continuum()) continue;
    for (const v1::Stage& stage : continuum.stages()) {
      if (stage.id() == result.stage()) absl::StrAppend(&words, ", ", stage.title());
    }
  }
  return words;
}

bool DomainAsksForNumbers(const v1::Domain& domain) {
  return std::any_of(domain.criteria().begin(), domain.criteria().end(),
                     [](const v1::Criterion& criterion) {
                       return criterion.has_measure() || criterion.has_quantity();
                     }) ||
         std::any_of(domain.domains().begin(), domain.domains().end(), DomainAsksForNumbers);
}

// Whether answers hold numbers that somebody could try out until the digest of the answers is met.
bool AsksForNumbers(const v1::RubricDefinition& rubric) {
  return !rubric.inputs().empty() ||
         std::any_of(rubric.domains().begin(), rubric.domains().end(), DomainAsksForNumbers);
}

// `exact` is the value before anything was withheld.
void AddNumber(const std::string& title, const std::string& exact, const std::string& masked,
               const std::string& words, v1::PublicAssessment& shown) {
  if (title.empty()) return;
  v1::PublicNumber& number = *shown.add_numbers();
  number.set_title(title);
  number.set_withheld(!exact.empty() && masked.empty());
  if (!number.withheld()) number.set_shown(words);
}

}  // namespace

v1::PublicAssessment ToPublic(const storage::AssessmentRecord& assessment,
                              const v1::RubricDefinition& rubric, const v1::Scorecard& card,
                              bool with_criteria) {
  v1::PublicAssessment shown;
  shown.set_name(assessment.name);
  shown.set_revision(assessment.revision);
  shown.set_rubric_title(rubric.title());
  shown.set_period_start(assessment.period_start);
  shown.set_period_end(assessment.period_end);
  if (assessment.complete_time.has_value()) {
    *shown.mutable_complete_time() = ToTimestamp(*assessment.complete_time);
  }
  v1::Scorecard masked = card;
  scoring::MaskSmallCounts(rubric, &masked);
  if (!AsksForNumbers(rubric)) shown.set_answers_digest(masked.digests().answers());
  AddLevels(rubric, masked, shown);
  Titles titles;
  for (const v1::Rollup& rollup : rubric.rollups()) titles.emplace(rollup.id(), rollup.title());
  for (int i = 0; i < masked.rollups_size(); ++i) {
    const v1::RollupResult& rollup = masked.rollups(i);
    AddNumber(TitleIn(titles, rollup.rollup()), card.rollups(i).value(), rollup.value(),
              WordsOf(rubric, masked, rollup), shown);
  }
  if (!with_criteria) return shown;
  Criteria criteria;
  for (const v1::Domain& domain : rubric.domains()) AddCriteria(domain, criteria);
  for (int i = 0; i < masked.criteria_size(); ++i) {
    const v1::CriterionResult& result = masked.criteria(i);
    const auto found = criteria.find(result.criterion());
    const v1::Criterion* criterion = found == criteria.end() ? nullptr : found->second;
    AddNumber(criterion == nullptr ? std::string() : criterion->title(), card.criteria(i).value(),
              result.value(), WordsOf(rubric, criterion, result), shown);
  }
  return shown;
}

}  // namespace continuum::operations
