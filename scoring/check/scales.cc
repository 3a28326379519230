// SPDX-License-Identifier: Apache-2.0

#include <optional>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "scoring/check/forms.h"
#include "scoring/exact.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/noun.h"

namespace continuum::scoring {
namespace {

// Values must not be negative, nor less than those of the stages below.
void CheckStages(const v1::Continuum& continuum, const std::string& path, Problems& problems) {
  std::optional<Exact> below;
  for (int i = 0; i < continuum.stages_size(); ++i) {
    const std::optional<Exact> value = Exact::Parse(continuum.stages(i).value());
    if (!value.has_value()) continue;
    const std::string value_path = FieldPath(ItemPath(path, "stages", i), "value");
    if (value->Sign() < 0) {
      problems.Add(ProblemReason::kOutOfRange, value_path,
                   absl::StrCat(TheNoun(continuum.stages(i)), " is worth ", value->ToString(),
                                ": wanted is at least 0, the value below the first stage"));
    } else if (below.has_value() && *value < *below) {
      problems.Add(
          ProblemReason::kValuesDecrease, value_path,
          absl::StrCat(TheNoun(continuum.stages(i)), " is worth ", value->ToString(),
                       ", less than a stage below it: wanted is at least ", below->ToString()));
    }
    if (!below.has_value() || *value > *below) below = value;
  }
}

struct Used {
  absl::flat_hash_set<absl::string_view> continua;
  absl::flat_hash_set<absl::string_view> scales;
};

Used FindUsed(const RubricIndex& index) {
  Used used;
  for (const IndexedCriterion& criterion : index.criteria()) {
    used.continua.insert(criterion.criterion->staircase().continuum());
    used.continua.insert(criterion.criterion->milestones().continuum());
    used.scales.insert(criterion.criterion->rating().scale());
  }
  return used;
}

}  // namespace

void CheckOptions(const google::protobuf::RepeatedPtrField<v1::RatingOption>& options,
                  const std::string& path, Problems& problems) {
  bool any_value = false;
  for (int i = 0; i < options.size(); ++i) {
    const v1::RatingOption& option = options[i];
    const std::string value_path = FieldPath(ItemPath(path, "options", i), "value");
    any_value |= !option.insufficient_data();
    if (option.insufficient_data() && !option.value().empty()) {
      problems.Add(ProblemReason::kNotAllowed, value_path,
                   absl::StrCat(TheNoun(option),
                                " has a value, but says that there is not enough information: "
                                "wanted is one of the two"));
    } else if (!option.insufficient_data() && option.value().empty()) {
      problems.Add(ProblemReason::kMissing, value_path,
                   absl::StrCat(TheNoun(option),
                                " has no 'value': wanted is one, or insufficient_data: true"));
    }
  }
  if (!any_value && !options.empty()) {
    problems.Add(ProblemReason::kNoOptionWithValue, FieldPath(path, "options"),
                 "every option says that there is not enough information: wanted is at least one "
                 "with a value");
  }
}

void CheckScales(const RubricIndex& index, Problems& problems) {
  const Used used = FindUsed(index);
  const v1::RubricDefinition& rubric = index.definition();
  for (int i = 0; i < rubric.continua_size(); ++i) {
    const std::string path = ItemPath("", "continua", i);
    CheckStages(rubric.continua(i), path, problems);
    if (used.continua.contains(rubric.continua(i).id())) continue;
    problems.Add(ProblemReason::kUnused, path,
                 absl::StrCat("no criterion climbs ", TheNoun(rubric.continua(i))));
  }
  for (int i = 0; i < rubric.scales_size(); ++i) {
    const std::string path = ItemPath("", "scales", i);
    CheckOptions(rubric.scales(i).options(), path, problems);
    if (used.scales.contains(rubric.scales(i).id())) continue;
    problems.Add(ProblemReason::kUnused, path,
                 absl::StrCat("no criterion uses ", TheNoun(rubric.scales(i))));
  }
}

}  // namespace continuum::scoring
