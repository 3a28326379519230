// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_ANSWER_READER_H_
#define CONTINUUM_SCORING_ANSWER_READER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric_case.pb.h"
#include "scoring/compiled_rubric.h"
#include "scoring/dates.h"
#include "scoring/evaluation.h"

namespace continuum::scoring {

// Codes of AnswerProblem.reason.
namespace answer_reason {
inline constexpr char kRequired[] = "REQUIRED";
inline constexpr char kTooLong[] = "TOO_LONG";
inline constexpr char kTooMany[] = "TOO_MANY";
inline constexpr char kUnknownValue[] = "UNKNOWN_VALUE";
inline constexpr char kInvalidMonth[] = "INVALID_MONTH";
inline constexpr char kUnknownCriterion[] = "UNKNOWN_CRITERION";
inline constexpr char kDuplicateCriterion[] = "DUPLICATE_CRITERION";
inline constexpr char kWrongForm[] = "WRONG_FORM";
inline constexpr char kNotApplicableNotAllowed[] = "NOT_APPLICABLE_NOT_ALLOWED";
inline constexpr char kInsufficientDataNotAllowed[] = "INSUFFICIENT_DATA_NOT_ALLOWED";
inline constexpr char kUnknownActivity[] = "UNKNOWN_ACTIVITY";
inline constexpr char kDuplicateActivity[] = "DUPLICATE_ACTIVITY";
inline constexpr char kWrongStage[] = "WRONG_STAGE";
inline constexpr char kUnknownStage[] = "UNKNOWN_STAGE";
inline constexpr char kStageAndActivities[] = "STAGE_AND_ACTIVITIES";
inline constexpr char kUnknownFactor[] = "UNKNOWN_FACTOR";
inline constexpr char kDuplicateFactor[] = "DUPLICATE_FACTOR";
inline constexpr char kUnknownOption[] = "UNKNOWN_OPTION";
inline constexpr char kDuplicateOption[] = "DUPLICATE_OPTION";
inline constexpr char kOneOptionOnly[] = "ONE_OPTION_ONLY";
inline constexpr char kInvalidNumber[] = "INVALID_NUMBER";
inline constexpr char kOutOfRange[] = "OUT_OF_RANGE";
inline constexpr char kInvalidDay[] = "INVALID_DAY";
inline constexpr char kDatesReversed[] = "DATES_REVERSED";
inline constexpr char kUnknownLevel[] = "UNKNOWN_LEVEL";
inline constexpr char kComputed[] = "COMPUTED";
inline constexpr char kUnknownSegment[] = "UNKNOWN_SEGMENT";
inline constexpr char kDuplicateSegment[] = "DUPLICATE_SEGMENT";
inline constexpr char kCountsDisagree[] = "COUNTS_DISAGREE";
inline constexpr char kUnknownMilestone[] = "UNKNOWN_MILESTONE";
inline constexpr char kDuplicateMilestone[] = "DUPLICATE_MILESTONE";
}  // namespace answer_reason

// One answer on its way into an outcome, with the place for what is wrong with it. Not thread-safe;
// owns nothing.
class AnswerReader {
 public:
  // `position` is the answer's among all answers. Activities that are to be done only after
  // `as_of` do not count.
  AnswerReader(const v1::Answer& answer, int position, const v1::ActivityPolicy& policy,
               const ScoringDay& as_of, std::vector<v1::AnswerProblem>* problems)
      : answer_(answer), position_(position), policy_(policy), as_of_(as_of), problems_(problems) {}

  const v1::Answer& answer() const { return answer_; }
  const v1::ActivityPolicy& policy() const { return policy_; }
  int as_of_month() const { return as_of_.month; }
  int64_t as_of_day() const { return as_of_.day; }

  // Reports a problem with a field of the answer, such as "rating.option". At most
  // kMaxAnswerProblems are kept.
  void Report(absl::string_view field, absl::string_view reason, absl::string_view message) const;

  // Reports a text that is required and blank, or longer than so many bytes.
  void CheckRequired(absl::string_view field, absl::string_view text) const;
  void CheckLength(absl::string_view field, absl::string_view text, std::size_t most) const;
  // Reads an exact number or a day, or reports that the text is none.
  std::optional<Exact> ReadNumber(absl::string_view field, absl::string_view text) const;
  std::optional<int64_t> ReadDay(absl::string_view field, absl::string_view text) const;
  // Reports what is wrong with comment and evidence.
  void CheckRemarks() const;

 private:
  const v1::Answer& answer_;
  const int position_;
  const v1::ActivityPolicy& policy_;
  const ScoringDay as_of_;
  std::vector<v1::AnswerProblem>* const problems_;
};

// Which of the needed proofs an answer lacks; all of them where there is no answer (null).
ProofSet LackingProofs(const v1::Answer* answer, const ProofSet& needs);

// Gives an outcome a value, or makes it absent where the answer lacks needed proofs.
void TakeValue(const AnswerReader& reader, const ProofSet& needs, const Number& value, int done,
               CriterionOutcome* outcome);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_ANSWER_READER_H_
