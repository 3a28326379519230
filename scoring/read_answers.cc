// SPDX-License-Identifier: Apache-2.0

#include "scoring/read_answers.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/answer_reader.h"
#include "scoring/forms/choices.h"
#include "scoring/forms/factors.h"
#include "scoring/forms/measures.h"
#include "scoring/forms/staircase.h"
#include "scoring/inputs.h"
#include "scoring/limits.h"
#include "scoring/settle.h"

namespace continuum::scoring {
namespace {

// How people call the form in which a criterion is answered.
absl::string_view FormName(const v1::Criterion& criterion) {
  switch (criterion.form_case()) {
    case v1::Criterion::kStaircase:
      return "activities or a stage (staircase)";
    case v1::Criterion::kFactors:
      return "the factors that are met (factors)";
    case v1::Criterion::kRating:
      return "one of its options (rating)";
    case v1::Criterion::kCredit:
      return "met or not met (credit)";
    case v1::Criterion::kYesNo:
      return "yes or no (yes_no)";
    case v1::Criterion::kQuantity:
      return criterion.quantity().input().empty() ? "a number (quantity)"
                                                  : "no answer, since it looks at an input";
    case v1::Criterion::kMeasure:
      return "counts (measure)";
    case v1::Criterion::kMilestones:
      return "the dates of its activities (milestones)";
    case v1::Criterion::FORM_NOT_SET:
      break;
  }
  return "nothing";
}

// The name of the field that holds the answer, such as "rating".
const std::string& AnswerField(const v1::Answer& answer) {
  return v1::Answer::descriptor()->FindFieldByNumber(answer.answer_case())->name();
}

bool IsOfForm(const v1::Answer& answer, const v1::Criterion& criterion) {
  switch (answer.answer_case()) {
    case v1::Answer::kStaircase:
      return criterion.has_staircase();
    case v1::Answer::kFactors:
      return criterion.has_factors();
    case v1::Answer::kRating:
      return criterion.has_rating();
    case v1::Answer::kCredit:
      return criterion.has_credit();
    case v1::Answer::kYesNo:
      return criterion.has_yes_no();
    case v1::Answer::kQuantity:
      return criterion.has_quantity() && criterion.quantity().input().empty();
    case v1::Answer::kMeasure:
      return criterion.has_measure();
    case v1::Answer::kMilestones:
      return criterion.has_milestones();
    case v1::Answer::kInput:
      return false;
    default:
      return true;  // not a form's answer
  }
}

void ReadNotApplicable(const AnswerReader& reader, const v1::Criterion& criterion,
                       CriterionOutcome* outcome) {
  if (!criterion.allows_not_applicable()) {
    reader.Report("not_applicable", answer_reason::kNotApplicableNotAllowed,
                  absl::StrCat("\"", criterion.id(), "\" always applies; it takes ",
                               FormName(criterion), "."));
  }
  const std::string& justification = reader.answer().not_applicable().justification();
  reader.CheckRequired("not_applicable.justification", justification);
  reader.CheckLength("not_applicable.justification", justification, kMaxJustificationBytes);
  outcome->state = v1::ANSWER_STATE_NOT_APPLICABLE;
}

void ReadInsufficientData(const AnswerReader& reader, const v1::Criterion& criterion,
                          CriterionOutcome* outcome) {
  if (!criterion.allows_insufficient_data()) {
    reader.Report(
        "insufficient_data", answer_reason::kInsufficientDataNotAllowed,
        absl::StrCat("\"", criterion.id(), "\" does not take \"insufficient data\"; it takes ",
                     FormName(criterion), ", or no answer."));
  }
  reader.CheckLength("insufficient_data.explanation",
                     reader.answer().insufficient_data().explanation(), kMaxJustificationBytes);
  outcome->state = v1::ANSWER_STATE_INSUFFICIENT_DATA;
}

// `counted` is null for criteria that count nothing.
void ReadAnswer(const AnswerReader& reader, const CompiledCriterion& criterion,
                absl::Span<PartMarks> parts, CountedOutcome* counted, CriterionOutcome* outcome) {
  const v1::Answer& answer = reader.answer();
  if (!IsOfForm(answer, *criterion.definition)) {
    reader.Report(
        AnswerField(answer), answer_reason::kWrongForm,
        absl::StrCat("\"", answer.criterion(), "\" takes ", FormName(*criterion.definition),
                     ", not ", AnswerField(answer), "."));
    return;
  }
  switch (answer.answer_case()) {
    case v1::Answer::kStaircase:
      return ReadStaircase(reader, criterion, std::get<CompiledStaircase>(criterion.form), parts,
                           outcome);
    case v1::Answer::kFactors:
      return ReadFactors(reader, criterion, std::get<CompiledFactors>(criterion.form), parts,
                         outcome);
    case v1::Answer::kRating:
      return ReadRating(reader, std::get<CompiledRating>(criterion.form), outcome);
    case v1::Answer::kCredit:
      return ReadYesOrNo(reader, criterion, std::get<CompiledCredit>(criterion.form).needs,
                         answer.credit().met(), outcome);
    case v1::Answer::kYesNo:
      return ReadYesOrNo(reader, criterion, std::get<CompiledYesNo>(criterion.form).needs,
                         answer.yes_no().yes(), outcome);
    case v1::Answer::kQuantity:
      return ReadQuantity(reader, criterion, std::get<CompiledQuantity>(criterion.form), counted,
                          outcome);
    case v1::Answer::kMeasure:
      return ReadMeasure(reader, criterion, std::get<CompiledMeasure>(criterion.form), counted,
                         outcome);
    case v1::Answer::kMilestones:
      return ReadMilestones(reader, std::get<CompiledMilestones>(criterion.form), parts, outcome);
    case v1::Answer::kNotApplicable:
      return ReadNotApplicable(reader, *criterion.definition, outcome);
    case v1::Answer::kInsufficientData:
      return ReadInsufficientData(reader, *criterion.definition, outcome);
    case v1::Answer::kInput:  // no criterion's
    case v1::Answer::ANSWER_NOT_SET:
      return;
  }
}

void ReadInputOnce(const AnswerReader& reader, const CompiledInput& input, InputOutcome* outcome) {
  if (outcome->answer == nullptr) return ReadInput(reader, input, outcome);
  reader.Report("criterion", answer_reason::kDuplicateCriterion,
                absl::StrCat("\"", reader.answer().criterion(), "\" is answered twice."));
}

}  // namespace

void ReadAnswers(const CompiledRubric& rubric, const v1::AnswerSet& answers,
                 const ScoringDay& as_of, Evaluation* evaluation,
                 std::vector<v1::AnswerProblem>* problems) {
  evaluation->as_of_day = as_of.day;
  evaluation->inputs.assign(rubric.inputs().size(), {});
  evaluation->counted.assign(static_cast<std::size_t>(rubric.total_counted()), {});
  evaluation->criteria.assign(rubric.criteria().size(), {});
  evaluation->parts.assign(static_cast<std::size_t>(rubric.total_parts()), 0);
  if (!v1::AnswerSource_IsValid(answers.source())) {
    v1::AnswerProblem& problem = problems->emplace_back();
    problem.set_field("source");
    problem.set_reason(answer_reason::kUnknownValue);
    problem.set_message("The source of the answers must be one that this version knows.");
  }
  for (int i = 0; i < answers.answers_size(); ++i) {
    const v1::Answer& answer = answers.answers(i);
    const AnswerReader reader(answer, i, rubric.definition().activity_policy(), as_of, problems);
    reader.CheckRemarks();
    if (answer.criterion().empty()) {
      reader.CheckRequired("criterion", "");
      continue;
    }
    const int found = rubric.FindCriterion(answer.criterion());
    if (const int input = found < 0 ? rubric.FindInput(answer.criterion()) : -1; input >= 0) {
      ReadInputOnce(reader, rubric.inputs()[static_cast<std::size_t>(input)],
                    &evaluation->inputs[static_cast<std::size_t>(input)]);
      continue;
    }
    if (found < 0) {
      reader.Report("criterion", answer_reason::kUnknownCriterion,
                    absl::StrCat("The rubric \"", rubric.definition().id(),
                                 "\" has no criterion \"", answer.criterion(), "\"."));
      continue;
    }
    const auto position = static_cast<std::size_t>(found);
    CriterionOutcome& outcome = evaluation->criteria[position];
    if (outcome.answer != nullptr) {
      reader.Report("criterion", answer_reason::kDuplicateCriterion,
                    absl::StrCat("\"", answer.criterion(), "\" is answered twice."));
      continue;
    }
    outcome.answer = &answer;
    const CompiledCriterion& criterion = rubric.criteria()[position];
    ReadAnswer(reader, criterion,
               absl::MakeSpan(evaluation->parts)
                   .subspan(static_cast<std::size_t>(criterion.first_part),
                            static_cast<std::size_t>(criterion.possible)),
               criterion.counted < 0
                   ? nullptr
                   : &evaluation->counted[static_cast<std::size_t>(criterion.counted)],
               &outcome);
  }
  SettleAnswers(rubric, evaluation);
}

}  // namespace continuum::scoring
