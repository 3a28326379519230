// SPDX-License-Identifier: Apache-2.0
//
// What each field of a rubric must be by itself: the comments of rubric.proto as a table. Fields
// that are free are not in it. A test holds it to those comments.

#ifndef CONTINUUM_SCORING_CHECK_FIELD_RULES_H_
#define CONTINUUM_SCORING_CHECK_FIELD_RULES_H_

#include <cstdint>
#include <limits>

#include "absl/strings/string_view.h"
#include "scoring/limits.h"

namespace continuum::scoring {

// What a field must be.
enum class FieldKind {
  kText,        // a text that is not blank
  kId,          // an id, or a list of them (tags)
  kNumber,      // an exact number; in a oneof, only where it is set
  kFreeNumber,  // the same, or empty
  kDate,        // a day, or empty
  kChoice,      // a stated value of an enum, or a list of them
  kPart,        // a message that is there
  kOneOf,       // a oneof of which one is there
  kList,        // at least `low` elements
  kRange,       // a whole number from `low` to `high`; in a oneof, only where it is set
  // The id of a thing; in a oneof, only where it is set.
  kContinuum,
  kDomain,
  kCriterion,
  kTag,
  kRollup,
  // The same, or empty.
  kFreeScale,
  kFreeRollup,
};

struct FieldRule {
  absl::string_view message;
  absl::string_view field;
  FieldKind kind;
  absl::string_view wanted;  // what is wanted, for people, where the kind does not say it
  int64_t low = 0;
  int64_t high = std::numeric_limits<int32_t>::max();
};

inline constexpr absl::string_view kName = "the name that people see";
inline constexpr absl::string_view kStatement = "a statement that is true or not of a program";

inline constexpr FieldRule kFieldRules[] = {
    {"RubricDefinition", "id", FieldKind::kId, ""},
    {"RubricDefinition", "revision", FieldKind::kId, ""},
    {"RubricDefinition", "title", FieldKind::kText, kName},
    {"RubricDefinition", "summary", FieldKind::kText,
     "what it assesses, for whom, and what its result means"},
    {"RubricDefinition", "sources", FieldKind::kList, "where the content comes from", 1},
    {"RubricDefinition", "first_date", FieldKind::kDate, ""},
    {"RubricDefinition", "last_date", FieldKind::kDate, ""},
    {"RubricDefinition", "domains", FieldKind::kList, "the chapters", 1},
    {"RubricDefinition", "index_rollup", FieldKind::kFreeRollup, ""},
    {"Source", "citation", FieldKind::kText, "author, title and year"},
    {"Source", "covers", FieldKind::kText, "what of this rubric comes from it"},
    {"Source", "standing", FieldKind::kChoice, ""},
    {"Continuum", "id", FieldKind::kId, ""},
    {"Continuum", "title", FieldKind::kText, kName},
    {"Continuum", "stages", FieldKind::kList, "the stages, lowest first", 1},
    {"Stage", "id", FieldKind::kId, ""},
    {"Stage", "title", FieldKind::kText, kName},
    {"Stage", "value", FieldKind::kNumber, "the value of a criterion that stands here"},
    {"RatingScale", "id", FieldKind::kId, ""},
    {"RatingScale", "options", FieldKind::kList, "the options that a rater may choose", 2},
    {"RatingOption", "id", FieldKind::kId, ""},
    {"RatingOption", "text", FieldKind::kText, "what choosing it says"},
    {"RatingOption", "value", FieldKind::kFreeNumber, ""},
    {"RatingOption", "needs", FieldKind::kChoice, ""},
    {"ActivityPolicy", "counted_extents", FieldKind::kChoice, ""},
    {"Domain", "id", FieldKind::kId, ""},
    {"Domain", "title", FieldKind::kText, kName},
    {"Domain", "rollup", FieldKind::kFreeRollup, ""},
    {"Criterion", "id", FieldKind::kId, ""},
    {"Criterion", "title", FieldKind::kText, kName},
    {"Criterion", "intent", FieldKind::kText, "what it is meant to achieve"},
    {"Criterion", "tags", FieldKind::kId, ""},
    {"Criterion", "form", FieldKind::kOneOf, "how it is answered"},
    {"Staircase", "continuum", FieldKind::kContinuum, "the continuum whose stages are climbed"},
    {"Staircase", "cells", FieldKind::kList, "one cell per stage of the continuum", 1},
    {"Activity", "id", FieldKind::kId, ""},
    {"Activity", "text", FieldKind::kText, kStatement},
    {"Activity", "tags", FieldKind::kId, ""},
    {"Factors", "factors", FieldKind::kList, kStatement, 1},
    {"Factors", "rows", FieldKind::kList, "what so many factors are worth", 1},
    {"Factor", "id", FieldKind::kId, ""},
    {"Factor", "text", FieldKind::kText, kStatement},
    {"FactorRow", "at_least", FieldKind::kRange, "how many factors", 1},
    {"FactorRow", "value", FieldKind::kNumber, "what so many factors are worth"},
    {"Rating", "scale", FieldKind::kFreeScale, ""},
    {"Credit", "worth", FieldKind::kOneOf, "'core: true', or 'credits' and how many"},
    {"Credit", "credits", FieldKind::kRange, "what an elective earns", 1, kMaxCredits},
    {"Credit", "needs", FieldKind::kChoice, ""},
    {"YesNo", "needs", FieldKind::kChoice, ""},
    {"Treatment", "value", FieldKind::kFreeNumber, ""},
    {"Rollup", "id", FieldKind::kId, ""},
    {"Rollup", "title", FieldKind::kText, kName},
    {"Rollup", "operator", FieldKind::kChoice, ""},
    {"Rollup", "terms", FieldKind::kList, "what it is computed from", 1},
    {"Rollup", "threshold", FieldKind::kFreeNumber, ""},
    {"Rollup", "minimum_terms", FieldKind::kRange, "how many terms must remain"},
    {"Rollup", "direction", FieldKind::kChoice, ""},
    {"Term", "source", FieldKind::kOneOf, "a criterion, domain, tag or rollup"},
    {"Term", "criterion", FieldKind::kCriterion, ""},
    {"Term", "domain", FieldKind::kDomain, ""},
    {"Term", "tag", FieldKind::kTag, ""},
    {"Term", "rollup", FieldKind::kRollup, ""},
    {"Term", "weight", FieldKind::kFreeNumber, ""},
    {"Rounding", "digits", FieldKind::kRange, "digits after the decimal point", 0, kMaxDigits},
    {"Rounding", "mode", FieldKind::kChoice, ""},
    {"Display", "digits", FieldKind::kRange, "digits after the decimal point", 0, kMaxDigits},
    {"BandSet", "id", FieldKind::kId, ""},
    {"BandSet", "title", FieldKind::kText, kName},
    {"BandSet", "rollup", FieldKind::kRollup, "the rollup whose values it names"},
    {"BandSet", "bands", FieldKind::kList, "the bands, lowest first", 2},
    {"Band", "id", FieldKind::kId, ""},
    {"Band", "title", FieldKind::kText, kName},
    {"Band", "at_least", FieldKind::kFreeNumber, ""},
    {"Ladder", "id", FieldKind::kId, ""},
    {"Ladder", "title", FieldKind::kText, kName},
    {"Ladder", "levels", FieldKind::kList, "the levels, lowest first", 1},
    {"Level", "id", FieldKind::kId, ""},
    {"Level", "title", FieldKind::kText, kName},
    {"Level", "requirement", FieldKind::kPart, "what must be true"},
    {"Level", "valid_months", FieldKind::kRange, "months", 0, kMaxValidMonths},
    {"Requirement", "rule", FieldKind::kOneOf, "what it asks for, such as rollup_at_least"},
    {"RequirementList", "parts", FieldKind::kList, "the requirements in it", 1},
    {"AtLeastOf", "parts", FieldKind::kList, "the requirements of which so many must be met", 1},
    {"RollupThreshold", "rollup", FieldKind::kRollup, "the rollup that it looks at"},
    {"RollupThreshold", "value", FieldKind::kNumber, "the value that it asks for"},
    {"CriterionFloor", "target", FieldKind::kOneOf, "a criterion, domain or tag"},
    {"CriterionFloor", "criterion", FieldKind::kCriterion, ""},
    {"CriterionFloor", "domain", FieldKind::kDomain, ""},
    {"CriterionFloor", "tag", FieldKind::kTag, ""},
    {"CriterionFloor", "floor", FieldKind::kOneOf, "a value or a stage"},
    {"CriterionFloor", "value", FieldKind::kNumber, "the value that it asks for"},
    {"CriterionFloors", "floors", FieldKind::kList, "what is asked of which criteria", 1},
    {"CreditsAtLeast", "credits", FieldKind::kRange, "how many credits", 1, kMaxCredits},
    {"CreditsAtLeast", "domains", FieldKind::kRange, "in how many domains"},
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_FIELD_RULES_H_
