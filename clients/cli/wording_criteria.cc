// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/form_words.h"
#include "clients/cli/number_text.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/state_words.h"
#include "clients/cli/wording.h"

namespace continuum::cli {

namespace {

// A proof as arguments of reasons name it (Reason.CODE_PROOF_LACKING).
std::string ProofOf(absl::string_view argument) {
  if (argument == "evidence") return ProofWords(v1::PROOF_EVIDENCE);
  if (argument == "attestation") return ProofWords(v1::PROOF_ATTESTATION);
  if (argument == "comment") return ProofWords(v1::PROOF_COMMENT);
  if (argument == "evidence-or-attestation") {
    return ProofWords(v1::PROOF_EVIDENCE_OR_ATTESTATION);
  }
  return std::string(argument);
}

// The chosen option, to be followed by more words.
std::string ChosenWords(const v1::CriterionResult& result, const RubricGuide& guide) {
  const std::string text = guide.OptionText(result.criterion(), result.option());
  return std::string(WithoutPeriod(text));
}

// Where there is no value: what is answered, if anything is, and what keeps it from counting.
std::string NoValueWords(const v1::CriterionResult& result, const RubricGuide& guide) {
  const auto& reasons = result.reasons();
  const auto reason = std::find_if(reasons.begin(), reasons.end(), [](const v1::Reason& one) {
    return !AbsenceWords(one).empty();
  });
  std::string why =
      reason == reasons.end() ? AnswerStateWords(result.state()) : AbsenceWords(*reason);
  if (result.option().empty() || result.state() != v1::ANSWER_STATE_ABSENT) return why;
  // An option is chosen and does not count; without an explanation it is not known why.
  const std::string chosen = ChosenWords(result, guide);
  if (reason == reasons.end()) return absl::StrCat(chosen, ", which does not count");
  return reason->code() == v1::Reason::CODE_PROOF_LACKING
             ? absl::StrCat(chosen, ", but without ", LackingProofWords(*reason))
             : absl::StrCat(chosen, ", ", why);
}

// What the number of a quantity, or the rate of a measure, has to become.
std::string NumberStep(const v1::Step& step, const RubricGuide& guide) {
  const v1::Criterion* criterion = guide.FindCriterion(step.criterion());
  const v1::Display display =
      criterion == nullptr ? v1::Display() : NumberDisplay(*criterion, guide);
  std::string goal;
  switch (step.number_case()) {
    case v1::Step::kAtLeast:
      goal = absl::StrCat("to at least ", NumberText(step.at_least(), display));
      break;
    case v1::Step::kAbove:
      goal = absl::StrCat("to more than ", NumberText(step.above(), display));
      break;
    case v1::Step::kAtMost:
      goal = absl::StrCat("to at most ", NumberText(step.at_most(), display));
      break;
    case v1::Step::kBelow:
      goal = absl::StrCat("to less than ", NumberText(step.below(), display));
      break;
    case v1::Step::NUMBER_NOT_SET:
      return "";
  }
  if (criterion == nullptr) return absl::StrCat("Bring the number ", goal, ".");
  if (criterion->has_measure()) {
    const std::string& segment = criterion->measure().scored_segment();
    const std::string of =
        segment.empty() ? "" : absl::StrCat(" of ", guide.SegmentTitle(step.criterion(), segment));
    return absl::StrCat("Bring the rate", of, " ", goal, ".");
  }
  const std::string& input = criterion->quantity().input();
  return absl::StrCat("Bring ", input.empty() ? "the number" : Quoted(guide.InputTitle(input)), " ",
                      goal, ".");
}

// The segment by which a measure is scored, as it was counted; null where it was not.
const v1::MeasuredSegment* ScoredSegment(const v1::CriterionResult& result,
                                         const v1::Measure& measure) {
  for (const v1::MeasuredSegment& segment : result.measured()) {
    if (segment.segment() == measure.scored_segment()) return &segment;
  }
  return nullptr;
}

std::string MeasureStanding(const v1::CriterionResult& result, const v1::Criterion& criterion,
                            const RubricGuide& guide) {
  const v1::MeasuredSegment* scored = ScoredSegment(result, criterion.measure());
  if (scored == nullptr || scored->masked()) return kWithheld;
  return absl::StrCat(NumberText(scored->rate(), NumberDisplay(criterion, guide)), " (",
                      NumberText(scored->numerator()), " of ", scored->denominator(), ")");
}

std::string PhaseStanding(const v1::CriterionResult& result) {
  std::string words = PhaseStateWords(result.phase());
  if (result.first_date().empty()) return words;
  return result.first_date() == result.last_date()
             ? absl::StrCat(words, ", ", result.first_date())
             : absl::StrCat(words, ", ", result.first_date(), " to ", result.last_date());
}

}  // namespace

StepText StepWords(const v1::Step& step, const RubricGuide& guide, absl::string_view rollup) {
  StepText text;
  const std::string& id = step.criterion();
  text.headline = guide.CriterionTitle(id);
  if (!step.stage().empty()) {
    absl::StrAppend(&text.headline, ": to ", guide.StageTitle(id, step.stage()));
  }
  const v1::Rollup* found = rollup.empty() ? nullptr : guide.FindRollup(rollup);
  if (found != nullptr && !step.gain().empty()) {
    absl::StrAppend(&text.headline, " (",
                    found->direction() == v1::Rollup::DIRECTION_LESS_IS_BETTER
                        ? absl::StrCat(NumberText(step.gain(), found->display()), " less")
                        : SignedText(step.gain(), found->display()),
                    ")");
  }
  for (const std::string& activity : step.activities()) {
    text.to_do.push_back(guide.ActivityText(id, activity));
  }
  for (const std::string& factor : step.factors()) {
    text.to_do.push_back(guide.FactorText(id, factor));
  }
  if (step.more_factors() > 0) {
    text.to_do.push_back(absl::StrCat("Meet ", step.more_factors(),
                                      step.factors().empty() ? "" : " other",
                                      " more of its factors, whichever they are."));
  }
  if (!step.option().empty()) {
    // From no answer any will do, and the lowest is not what anybody should aim for.
    const std::string option = Quoted(guide.OptionText(id, step.option()));
    text.to_do.push_back(step.from().empty() && step.needs().empty()
                             ? absl::StrCat("Answer it, with ", option, " or better.")
                             : absl::StrCat("Reach ", option, "."));
  }
  for (const std::string& milestone : step.milestones()) {
    text.to_do.push_back(guide.MilestoneText(id, milestone));
  }
  if (std::string number = NumberStep(step, guide); !number.empty()) {
    text.to_do.push_back(std::move(number));
  }
  if (text.to_do.empty()) text.to_do.push_back("Meet what it asks.");
  std::vector<std::string> proofs;
  for (const int proof : step.needs()) proofs.push_back(ProofWords(static_cast<v1::Proof>(proof)));
  if (!proofs.empty()) text.to_do.push_back(absl::StrCat("Bring along ", ListWords(proofs), "."));
  return text;
}

std::string LackingProofWords(const v1::Reason& reason) {
  std::vector<std::string> proofs;
  for (const std::string& argument : reason.arguments()) proofs.push_back(ProofOf(argument));
  return ListWords(proofs);
}

std::string AbsenceWords(const v1::Reason& reason) {
  switch (reason.code()) {
    case v1::Reason::CODE_UNANSWERED:
      return "not answered";
    case v1::Reason::CODE_PROOF_LACKING:
      return absl::StrCat("answered, but without ", LackingProofWords(reason));
    case v1::Reason::CODE_UNCONFIRMED:
      return "not confirmed";
    case v1::Reason::CODE_INSUFFICIENT_DATA:
      return "insufficient data";
    case v1::Reason::CODE_SMALL_DENOMINATOR:
      return "too few counted";
    case v1::Reason::CODE_COUNTS_LACKING:
      return "not counted";
    case v1::Reason::CODE_INPUT_LACKING:
      return "not stated";
    case v1::Reason::CODE_NOT_ASKED:
      return "not asked";
    case v1::Reason::CODE_NOT_APPLICABLE_MEETS:
    case v1::Reason::CODE_NOT_APPLICABLE_FAILS:
      return "not applicable";
    default:
      return "";
  }
}

std::string StandingWords(const v1::CriterionResult& result, const RubricGuide& guide) {
  if (result.not_asked()) {
    return result.value().empty()
               ? "not asked"
               : absl::StrCat("not asked, counts as ", NumberText(result.value()));
  }
  if (result.state() != v1::ANSWER_STATE_VALUE) return NoValueWords(result, guide);
  const v1::Criterion* criterion = guide.FindCriterion(result.criterion());
  if (criterion == nullptr) return NumberText(result.value());
  switch (criterion->form_case()) {
    case v1::Criterion::kStaircase:
      return guide.StageTitle(result.criterion(), result.stage());
    case v1::Criterion::kFactors:
      return absl::StrCat(result.done(), " of ", CountOf(result.possible(), "factor"));
    case v1::Criterion::kRating:
      return ChosenWords(result, guide);
    case v1::Criterion::kCredit:
      return result.done() > 0 ? "met" : "not met";
    case v1::Criterion::kYesNo:
      return result.done() > 0 ? "yes" : "no";
    case v1::Criterion::kQuantity:
      return NumberText(result.number(), NumberDisplay(*criterion, guide));
    case v1::Criterion::kMeasure:
      return MeasureStanding(result, *criterion, guide);
    case v1::Criterion::kMilestones:
      return PhaseStanding(result);
    case v1::Criterion::FORM_NOT_SET:
      break;
  }
  return NumberText(result.value());
}

}  // namespace continuum::cli
