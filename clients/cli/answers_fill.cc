// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/answers_fill.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/evidence_cell.h"
#include "clients/cli/state_words.h"

namespace continuum::cli {

namespace {

std::string ExtentWord(v1::Extent extent) {
  switch (extent) {
    case v1::EXTENT_ALL_SITES:
      return "all-sites";
    case v1::EXTENT_SOME_SITES:
      return "some-sites";
    case v1::EXTENT_PILOT:
      return "pilot";
    default:
      return "";
  }
}

void FillInput(const v1::InputAnswer& stated, Cells* cells) {
  Cells& cell = *cells;
  switch (stated.stated_case()) {
    case v1::InputAnswer::kNumber:
      cell["answer"] = stated.number();
      break;
    case v1::InputAnswer::kDate:
      cell["answer"] = stated.date();
      break;
    case v1::InputAnswer::kOptions:
      cell["answer"] = absl::StrJoin(stated.options().options(), "; ");
      break;
    case v1::InputAnswer::kRecognition:
      if (stated.recognition().status() != v1::HeldRecognition::STATUS_UNSPECIFIED) {
        cell["answer"] = RecognitionWords(stated.recognition().status());
      }
      cell["level"] = stated.recognition().level();
      cell["first_date"] = stated.recognition().first_date();
      cell["last_date"] = stated.recognition().last_date();
      break;
    case v1::InputAnswer::STATED_NOT_SET:
      break;
  }
}

// The answer cell, and what shares the comment's cell.
void FillForm(const v1::Answer& answer, Cells* cells) {
  Cells& cell = *cells;
  switch (answer.answer_case()) {
    case v1::Answer::kStaircase:
      if (!answer.staircase().claimed_stage().empty()) {
        cell["answer"] = answer.staircase().claimed_stage();
      } else if (answer.staircase().activities().empty()) {
        cell["answer"] = "nothing done";
      }
      break;
    case v1::Answer::kRating:
      cell["answer"] = answer.rating().option();
      break;
    case v1::Answer::kCredit:
      cell["answer"] = YesNoCell(answer.credit().met());
      break;
    case v1::Answer::kYesNo:
      cell["answer"] = YesNoCell(answer.yes_no().yes());
      break;
    case v1::Answer::kNotApplicable:
      cell["answer"] = "not applicable";
      cell["comment"] = Joined(answer.not_applicable().justification(), answer.comment());
      break;
    case v1::Answer::kInsufficientData:
      cell["answer"] = "insufficient data";
      cell["comment"] = Joined(answer.insufficient_data().explanation(), answer.comment());
      break;
    case v1::Answer::kQuantity:
      cell["answer"] = answer.quantity().number();
      break;
    case v1::Answer::kMeasure:
      for (const v1::MeasureCounts& counts : answer.measure().counts()) {
        if (counts.segment().empty()) FillCounts(counts, cells);
      }
      break;
    case v1::Answer::kMilestones:
      if (answer.milestones().milestones().empty()) cell["answer"] = "nothing done";
      break;
    case v1::Answer::kInput:
      return FillInput(answer.input(), cells);
    case v1::Answer::kFactors:
    case v1::Answer::ANSWER_NOT_SET:
      break;
  }
}

// A person who opens the table has to see at once which answers are only proposed.
std::string ProposalNote(const v1::Answer& answer) {
  if (!answer.unconfirmed()) return "";
  const std::string& from = answer.origin().assessment();
  return absl::StrCat("PROPOSED", from.empty() ? "" : absl::StrCat(" from ", from),
                      ", NOT CONFIRMED: it does not count. Where it is right, empty the cell under "
                      "\"unconfirmed\".");
}

}  // namespace

std::string YesNoCell(bool yes) { return yes ? "yes" : "no"; }

std::string Joined(const std::string& first, const std::string& second) {
  return second.empty() || first.empty() ? absl::StrCat(first, second)
                                         : absl::StrCat(first, "\n\n", second);
}

void FillCounts(const v1::MeasureCounts& counts, Cells* cells) {
  (*cells)["numerator"] = counts.numerator();
  (*cells)["denominator"] = absl::StrCat(counts.denominator());
}

void FillOwnRow(const v1::Answer& answer, Cells* cells) {
  if (answer.answer_case() == v1::Answer::ANSWER_NOT_SET) return;
  Cells& cell = *cells;
  cell["comment"] = answer.comment();
  cell["evidence"] = FormatEvidence(answer.evidence());
  if (answer.attested()) cell["attested"] = "yes";
  if (answer.unconfirmed()) cell["unconfirmed"] = "yes";
  cell["origin_assessment"] = answer.origin().assessment();
  cell["origin_criteria"] = absl::StrJoin(answer.origin().criteria(), "; ");
  cell["origin_crosswalk"] = answer.origin().crosswalk();
  cell["origin_explanation"] = answer.origin().explanation();
  cell["note"] = Joined(ProposalNote(answer), cell["note"]);
  FillForm(answer, cells);
}

void FillActivity(const v1::ActivityAnswer& activity, Cells* cells) {
  Cells& cell = *cells;
  if (activity.state() == v1::ActivityAnswer::STATE_DONE) cell["answer"] = "yes";
  if (activity.state() == v1::ActivityAnswer::STATE_NOT_DONE) cell["answer"] = "no";
  cell["since"] = activity.since();
  cell["extent"] = ExtentWord(activity.extent());
  if (!activity.has_adaptation()) return;
  cell["adaptation"] = activity.adaptation().what();
  cell["adaptation_reason"] = activity.adaptation().why();
  cell["planned"] = YesNoCell(activity.adaptation().planned());
  cell["consistent"] = YesNoCell(activity.adaptation().consistent());
}

}  // namespace continuum::cli
