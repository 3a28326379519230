// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/random_answers.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/testing/random_number_answers.h"

namespace continuum::testing {
namespace {

std::string RandomOption(Choices& choices, const v1::RubricDefinition& rubric,
                         const v1::Rating& rating) {
  for (const v1::RatingScale& scale : rubric.scales()) {
    if (scale.id() == rating.scale())
      return scale.options(choices.Below(scale.options_size())).id();
  }
  return rating.options(choices.Below(rating.options_size())).id();
}

void AddActivity(Choices& choices, const v1::Cell& cell, const v1::Activity& activity,
                 v1::StaircaseAnswer& answer) {
  if (choices.Chance(20)) return;
  v1::ActivityAnswer& out = *answer.add_activities();
  out.set_activity(activity.id());
  out.set_state(choices.Chance(75) ? v1::ActivityAnswer::STATE_DONE
                                   : v1::ActivityAnswer::STATE_NOT_DONE);
  if (choices.Chance(20)) out.set_stage(cell.stage());
  if (choices.Chance(20)) {
    out.set_since(choices.Pick<std::string>({"2024-06", "2023-12", "2024-07", "2025-01"}));
  }
  if (choices.Chance(25)) out.set_extent(static_cast<v1::Extent>(choices.Below(4)));
  if (choices.Chance(20)) {
    out.mutable_adaptation()->set_what("What differs.");
    out.mutable_adaptation()->set_why("Why.");
    out.mutable_adaptation()->set_planned(choices.Chance(50));
    out.mutable_adaptation()->set_consistent(choices.Chance(50));
  }
}

void AnswerStaircase(Choices& choices, const v1::Staircase& staircase,
                     v1::StaircaseAnswer& answer) {
  if (choices.Chance(20)) {
    answer.set_claimed_stage(staircase.cells(choices.Below(staircase.cells_size())).stage());
    return;
  }
  if (choices.Chance(5)) return;  // answered, and nothing is done
  for (const v1::Cell& cell : staircase.cells()) {
    for (const v1::Activity& activity : cell.activities()) {
      AddActivity(choices, cell, activity, answer);
    }
  }
}

void AnswerForm(Choices& choices, const v1::RubricDefinition& rubric,
                const v1::Criterion& criterion, v1::Answer& answer) {
  switch (criterion.form_case()) {
    case v1::Criterion::kStaircase:
      return AnswerStaircase(choices, criterion.staircase(), *answer.mutable_staircase());
    case v1::Criterion::kFactors: {
      answer.mutable_factors();
      for (const v1::Factor& factor : criterion.factors().factors()) {
        if (choices.Chance(60)) answer.mutable_factors()->add_met(factor.id());
      }
      return;
    }
    case v1::Criterion::kRating:
      answer.mutable_rating()->set_option(RandomOption(choices, rubric, criterion.rating()));
      return;
    case v1::Criterion::kCredit:
      answer.mutable_credit()->set_met(choices.Chance(70));
      return;
    case v1::Criterion::kYesNo:
      answer.mutable_yes_no()->set_yes(choices.Chance(70));
      return;
    case v1::Criterion::kQuantity:
      *answer.mutable_quantity() = AnswerQuantity(choices, criterion.quantity());
      return;
    case v1::Criterion::kMeasure:
      *answer.mutable_measure() = AnswerMeasure(choices, criterion.measure());
      return;
    case v1::Criterion::kMilestones:
      *answer.mutable_milestones() = AnswerMilestones(choices, criterion.milestones());
      return;
    case v1::Criterion::FORM_NOT_SET:
      return;
  }
}

// What goes with an answer of any form.
void AddMore(Choices& choices, const v1::RubricDefinition& rubric, v1::Answer& answer) {
  if (choices.Chance(70)) answer.set_comment("A comment.");
  answer.set_attested(choices.Chance(70));
  if (choices.Chance(70)) answer.add_evidence()->set_reference("A policy.");
  const bool says_something = answer.answer_case() != v1::Answer::ANSWER_NOT_SET;
  if (rubric.inputs().empty() || !says_something || !choices.Chance(12)) return;
  answer.set_unconfirmed(choices.Chance(70));
  answer.mutable_origin()->add_criteria("elsewhere");
}

v1::Answer RandomAnswer(Choices& choices, const v1::RubricDefinition& rubric,
                        const v1::Criterion& criterion) {
  v1::Answer answer;
  answer.set_criterion(criterion.id());
  if (criterion.allows_not_applicable() && choices.Chance(20)) {
    answer.mutable_not_applicable()->set_justification("Because.");
  } else if (criterion.allows_insufficient_data() && choices.Chance(20)) {
    answer.mutable_insufficient_data()->set_explanation("Something is missing.");
  } else if (!choices.Chance(5)) {  // otherwise an answer that says nothing, which is absent
    AnswerForm(choices, rubric, criterion, answer);
  }
  AddMore(choices, rubric, answer);
  return answer;
}

void AddAnswers(Choices& choices, const v1::RubricDefinition& rubric, const v1::Domain& domain,
                std::vector<v1::Answer>& answers) {
  for (const v1::Criterion& criterion : domain.criteria()) {
    // What looks at an input has no answer of its own.
    if (!criterion.quantity().input().empty() || choices.Chance(10)) continue;
    answers.push_back(RandomAnswer(choices, rubric, criterion));
  }
  for (const v1::Domain& part : domain.domains()) AddAnswers(choices, rubric, part, answers);
}

void AddInputs(Choices& choices, const v1::RubricDefinition& rubric,
               std::vector<v1::Answer>& answers) {
  for (const v1::Input& input : rubric.inputs()) {
    if (input.has_derived() || choices.Chance(12)) continue;
    const std::optional<v1::InputAnswer> stated = RandomStatement(choices, rubric, input);
    if (!stated.has_value()) continue;
    v1::Answer answer;
    answer.set_criterion(input.id());
    *answer.mutable_input() = *stated;
    AddMore(choices, rubric, answer);
    answers.push_back(answer);
  }
}

}  // namespace

v1::AnswerSet RandomAnswers(Choices& choices, const v1::RubricDefinition& rubric) {
  std::vector<v1::Answer> answers;
  for (const v1::Domain& domain : rubric.domains()) AddAnswers(choices, rubric, domain, answers);
  AddInputs(choices, rubric, answers);
  v1::AnswerSet set;
  set.set_source(static_cast<v1::AnswerSource>(choices.Between(1, 4)));
  while (!answers.empty()) {
    const auto next = static_cast<size_t>(choices.Below(static_cast<int>(answers.size())));
    std::swap(answers[next], answers.back());
    *set.add_answers() = std::move(answers.back());
    answers.pop_back();
  }
  return set;
}

v1::ScoringContext RandomContext(Choices& choices) {
  v1::ScoringContext context;
  context.set_as_of_date(choices.Pick<std::string>({"2024-06-30", "2024-01-01", "2025-01-31"}));
  return context;
}

}  // namespace continuum::testing
