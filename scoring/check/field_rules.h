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
  kInput,
  // The same, or empty.
  kFreeInput,
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
    {"Input", "id", FieldKind::kId, ""},
    {"Input", "title", FieldKind::kText, kName},
    {"Input", "kind", FieldKind::kOneOf, "what is stated, such as 'number'"},
    {"NumberInput", "lowest", FieldKind::kFreeNumber, ""},
    {"NumberInput", "highest", FieldKind::kFreeNumber, ""},
    {"ChoiceInput", "options", FieldKind::kList, "what may be chosen", 2},
    {"ChoiceOption", "id", FieldKind::kId, ""},
    {"ChoiceOption", "text", FieldKind::kText, "what choosing it says of the program"},
    {"RecognitionInput", "standard", FieldKind::kText, "the standard, as people know it"},
    {"DerivedInput", "operator", FieldKind::kChoice, ""},
    {"DerivedInput", "inputs", FieldKind::kList, "the inputs that it is computed from", 2},
    {"Condition", "rule", FieldKind::kOneOf, "what it looks at, such as 'criterion'"},
    {"ConditionList", "parts", FieldKind::kList, "the conditions in it", 1},
    {"CriterionCondition", "criterion", FieldKind::kCriterion, "the criterion that it looks at"},
    {"CriterionCondition", "test", FieldKind::kOneOf, "what is tested, such as 'at_least'"},
    {"CriterionCondition", "at_least", FieldKind::kNumber, "the value that it tests"},
    {"CriterionCondition", "at_most", FieldKind::kNumber, "the value that it tests"},
    {"CriterionCondition", "is", FieldKind::kNumber, "the value that it tests"},
    {"InputCondition", "input", FieldKind::kInput, "the input that it looks at"},
    {"InputCondition", "test", FieldKind::kOneOf, "what is tested, such as 'at_least'"},
    {"RollupCondition", "rollup", FieldKind::kRollup, "the rollup that it looks at"},
    {"RollupCondition", "test", FieldKind::kOneOf, "what is tested, such as 'at_least'"},
    {"RollupCondition", "at_least", FieldKind::kNumber, "the value that it tests"},
    {"RollupCondition", "at_most", FieldKind::kNumber, "the value that it tests"},
    {"RollupCondition", "is", FieldKind::kNumber, "the value that it tests"},
    {"Domain", "id", FieldKind::kId, ""},
    {"Domain", "title", FieldKind::kText, kName},
    {"Domain", "rollup", FieldKind::kFreeRollup, ""},
    {"Criterion", "id", FieldKind::kId, ""},
    {"Criterion", "title", FieldKind::kText, kName},
    {"Criterion", "intent", FieldKind::kText, "what it is meant to achieve"},
    {"Criterion", "tags", FieldKind::kId, ""},
    {"Criterion", "form", FieldKind::kOneOf, "how it is answered"},
    {"Criterion", "not_asked_value", FieldKind::kFreeNumber, ""},
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
    {"Quantity", "input", FieldKind::kFreeInput, ""},
    {"Quantity", "worth", FieldKind::kPart, "what the number is worth"},
    {"Worth", "below", FieldKind::kFreeNumber, ""},
    {"Worth", "lowest", FieldKind::kFreeNumber, ""},
    {"Worth", "highest", FieldKind::kFreeNumber, ""},
    {"CutPoint", "begin", FieldKind::kOneOf, "where the range begins: 'at_least' or 'above'"},
    {"CutPoint", "at_least", FieldKind::kNumber, "where the range begins"},
    {"CutPoint", "above", FieldKind::kNumber, "where the range begins"},
    {"CutPoint", "value", FieldKind::kNumber, "what a number of this range is worth"},
    {"Measure", "kind", FieldKind::kChoice, ""},
    {"Measure", "basis", FieldKind::kChoice, ""},
    {"Measure", "numerator", FieldKind::kText, "what the numerator counts"},
    {"Measure", "denominator", FieldKind::kText, "what the denominator counts"},
    {"Measure", "per", FieldKind::kFreeNumber, ""},
    {"Measure", "minimum_denominator", FieldKind::kRange,
     "the smallest denominator with which a rate is given", 1, kMaxDenominator},
    {"Measure", "worth", FieldKind::kPart, "what the rate is worth"},
    {"Segment", "id", FieldKind::kId, ""},
    {"Segment", "title", FieldKind::kText, kName},
    {"Milestones", "continuum", FieldKind::kContinuum, "the continuum whose stages are phases"},
    {"Milestones", "milestones", FieldKind::kList, "what is done in this phase", 1},
    {"Milestones", "ceased_input", FieldKind::kFreeInput, ""},
    {"Milestone", "id", FieldKind::kId, ""},
    {"Milestone", "text", FieldKind::kText, "what is done"},
    {"OverlayOf", "rubric", FieldKind::kId, ""},
    {"OverlayOf", "revision", FieldKind::kId, ""},
    {"OverlayOf", "rubric_digest", FieldKind::kText, "the digest of that whole revision"},
    {"OverlayOf", "changes", FieldKind::kList, "what is changed, one sentence each", 1},
    {"Treatment", "value", FieldKind::kFreeNumber, ""},
    {"Rollup", "id", FieldKind::kId, ""},
    {"Rollup", "title", FieldKind::kText, kName},
    {"Rollup", "operator", FieldKind::kChoice, ""},
    {"Rollup", "threshold", FieldKind::kFreeNumber, ""},
    {"Rollup", "minimum_terms", FieldKind::kRange, "how many terms must remain"},
    {"Rollup", "direction", FieldKind::kChoice, ""},
    {"Case", "when", FieldKind::kPart, "what must be so"},
    {"Case", "then", FieldKind::kPart, "what the rollup then is"},
    {"CaseResult", "result", FieldKind::kOneOf, "a 'value' or a 'rollup'"},
    {"CaseResult", "value", FieldKind::kNumber, "what the rollup then is"},
    {"CaseResult", "rollup", FieldKind::kRollup, ""},
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
    {"AnnualReporting", "requirement", FieldKind::kPart, "what must stay true"},
    {"AnnualReporting", "answered_anew", FieldKind::kList, "what is answered anew", 1},
    {"CriterionSelector", "target", FieldKind::kOneOf, "a criterion, domain or tag"},
    {"CriterionSelector", "criterion", FieldKind::kCriterion, ""},
    {"CriterionSelector", "domain", FieldKind::kDomain, ""},
    {"CriterionSelector", "tag", FieldKind::kTag, ""},
    {"RecognitionHeld", "input", FieldKind::kInput, "the recognition that it asks for"},
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
