// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/coverage.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "scoring/crosswalk/rubric_parts.h"

namespace continuum::scoring {
namespace {

// Not stated is less sure than anything.
bool Surer(v1::Confidence a, v1::Confidence b) {
  return a != v1::CONFIDENCE_UNSPECIFIED && (b == v1::CONFIDENCE_UNSPECIFIED || a < b);
}

void KeepSurer(v1::Confidence confidence, v1::Confidence& kept) {
  if (Surer(confidence, kept)) kept = confidence;
}

// How surely each part of one criterion, and the whole of it, is answered.
struct Answered {
  explicit Answered(size_t count) : parts(count, v1::CONFIDENCE_UNSPECIFIED) {}

  void Add(const CriterionParts& criterion, const v1::Mapping& mapping) {
    KeepSurer(mapping.confidence(), touched);
    if (!Answers(mapping.relation())) return;
    const v1::CrosswalkPart& to = mapping.to();
    if (!to.option().empty()) {
      KeepSurer(mapping.confidence(), IsBest(criterion, to.option()) ? whole : below_best);
    } else if (to.part().empty() && to.stage().empty()) {
      KeepSurer(mapping.confidence(), whole);
    }
    for (size_t i = 0; i < parts.size(); ++i) {
      if (Reaches(criterion, to, i)) KeepSurer(mapping.confidence(), parts[i]);
    }
  }

  // Whether no option of the rating is worth more.
  static bool IsBest(const CriterionParts& criterion, absl::string_view id) {
    const OptionPart* asked = criterion.FindOption(id);
    return asked != nullptr && std::none_of(criterion.options.begin(), criterion.options.end(),
                                            [&](const OptionPart& other) {
                                              return other.value && asked->value &&
                                                     *asked->value < *other.value;
                                            });
  }

  // Whether what answers `to` answers this part of the criterion as well.
  static bool Reaches(const CriterionParts& criterion, const v1::CrosswalkPart& to, size_t part) {
    if (!to.part().empty()) return criterion.parts[part].id == to.part();
    if (to.stage().empty()) return true;
    return criterion.parts[part].cell <= criterion.FindStage(to.stage());
  }

  v1::Confidence touched = v1::CONFIDENCE_UNSPECIFIED;
  v1::Confidence whole = v1::CONFIDENCE_UNSPECIFIED;
  v1::Confidence below_best = v1::CONFIDENCE_UNSPECIFIED;  // an option below the best
  std::vector<v1::Confidence> parts;
};

void Conclude(const Answered& answered, v1::CriterionCoverage& coverage) {
  v1::Confidence least = v1::CONFIDENCE_UNSPECIFIED;
  for (const v1::Confidence part : answered.parts) {
    if (part == v1::CONFIDENCE_UNSPECIFIED) continue;
    coverage.set_answered_parts(coverage.answered_parts() + 1);
    least = std::max(least, part);
  }
  const bool every_part = coverage.parts() > 0 && coverage.answered_parts() == coverage.parts();
  if (every_part || answered.whole != v1::CONFIDENCE_UNSPECIFIED) {
    coverage.set_degree(v1::CriterionCoverage::DEGREE_WHOLE);
    coverage.set_confidence(coverage.parts() > 0 ? least : answered.whole);
  } else if (coverage.answered_parts() > 0) {
    coverage.set_degree(v1::CriterionCoverage::DEGREE_PARTS);
    coverage.set_confidence(least);
  } else if (answered.below_best != v1::CONFIDENCE_UNSPECIFIED) {
    coverage.set_degree(v1::CriterionCoverage::DEGREE_PARTS);
    coverage.set_confidence(answered.below_best);
  } else if (coverage.mappings_size() > 0) {
    coverage.set_degree(v1::CriterionCoverage::DEGREE_TOUCHED);
    coverage.set_confidence(answered.touched);
  } else {
    coverage.set_degree(v1::CriterionCoverage::DEGREE_NONE);
  }
}

void ListUnrelated(const v1::CrosswalkDefinition& crosswalk, const v1::RubricDefinition* from,
                   v1::CrosswalkCoverage& coverage) {
  absl::flat_hash_set<absl::string_view> related;
  for (const v1::Mapping& mapping : crosswalk.mappings()) {
    related.insert(mapping.from().clause().empty() ? mapping.from().criterion()
                                                   : mapping.from().clause());
  }
  for (const v1::Clause& clause : crosswalk.clauses()) {
    if (!related.contains(clause.id())) coverage.add_unrelated(clause.id());
  }
  if (from == nullptr) return;
  const RubricParts rubric(*from);
  for (const CriterionParts& criterion : rubric.criteria()) {
    if (related.contains(criterion.definition->id())) continue;
    coverage.add_unrelated(criterion.definition->id());
  }
}

}  // namespace

v1::CrosswalkCoverage FindCoverage(const v1::CrosswalkDefinition& crosswalk,
                                   const v1::RubricDefinition* from,
                                   const v1::RubricDefinition& to) {
  const RubricParts rubric(to);
  v1::CrosswalkCoverage coverage;
  std::vector<Answered> answered;
  for (const CriterionParts& criterion : rubric.criteria()) {
    v1::CriterionCoverage& entry = *coverage.add_criteria();
    entry.set_criterion(criterion.definition->id());
    entry.set_parts(static_cast<int>(criterion.parts.size()));
    answered.emplace_back(criterion.parts.size());
  }
  for (int i = 0; i < crosswalk.mappings_size(); ++i) {
    const int position = rubric.Find(crosswalk.mappings(i).to().criterion());
    if (position < 0) continue;
    const auto index = static_cast<size_t>(position);
    answered[index].Add(rubric.criteria()[index], crosswalk.mappings(i));
    coverage.mutable_criteria(position)->add_mappings(i);
  }
  for (int i = 0; i < coverage.criteria_size(); ++i) {
    Conclude(answered[static_cast<size_t>(i)], *coverage.mutable_criteria(i));
  }
  ListUnrelated(crosswalk, from, coverage);
  return coverage;
}

}  // namespace continuum::scoring
