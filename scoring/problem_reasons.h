// SPDX-License-Identifier: Apache-2.0
//
// Everything that can be wrong with a rubric's text, in one table. The codes are part of the API:
// programs act on them, so a code is never renamed and never used for another thing.

#ifndef CONTINUUM_SCORING_PROBLEM_REASONS_H_
#define CONTINUUM_SCORING_PROBLEM_REASONS_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace continuum::scoring {

// What is wrong. The order is that of kProblemReasons.
enum class ProblemReason {
  // Reading the text.
  kTextEmpty,
  kTextTooLong,
  kTextNotUtf8,
  kControlCharacter,
  kSyntax,
  kTooDeep,
  kUnknownField,
  kFieldTwice,
  kUnknownValue,
  // What every part needs.
  kMissingText,
  kMissing,
  kNotAllowed,
  kBadId,
  kDuplicateId,
  kUnknownId,
  kListedTwice,
  kBadNumber,
  kOutOfRange,
  kTooMany,
  kBadDate,
  kDatesReversed,
  kUnused,
  // Criteria and their forms.
  kValuesDecrease,
  kCellsNotAsStages,
  kEmptyCell,
  kCoversItself,
  kTooFewFactors,
  kRowsOutOfOrder,
  kNoOptionWithValue,
  kMissingEvidenceRule,
  kRiseAndFall,
  kLooksAhead,
  // Rollups and bands.
  kPolicyNotStated,
  kAbsentCountsAsMet,
  kAbsentEarnsCredit,
  kAbsentLeaves,
  kRollupCountsAsMet,
  kPooledCountsAs,
  kSelectsNothing,
  kSelectedTwice,
  kWrongForm,
  kCriteriaOnly,
  kOneTermOnly,
  kNegativeWeight,
  kNegativeHighest,
  kTooFewTerms,
  kRollupCycle,
  kNeverAValue,
  kMoreScoresLess,
  kEdgesNotIncreasing,
  kEdgeOutOfReach,
  // Levels and what they require.
  kOneCriterionOnly,
  kNotApplicableNotStated,
  kThresholdOutOfReach,
  kAlwaysMet,
  kWrongDirection,
  kRequirementImplied,
  kLevelImplied,
  // The list of problems itself.
  kMoreProblems,
};

// A row of the table.
struct ProblemReasonInfo {
  ProblemReason reason;
  absl::string_view code;  // stable, UPPER_SNAKE
  bool is_error;           // the rubric cannot be used until this is mended; otherwise a warning
  absl::string_view meaning;
};

inline constexpr ProblemReasonInfo kProblemReasons[] = {
    {ProblemReason::kTextEmpty, "TEXT_EMPTY", true, "There is no rubric in the text."},
    {ProblemReason::kTextTooLong, "TEXT_TOO_LONG", true, "The text is over 1 MiB."},
    {ProblemReason::kTextNotUtf8, "TEXT_NOT_UTF8", true,
     "A byte is not part of a UTF-8 character, in the text or as an escape in quotes."},
    {ProblemReason::kControlCharacter, "CONTROL_CHARACTER", true,
     "A control character other than a tab or a line end."},
    {ProblemReason::kSyntax, "SYNTAX", true, "The text cannot be read from here on."},
    {ProblemReason::kTooDeep, "TOO_DEEP", true,
     "Parts lie too deep within each other: over 80 levels of the text, over 32 of domains or "
     "requirements."},
    {ProblemReason::kUnknownField, "UNKNOWN_FIELD", true, "There is no such field here."},
    {ProblemReason::kFieldTwice, "FIELD_TWICE", true,
     "A field that may be given once is given twice, or two fields of which one may be given."},
    {ProblemReason::kUnknownValue, "UNKNOWN_VALUE", true, "The field has no such value."},
    {ProblemReason::kMissingText, "MISSING_TEXT", true, "A required text is empty."},
    {ProblemReason::kMissing, "MISSING", true, "Something required other than a text is missing."},
    {ProblemReason::kNotAllowed, "NOT_ALLOWED", true,
     "Something is given that has no meaning here, beside what else is given."},
    {ProblemReason::kBadId, "BAD_ID", true,
     "An id or a tag has characters or a length that ids do not have."},
    {ProblemReason::kDuplicateId, "DUPLICATE_ID", true,
     "An id is used a second time where it must be unique."},
    {ProblemReason::kUnknownId, "UNKNOWN_ID", true, "Nothing has the id that is named here."},
    {ProblemReason::kListedTwice, "LISTED_TWICE", true, "A list names the same thing twice."},
    {ProblemReason::kBadNumber, "BAD_NUMBER", true, "A text is not an exact number."},
    {ProblemReason::kOutOfRange, "OUT_OF_RANGE", true, "A number lies outside of what is allowed."},
    {ProblemReason::kTooMany, "TOO_MANY", true,
     "There are more of something than a rubric may have."},
    {ProblemReason::kBadDate, "BAD_DATE", true,
     "A text is not a day of the calendar as YYYY-MM-DD."},
    {ProblemReason::kDatesReversed, "DATES_REVERSED", true, "The last date lies before the first."},
    {ProblemReason::kUnused, "UNUSED", false, "A continuum or a scale that no criterion uses."},
    {ProblemReason::kValuesDecrease, "VALUES_DECREASE", true,
     "A higher stage, or a row of factors that asks for more, is worth less."},
    {ProblemReason::kCellsNotAsStages, "CELLS_NOT_AS_STAGES", true,
     "A staircase does not have one cell per stage of its continuum, in its order."},
    {ProblemReason::kEmptyCell, "EMPTY_CELL", true, "A cell has no activities."},
    {ProblemReason::kCoversItself, "COVERS_ITSELF", true,
     "An activity covers itself, directly or through others."},
    {ProblemReason::kTooFewFactors, "TOO_FEW_FACTORS", true,
     "A row asks for more factors than there are."},
    {ProblemReason::kRowsOutOfOrder, "ROWS_OUT_OF_ORDER", true,
     "A row asks for fewer factors than the row before it."},
    {ProblemReason::kNoOptionWithValue, "NO_OPTION_WITH_VALUE", true,
     "No option of a scale or rating has a value."},
    {ProblemReason::kMissingEvidenceRule, "MISSING_EVIDENCE_RULE", false,
     "A criterion of a rubric that recognizes levels does not say what a reviewer would want to "
     "see."},
    {ProblemReason::kRiseAndFall, "RISE_AND_FALL", true,
     "The values of cut-points rise and fall again, or the other way round."},
    {ProblemReason::kLooksAhead, "LOOKS_AHEAD", true,
     "A condition or a computed input looks at something that does not stand before it."},
    {ProblemReason::kPolicyNotStated, "POLICY_NOT_STATED", true,
     "The rubric does not say what a kind of missing answer, or an adapted activity, counts as."},
    {ProblemReason::kAbsentCountsAsMet, "ABSENT_COUNTS_AS_MET", true,
     "A criterion without an answer would count as met."},
    {ProblemReason::kAbsentEarnsCredit, "ABSENT_EARNS_CREDIT", false,
     "A criterion without an answer would count for more than its worst answer."},
    {ProblemReason::kAbsentLeaves, "ABSENT_LEAVES", true,
     "A rollup that a level uses, directly or through others, drops criteria without an answer."},
    {ProblemReason::kRollupCountsAsMet, "ROLLUP_COUNTS_AS_MET", true,
     "A rollup without a value would count as met, but a rollup has no highest value."},
    {ProblemReason::kPooledCountsAs, "POOLED_COUNTS_AS", true,
     "In a pooled proportion, or in days, a missing answer counts as what it cannot."},
    {ProblemReason::kSelectsNothing, "SELECTS_NOTHING", true,
     "A domain or tag is named that no criterion is in or has."},
    {ProblemReason::kSelectedTwice, "SELECTED_TWICE", true,
     "A rollup selects the same criterion or rollup twice."},
    {ProblemReason::kWrongForm, "WRONG_FORM", true,
     "A criterion or input is used where its form does not fit: a rating among pooled ones, or a "
     "stage asked of what is not a staircase."},
    {ProblemReason::kCriteriaOnly, "CRITERIA_ONLY", true,
     "A rollup is a term of an operator that takes criteria only."},
    {ProblemReason::kOneTermOnly, "ONE_TERM_ONLY", true,
     "An operator that takes one thing has several."},
    {ProblemReason::kNegativeWeight, "NEGATIVE_WEIGHT", true,
     "A weight is negative where weights are at least 0."},
    {ProblemReason::kNegativeHighest, "NEGATIVE_HIGHEST", true,
     "A percent of possible has a criterion whose highest value is negative."},
    {ProblemReason::kTooFewTerms, "TOO_FEW_TERMS", true, "A rollup needs more terms than it has."},
    {ProblemReason::kRollupCycle, "ROLLUP_CYCLE", true,
     "A rollup is computed from itself, directly or through others."},
    {ProblemReason::kNeverAValue, "NEVER_A_VALUE", true,
     "A rollup has no value whatever the answers are."},
    {ProblemReason::kMoreScoresLess, "MORE_SCORES_LESS", false,
     "A better answer can move a rollup the worse way, by the direction that it states."},
    {ProblemReason::kEdgesNotIncreasing, "EDGES_NOT_INCREASING", true,
     "A band's lower edge is not greater than that of the band before it."},
    {ProblemReason::kEdgeOutOfReach, "EDGE_OUT_OF_REACH", true,
     "No answers can lead into a band, or into any band below it."},
    {ProblemReason::kOneCriterionOnly, "ONE_CRITERION_ONLY", true,
     "A domain or tag is named where one criterion is asked for."},
    {ProblemReason::kNotApplicableNotStated, "NOT_APPLICABLE_NOT_STATED", true,
     "A floor does not say what \"not applicable\" does, but a criterion under it allows that."},
    {ProblemReason::kThresholdOutOfReach, "THRESHOLD_OUT_OF_REACH", true,
     "A requirement asks for what no answers can give."},
    {ProblemReason::kAlwaysMet, "ALWAYS_MET", false,
     "A requirement is met whatever the answers are."},
    {ProblemReason::kWrongDirection, "WRONG_DIRECTION", false,
     "A requirement bounds a rollup on the side that its direction calls better."},
    {ProblemReason::kRequirementImplied, "REQUIREMENT_IMPLIED", false,
     "A requirement is met anyway when the ones beside it are."},
    {ProblemReason::kLevelImplied, "LEVEL_IMPLIED", false,
     "Whoever reaches a level below reaches this one anyway."},
    {ProblemReason::kMoreProblems, "MORE_PROBLEMS", true,
     "There are more problems than are listed."},
};

// The row of a reason.
constexpr const ProblemReasonInfo& InfoOf(ProblemReason reason) {
  return kProblemReasons[static_cast<std::size_t>(reason)];
}

namespace internal {

constexpr bool ProblemReasonsAreInOrder() {
  std::size_t index = 0;
  for (const ProblemReasonInfo& info : kProblemReasons) {
    if (static_cast<std::size_t>(info.reason) != index++) return false;
  }
  return index == static_cast<std::size_t>(ProblemReason::kMoreProblems) + 1;
}
static_assert(ProblemReasonsAreInOrder(), "one row per reason, in the order of the enum");

}  // namespace internal

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_PROBLEM_REASONS_H_
