// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_criteria.h"

#include <string>
#include <vector>

#include "tests/scoring/naive/naive_conditions.h"
#include "tests/scoring/naive/naive_forms.h"
#include "tests/scoring/naive/naive_measures.h"
#include "tests/scoring/naive/naive_milestones.h"

namespace continuum::naive {
namespace {

void CollectDomain(const v1::Domain& domain, std::vector<std::string> above,
                   std::vector<Item>& items) {
  above.push_back(domain.id());
  for (const v1::Criterion& criterion : domain.criteria()) {
    Item item;
    item.criterion = criterion;
    item.domains = above;
    items.push_back(item);
  }
  for (const v1::Domain& part : domain.domains()) CollectDomain(part, above, items);
}

void ApplyAnswer(const Facts& facts, const v1::Answer& answer, Item& item) {
  switch (answer.answer_case()) {
    case v1::Answer::kStaircase:
      return ApplyStaircase(facts, answer.staircase(), item);
    case v1::Answer::kFactors:
      return ApplyFactors(answer.factors(), item);
    case v1::Answer::kRating:
      return ApplyRating(facts.rubric, answer, item);
    case v1::Answer::kCredit:
      return ApplyCredit(answer, item);
    case v1::Answer::kYesNo:
      return ApplyYesNo(answer, item);
    case v1::Answer::kQuantity:
      return ApplyQuantity(answer.quantity(), item);
    case v1::Answer::kMeasure:
      return ApplyMeasure(answer.measure(), item);
    case v1::Answer::kMilestones:
      return ApplyMilestones(facts, answer.milestones(), item);
    case v1::Answer::kNotApplicable:
      item.state = v1::ANSWER_STATE_NOT_APPLICABLE;
      return;
    case v1::Answer::kInsufficientData:
      item.state = v1::ANSWER_STATE_INSUFFICIENT_DATA;
      return;
    case v1::Answer::kInput:  // only inputs are answered so
    case v1::Answer::ANSWER_NOT_SET:
      return;
  }
}

bool IsAsked(const Facts& facts, const v1::Criterion& criterion) {
  return !criterion.has_asked_when() || Judge(facts, criterion.asked_when()).truth != Truth::kNo;
}

void Skip(Item& item) {
  item.not_asked = true;
  item.state = v1::ANSWER_STATE_NOT_APPLICABLE;
  if (item.criterion.not_asked_value().empty()) return;
  item.state = v1::ANSWER_STATE_VALUE;
  item.value = ReadNumber(item.criterion.not_asked_value());
}

}  // namespace

std::vector<Item> ReadingOrder(const v1::RubricDefinition& rubric) {
  std::vector<Item> items;
  for (const v1::Domain& domain : rubric.domains()) CollectDomain(domain, {}, items);
  for (Item& item : items) MeasureForm(rubric, item);
  return items;
}

void ApplyAnswers(const v1::AnswerSet& answers, Facts& facts) {
  for (Item& item : facts.items) {
    bool unconfirmed = false;
    const v1::Answer* answer = FindAnswer(answers, item.criterion.id(), &unconfirmed);
    item.absence.set_code(unconfirmed ? v1::Reason::CODE_UNCONFIRMED : v1::Reason::CODE_UNANSWERED);
    if (!IsAsked(facts, item.criterion)) {
      Skip(item);
    } else if (!item.criterion.quantity().input().empty()) {
      LookAtInput(FindInput(facts, item.criterion.quantity().input()), item);
    } else if (answer != nullptr) {
      ApplyAnswer(facts, *answer, item);
    }
  }
  FindPhases(facts.rubric, facts.items);
}

}  // namespace continuum::naive
