// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/diff/field_words.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace continuum::cli {

namespace {

using google::protobuf::FieldDescriptor;
using enum FieldKind;

struct Row {
  absl::string_view field;  // without the package
  absl::string_view label;
  FieldKind kind = kPlain;
  absl::string_view sentence = "";
  absl::string_view when_empty = "";
};

constexpr absl::string_view kWorth = "$where is now worth $new instead of $old";
constexpr absl::string_view kBegins = "$where now begins at $new instead of $old";
constexpr absl::string_view kNeeds = "now needs $new in $where instead of $old";

constexpr Row kRows[] = {
    {"RubricDefinition.id", "the id"},
    {"RubricDefinition.revision", "the revision", kWording},
    {"RubricDefinition.title", "the title", kWording},
    {"RubricDefinition.summary", "the summary", kWording},
    {"RubricDefinition.terms", "the words for its parts", kWording},
    {"RubricDefinition.sources", "the sources", kWording},
    {"RubricDefinition.conventions", "the conventions", kWording},
    {"RubricDefinition.first_date", "the first day on which assessments may start"},
    {"RubricDefinition.last_date", "the last day on which assessments may start"},
    {"RubricDefinition.continua", "the continua"},
    {"RubricDefinition.scales", "the scales"},
    {"RubricDefinition.activity_policy", "how activities count"},
    {"RubricDefinition.missing", "what missing answers count as"},
    {"RubricDefinition.domains", "the chapters"},
    {"RubricDefinition.rollups", "the computed numbers"},
    {"RubricDefinition.band_sets", "the sets of bands"},
    {"RubricDefinition.ladders", "the ladders"},
    {"RubricDefinition.index_rollup", "the number that stands for the whole", kRollup},
    {"RubricDefinition.inputs", "the inputs"},
    {"RubricDefinition.kind", "what it is for"},
    {"RubricDefinition.family", "the family"},
    {"RubricDefinition.status", "how far it is"},
    {"RubricDefinition.overlay_of", "what it is an overlay of"},
    {"OverlayOf.rubric", "the rubric that it varies"},
    {"OverlayOf.revision", "the revision that it varies"},
    {"OverlayOf.rubric_digest", "the digest of what it varies"},
    {"OverlayOf.changes", "what it says that it changes", kWording},
    {"Terms.domain", "the word for a domain", kWording},
    {"Terms.criterion", "the word for a criterion", kWording},
    {"Terms.nested_domain", "the word for a nested domain", kWording},
    {"Source.citation", "the citation", kWording},
    {"Source.url", "the address", kWording},
    {"Source.covers", "what comes from it", kWording},
    {"Source.standing", "how sure it is", kWording},
    {"Continuum.id", "the id"},
    {"Continuum.title", "the title", kWording},
    {"Continuum.stages", "the stages"},
    {"Stage.id", "the id"},
    {"Stage.title", "the title", kWording},
    {"Stage.description", "the description", kWording},
    {"Stage.value", "the value", kNumber, kWorth},
    {"RatingScale.id", "the id"},
    {"RatingScale.title", "the title", kWording},
    {"RatingScale.options", "the options"},
    {"RatingOption.id", "the id"},
    {"RatingOption.text", "the text", kWording},
    {"RatingOption.value", "the value", kNumber, kWorth},
    {"RatingOption.insufficient_data", "whether it says that there is not enough information"},
    {"RatingOption.needs", "what must come with it"},
    {"ActivityPolicy.counted_extents", "where an activity must be carried out to count"},
    {"ActivityPolicy.adapted_counts", "which adapted activities count"},
    {"Domain.id", "the id"},
    {"Domain.title", "the title", kWording},
    {"Domain.description", "the description", kWording},
    {"Domain.criteria", "what it asks"},
    {"Domain.domains", "its parts"},
    {"Domain.rollup", "the number that stands for it", kRollup},
    {"Criterion.id", "the id"},
    {"Criterion.title", "the title", kWording},
    {"Criterion.intent", "the intent", kWording},
    {"Criterion.guidance", "the guidance", kWording},
    {"Criterion.evidence_rule", "the evidence rule", kWording},
    {"Criterion.tags", "the tags"},
    {"Criterion.allows_not_applicable", "whether \"not applicable\" is an answer"},
    {"Criterion.not_applicable_when", "when it is not applicable", kWording},
    {"Criterion.allows_insufficient_data", "whether \"insufficient data\" is an answer"},
    {"Criterion.form", "how it is answered"},
    {"Criterion.staircase", "stages"},
    {"Criterion.factors", "factors"},
    {"Criterion.rating", "a rating"},
    {"Criterion.credit", "met or not met"},
    {"Criterion.yes_no", "yes or no"},
    {"Criterion.quantity", "a number"},
    {"Criterion.measure", "counts of a period"},
    {"Criterion.milestones", "days on which activities were done"},
    {"Criterion.asked_when", "when it is asked", kWhole,
     "is now asked only when $new; before: $old", "always"},
    {"Criterion.not_asked_value", "what it is worth when it is not asked", kNumber, "",
     "not applicable"},
    {"Staircase.continuum", "the continuum that it climbs"},
    {"Staircase.cells", "the stages"},
    {"Staircase.lowest_by_answering", "whether any answer reaches the lowest stage"},
    {"Cell.stage", "the stage", kStage},
    {"Cell.activities", "the activities"},
    {"Activity.id", "the id"},
    {"Activity.text", "the text", kWording},
    {"Activity.covers", "what it covers"},
    {"Activity.tags", "the tags"},
    {"Factors.factors", "the factors"},
    {"Factors.rows", "the rows of the factor table"},
    {"Factor.id", "the id"},
    {"Factor.text", "the text", kWording},
    {"FactorRow.at_least", "how many factors it asks for", kPlain,
     "$where now asks for at least $new factors instead of $old"},
    {"FactorRow.including", "the factors that must be among them"},
    {"FactorRow.value", "the value", kNumber, kWorth},
    {"Rating.scale", "the shared scale"},
    {"Rating.options", "the options"},
    {"Credit.worth", "what it is worth"},
    {"Credit.core", "core"},
    {"Credit.credits", "credits", kPlain, "is now worth $new credits instead of $old"},
    {"Credit.needs", "what must come with \"met\""},
    {"YesNo.needs", "what must come with \"yes\""},
    {"MissingPolicy.not_applicable", "\"not applicable\"", kWhole,
     "\"not applicable\" is now $new instead of $old", "as the rubric says"},
    {"MissingPolicy.insufficient_data", "\"insufficient data\"", kWhole,
     "\"insufficient data\" is now $new instead of $old", "as the rubric says"},
    {"MissingPolicy.absent", "no answer", kWhole, "no answer is now $new instead of $old",
     "as the rubric says"},
    {"Treatment.kind", "what becomes of it"},
    {"Treatment.value", "the value", kNumber},
    {"Rollup.id", "the id"},
    {"Rollup.title", "the title", kWording},
    {"Rollup.description", "the description", kWording},
    {"Rollup.operator", "how it is computed", kPlain,
     "is now computed as a $new instead of a $old"},
    {"Rollup.terms", "what it is computed from"},
    {"Rollup.threshold", "the value that counts", kNumber,
     "now counts what is at least $new instead of $old"},
    {"Rollup.rounding", "the rounding"},
    {"Rollup.missing", "what missing answers count as"},
    {"Rollup.minimum_terms", "how many terms it needs", kPlain, "", "1"},
    {"Rollup.direction", "which way is better"},
    {"Rollup.display", "how it is shown", kWording},
    {"Rollup.cases", "the cases"},
    {"Rollup.otherwise", "what it is when no case is so", kWhole, "", "no value"},
    {"Case.when", "when the case is so", kWhole},
    {"Case.then", "what the case gives", kWhole, "$where now gives $new instead of $old"},
    {"CaseResult.result", "what it gives"},
    {"CaseResult.value", "the value", kNumber},
    {"CaseResult.rollup", "the number", kRollup},
    {"Term.source", "what counts"},
    {"Term.criterion", "one item", kCriterion},
    {"Term.domain", "a domain", kDomain},
    {"Term.tag", "a tag"},
    {"Term.rollup", "another number", kRollup},
    {"Term.weight", "the weight", kNumber, "$where now has the weight $new instead of $old", "1"},
    {"Rounding.digits", "the digits after the point", kPlain, "", "0"},
    {"Rounding.mode", "which way it is rounded"},
    {"Display.digits", "the digits that are shown", kWording},
    {"Display.unit", "the unit", kWording},
    {"Display.as_percent", "whether it is shown as a percentage", kWording},
    {"BandSet.id", "the id"},
    {"BandSet.title", "the title", kWording},
    {"BandSet.rollup", "the number that is sorted into bands", kRollup},
    {"BandSet.bands", "the bands"},
    {"Band.id", "the id"},
    {"Band.title", "the title", kWording},
    {"Band.description", "the description", kWording},
    {"Band.at_least", "the lower edge", kNumber, kBegins},
    {"Ladder.id", "the id"},
    {"Ladder.title", "the title", kWording},
    {"Ladder.description", "the description", kWording},
    {"Ladder.levels", "the levels"},
    {"Ladder.independent_levels", "whether levels stand on their own"},
    {"Level.id", "the id"},
    {"Level.title", "the title", kWording},
    {"Level.description", "the description", kWording},
    {"Level.requirement", "what it requires"},
    {"Level.valid_months", "how many months a recognition is valid", kPlain,
     "a recognition is now valid for $new months instead of $old"},
    {"Level.annual_reporting", "the annual reporting"},
    {"AnnualReporting.requirement", "what must stay true"},
    {"AnnualReporting.answered_anew", "what is answered anew each year"},
    {"CriterionSelector.target", "what is selected"},
    {"CriterionSelector.criterion", "one item", kCriterion},
    {"CriterionSelector.domain", "a domain", kDomain},
    {"CriterionSelector.tag", "a tag"},
    {"Requirement.title", "the words of the requirement", kWording},
    {"Requirement.rule", "the rule"},
    {"Requirement.all_of", "all of several"},
    {"Requirement.any_of", "any of several"},
    {"Requirement.at_least", "so many of several"},
    {"Requirement.rollup_at_least", "at least a number"},
    {"Requirement.rollup_at_most", "at most a number"},
    {"Requirement.criterion_at_least", "a floor"},
    {"Requirement.criteria_at_least", "floors"},
    {"Requirement.credits_at_least", "credits"},
    {"Requirement.recognition_held", "another recognition"},
    {"RecognitionHeld.input", "the recognition", kInput},
    {"RecognitionHeld.levels", "the levels that are accepted"},
    {"RecognitionHeld.in_process_counts", "whether being reviewed for it is enough"},
    {"RequirementList.parts", "the parts"},
    {"AtLeastOf.count", "how many of the parts", kPlain,
     "now needs at least $new of its parts instead of $old"},
    {"AtLeastOf.parts", "the parts"},
    {"RollupThreshold.rollup", "the number", kRollup},
    {"RollupThreshold.value", "the threshold", kNumber, kNeeds},
    {"CriterionFloor.target", "what must reach it"},
    {"CriterionFloor.criterion", "one item", kCriterion},
    {"CriterionFloor.domain", "a domain", kDomain},
    {"CriterionFloor.tag", "a tag"},
    {"CriterionFloor.floor", "the floor"},
    {"CriterionFloor.value", "the value", kNumber, kNeeds},
    {"CriterionFloor.stage", "the stage", kStage, kNeeds},
    {"CriterionFloor.not_applicable", "what \"not applicable\" does"},
    {"CriterionFloors.floors", "the floors"},
    {"CreditsAtLeast.credits", "the credits", kPlain, "now needs $new credits instead of $old"},
    {"CreditsAtLeast.domains", "in how many domains there must be credits", kPlain, "", "0"},
    {"Input.id", "the id"},
    {"Input.title", "the title", kWording},
    {"Input.guidance", "the guidance", kWording},
    {"Input.kind", "what is stated"},
    {"Input.number", "a number"},
    {"Input.date", "a day"},
    {"Input.choice", "a choice"},
    {"Input.recognition", "a recognition"},
    {"Input.derived", "a number computed from others"},
    {"NumberInput.unit", "the unit"},
    {"NumberInput.whole", "whether only whole numbers are accepted"},
    {"NumberInput.lowest", "the lowest number accepted", kNumber, "", "no limit"},
    {"NumberInput.highest", "the highest number accepted", kNumber, "", "no limit"},
    {"ChoiceInput.options", "the options"},
    {"ChoiceInput.several", "whether several may be stated"},
    {"ChoiceOption.id", "the id"},
    {"ChoiceOption.text", "the text", kWording},
    {"RecognitionInput.standard", "the standard"},
    {"RecognitionInput.levels", "the levels that it has"},
    {"DerivedInput.operator", "how it is computed", kPlain,
     "is now computed as a $new instead of a $old"},
    {"DerivedInput.inputs", "what it is computed from"},
    {"DerivedInput.unit", "the unit"},
    {"Condition.rule", "the rule"},
    {"Condition.all_of", "all of several"},
    {"Condition.any_of", "any of several"},
    {"Condition.not", "not so"},
    {"Condition.criterion", "an answer"},
    {"Condition.input", "an input"},
    {"Condition.rollup", "a number"},
    {"ConditionList.parts", "the parts"},
    {"CriterionCondition.criterion", "the item", kCriterion},
    {"CriterionCondition.test", "the test"},
    {"CriterionCondition.at_least", "at least", kNumber},
    {"CriterionCondition.at_most", "at most", kNumber},
    {"CriterionCondition.is", "is", kNumber},
    {"CriterionCondition.option", "the option"},
    {"CriterionCondition.stage", "the stage", kStage},
    {"InputCondition.input", "the input", kInput},
    {"InputCondition.test", "the test"},
    {"InputCondition.at_least", "at least", kNumber},
    {"InputCondition.at_most", "at most", kNumber},
    {"InputCondition.is", "is", kNumber},
    {"InputCondition.option", "the option"},
    {"InputCondition.held", "held"},
    {"RollupCondition.rollup", "the number", kRollup},
    {"RollupCondition.test", "the test"},
    {"RollupCondition.at_least", "at least", kNumber},
    {"RollupCondition.at_most", "at most", kNumber},
    {"RollupCondition.is", "is", kNumber},
    {"Quantity.input", "the input that is looked at", kInput},
    {"Quantity.unit", "the unit"},
    {"Quantity.whole", "whether only whole numbers are accepted"},
    {"Quantity.worth", "what the number is worth"},
    {"Worth.cut_points", "the cut-points"},
    {"Worth.below", "the value below the first cut-point", kNumber},
    {"Worth.lowest", "the lowest value", kNumber},
    {"Worth.highest", "the highest value", kNumber},
    {"Worth.less_is_better", "whether less is better"},
    {"CutPoint.begin", "where it begins"},
    {"CutPoint.at_least", "at", kNumber, kBegins},
    {"CutPoint.above", "above", kNumber, "$where now begins above $new instead of $old"},
    {"CutPoint.value", "the value", kNumber, kWorth},
    {"Measure.kind", "what the rate is"},
    {"Measure.basis", "what is counted"},
    {"Measure.numerator", "the words for what the numerator counts", kWording},
    {"Measure.denominator", "the words for what the denominator counts", kWording},
    {"Measure.per", "per how many the rate is stated", kNumber, "", "1"},
    {"Measure.segments", "the segments"},
    {"Measure.segments_partition", "whether everyone belongs to exactly one segment"},
    {"Measure.scored_segment", "the segment that is scored", kPlain, "", "everyone"},
    {"Measure.minimum_denominator", "the smallest denominator", kPlain,
     "now needs a denominator of at least $new instead of $old"},
    {"Measure.worth", "what the rate is worth"},
    {"Segment.id", "the id"},
    {"Segment.title", "the title", kWording},
    {"Milestones.continuum", "the continuum"},
    {"Milestones.stage", "the phase", kStage},
    {"Milestones.milestones", "the activities"},
    {"Milestones.ceased_input", "the input that says when the program ceased", kInput, "", "none"},
    {"Milestone.id", "the id"},
    {"Milestone.text", "the text", kWording},
};

constexpr std::pair<absl::string_view, absl::string_view> kNouns[] = {
    {"RubricDefinition", "the rubric"}, {"RatingScale", "the scale"},
    {"RatingOption", "the option"},     {"ChoiceOption", "the option"},
    {"BandSet", "the set of bands"},    {"Rollup", "the number"},
    {"Milestone", "the activity"},      {"CriterionFloor", "the floor"},
};

absl::string_view ShortTypeName(absl::string_view full_name) {
  absl::ConsumePrefix(&full_name, "continuum.v1.");
  return full_name;
}

const Row* FindRow(absl::string_view full_name) {
  const absl::string_view name = ShortTypeName(full_name);
  const Row* const found = std::find_if(std::begin(kRows), std::end(kRows),
                                        [name](const Row& row) { return row.field == name; });
  return found == std::end(kRows) ? nullptr : found;
}

}  // namespace

FieldWords WordsOf(const FieldDescriptor& field) {
  const Row* const row = FindRow(field.full_name());
  if (row == nullptr) {
    return {.label = absl::StrCat("the ", absl::StrReplaceAll(field.name(), {{"_", " "}}))};
  }
  return {.label = std::string(row->label),
          .kind = row->kind,
          .sentence = std::string(row->sentence),
          .when_empty = std::string(row->when_empty)};
}

bool HasWords(absl::string_view full_name) { return FindRow(full_name) != nullptr; }

std::string LabelOf(const google::protobuf::OneofDescriptor& choice) {
  const Row* const row = FindRow(choice.full_name());
  return row == nullptr ? absl::StrReplaceAll(choice.name(), {{"_", " "}})
                        : std::string(row->label);
}

std::string NounOf(const google::protobuf::Descriptor& type) {
  for (const auto& [name, noun] : kNouns) {
    if (name == absl::string_view(type.name())) return std::string(noun);
  }
  std::string words = "the";
  for (const char letter : type.name()) {
    const auto character = static_cast<unsigned char>(letter);
    if (absl::ascii_isupper(character)) words += ' ';
    words += static_cast<char>(absl::ascii_tolower(character));
  }
  return words;
}

}  // namespace continuum::cli
