// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/unique_ids.h"

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

// Ids that may be used once.
class Scope {
 public:
  // `what` has the id; `where` says among what it must be unique.
  Scope(absl::string_view what, absl::string_view where, Problems& problems)
      : what_(what), where_(where), problems_(problems) {}

  void Use(const std::string& id, const std::string& path) {
    if (id.empty() || seen_.insert(id).second) return;
    problems_.Add(ProblemReason::kDuplicateId, FieldPath(path, "id"),
                  absl::StrCat("another ", what_, " of ", where_, " has the id ", Quoted(id),
                               " already; wanted is one of its own"));
  }

 private:
  absl::string_view what_;
  absl::string_view where_;
  Problems& problems_;
  absl::flat_hash_set<absl::string_view> seen_;
};

// The elements of one repeated field.
template <typename Elements>
void CheckElements(const Elements& elements, absl::string_view what, absl::string_view where,
                   absl::string_view parent, absl::string_view field, Problems& problems) {
  Scope scope(what, where, problems);
  for (int i = 0; i < elements.size(); ++i) scope.Use(elements[i].id(), ItemPath(parent, field, i));
}

// The words of one repeated field.
void CheckWords(const google::protobuf::RepeatedPtrField<std::string>& words,
                absl::string_view parent, absl::string_view field, Problems& problems) {
  absl::flat_hash_set<absl::string_view> seen;
  for (int i = 0; i < words.size(); ++i) {
    if (seen.insert(words[i]).second) continue;
    problems.Add(ProblemReason::kListedTwice, ItemPath(parent, field, i),
                 absl::StrCat("'", field, "' names ", Quoted(words[i]), " twice"));
  }
}

void CheckStaircase(const v1::Staircase& staircase, const std::string& path, Problems& problems) {
  Scope activities("activity", "this criterion", problems);
  for (int i = 0; i < staircase.cells_size(); ++i) {
    const std::string cell = ItemPath(path, "cells", i);
    for (int k = 0; k < staircase.cells(i).activities_size(); ++k) {
      const v1::Activity& activity = staircase.cells(i).activities(k);
      const std::string activity_path = ItemPath(cell, "activities", k);
      activities.Use(activity.id(), activity_path);
      CheckWords(activity.covers(), activity_path, "covers", problems);
      CheckWords(activity.tags(), activity_path, "tags", problems);
    }
  }
}

void CheckForm(const v1::Criterion& criterion, const std::string& path, Problems& problems) {
  if (criterion.has_staircase()) {
    CheckStaircase(criterion.staircase(), FieldPath(path, "staircase"), problems);
  } else if (criterion.has_factors()) {
    const std::string factors = FieldPath(path, "factors");
    CheckElements(criterion.factors().factors(), "factor", "this criterion", factors, "factors",
                  problems);
    for (int i = 0; i < criterion.factors().rows_size(); ++i) {
      CheckWords(criterion.factors().rows(i).including(), ItemPath(factors, "rows", i), "including",
                 problems);
    }
  } else if (criterion.has_rating()) {
    CheckElements(criterion.rating().options(), "option", "this criterion",
                  FieldPath(path, "rating"), "options", problems);
  } else if (criterion.has_measure()) {
    CheckElements(criterion.measure().segments(), "segment", "this criterion",
                  FieldPath(path, "measure"), "segments", problems);
  } else if (criterion.has_milestones()) {
    CheckElements(criterion.milestones().milestones(), "activity", "this criterion",
                  FieldPath(path, "milestones"), "milestones", problems);
  }
}

// What is answered has its id alone: inputs and criteria.
void CheckInputs(const v1::RubricDefinition& rubric, Scope& answered, Problems& problems) {
  for (int i = 0; i < rubric.inputs_size(); ++i) {
    const v1::Input& input = rubric.inputs(i);
    const std::string path = ItemPath("", "inputs", i);
    answered.Use(input.id(), path);
    CheckElements(input.choice().options(), "option", "this input", FieldPath(path, "choice"),
                  "options", problems);
    CheckElements(input.recognition().levels(), "level", "this input",
                  FieldPath(path, "recognition"), "levels", problems);
  }
}

}  // namespace

void CheckUniqueIds(const RubricIndex& index, Problems& problems) {
  const v1::RubricDefinition& rubric = index.definition();
  CheckElements(rubric.continua(), "continuum", "the rubric", "", "continua", problems);
  for (int i = 0; i < rubric.continua_size(); ++i) {
    CheckElements(rubric.continua(i).stages(), "stage", "this continuum",
                  ItemPath("", "continua", i), "stages", problems);
  }
  CheckElements(rubric.scales(), "scale", "the rubric", "", "scales", problems);
  for (int i = 0; i < rubric.scales_size(); ++i) {
    CheckElements(rubric.scales(i).options(), "option", "this scale", ItemPath("", "scales", i),
                  "options", problems);
  }
  Scope domains("domain", "the rubric", problems);
  for (const IndexedDomain& domain : index.domains()) domains.Use(domain.domain->id(), domain.path);
  Scope criteria("criterion or input", "the rubric", problems);
  CheckInputs(rubric, criteria, problems);
  for (const IndexedCriterion& criterion : index.criteria()) {
    criteria.Use(criterion.criterion->id(), criterion.path);
    CheckWords(criterion.criterion->tags(), criterion.path, "tags", problems);
    CheckForm(*criterion.criterion, criterion.path, problems);
  }
  CheckElements(rubric.rollups(), "rollup", "the rubric", "", "rollups", problems);
  CheckElements(rubric.band_sets(), "band set", "the rubric", "", "band_sets", problems);
  for (int i = 0; i < rubric.band_sets_size(); ++i) {
    CheckElements(rubric.band_sets(i).bands(), "band", "this band set",
                  ItemPath("", "band_sets", i), "bands", problems);
  }
  CheckElements(rubric.ladders(), "ladder", "the rubric", "", "ladders", problems);
  for (int i = 0; i < rubric.ladders_size(); ++i) {
    CheckElements(rubric.ladders(i).levels(), "level", "this ladder", ItemPath("", "ladders", i),
                  "levels", problems);
  }
}

}  // namespace continuum::scoring
