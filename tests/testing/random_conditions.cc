// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/random_conditions.h"

#include <set>
#include <string>
#include <vector>

#include "tests/scoring/naive/naive_criteria.h"
#include "tests/testing/random_numbers.h"

namespace continuum::testing {
namespace {

using naive::Number;

// Sets one of the comparisons that conditions on numbers and days share.
template <typename Message>
void SetComparison(Choices& choices, const std::string& with, Message& message) {
  switch (choices.Below(3)) {
    case 0:
      return message.set_at_least(with);
    case 1:
      return message.set_at_most(with);
    default:
      return message.set_is(with);
  }
}

// A value that the criterion may well have.
Number LikelyValue(Choices& choices, const v1::RubricDefinition& rubric, const naive::Item& item) {
  const v1::Criterion& criterion = item.criterion;
  if (criterion.has_staircase()) {
    const auto& stages = naive::FindContinuum(rubric, criterion.staircase().continuum()).stages();
    return naive::ReadNumber(stages[choices.Below(stages.size())].value());
  }
  if (criterion.has_milestones()) {
    return {choices.Below(item.possible + 1), item.possible};
  }
  if (choices.Chance(30)) return NumberBetween(choices, item.lowest, item.highest);
  return choices.Chance(50) ? item.highest : item.lowest;
}

void AddCriterionTest(Choices& choices, const ConditionSubjects& subjects,
                      v1::CriterionCondition& condition) {
  const naive::Item& item = choices.Pick(subjects.criteria);
  condition.set_criterion(item.criterion.id());
  if (item.criterion.has_staircase() && choices.Chance(50)) {
    const auto& cells = item.criterion.staircase().cells();
    return condition.set_stage(cells[choices.Below(cells.size())].stage());
  }
  if (item.criterion.has_rating() && choices.Chance(50)) {
    const v1::Rating& rating = item.criterion.rating();
    const auto& options =
        rating.scale().empty() ? rating.options() : subjects.rubric.scales(0).options();
    return condition.set_option(options[choices.Below(options.size())].id());
  }
  SetComparison(choices, naive::WriteNumber(LikelyValue(choices, subjects.rubric, item)),
                condition);
}

void AddInputTest(Choices& choices, const ConditionSubjects& subjects,
                  v1::InputCondition& condition) {
  const v1::Input& input = subjects.rubric.inputs(choices.Below(subjects.rubric.inputs_size()));
  condition.set_input(input.id());
  switch (input.kind_case()) {
    case v1::Input::kDate:
      return SetComparison(choices, RandomDay(choices), condition);
    case v1::Input::kChoice: {
      const auto& options = input.choice().options();
      return condition.set_option(options[choices.Below(options.size())].id());
    }
    case v1::Input::kRecognition:
      return condition.set_held(true);
    case v1::Input::kNumber: {
      const v1::NumberInput& limits = input.number();
      const int lowest = limits.lowest().empty() ? 0 : std::stoi(limits.lowest());
      const int highest = limits.highest().empty() ? lowest + 6 : std::stoi(limits.highest());
      return SetComparison(choices, std::to_string(choices.Between(lowest, highest)), condition);
    }
    default:
      return SetComparison(choices, RandomNumber(choices, 0, 8), condition);
  }
}

void AddLeaf(Choices& choices, const ConditionSubjects& subjects, v1::Condition& condition) {
  const int kind = choices.Below(4);
  if (subjects.rollups > 0 && kind == 3) {
    v1::RollupCondition& rollup = *condition.mutable_rollup();
    rollup.set_rollup(subjects.rubric.rollups(choices.Below(subjects.rollups)).id());
    return SetComparison(choices, RandomNumber(choices, 0, 4), rollup);
  }
  const bool criterion = subjects.rubric.inputs().empty() || kind > 0;
  if (criterion && !subjects.criteria.empty()) {
    return AddCriterionTest(choices, subjects, *condition.mutable_criterion());
  }
  AddInputTest(choices, subjects, *condition.mutable_input());
}

void AddParts(Choices& choices, const ConditionSubjects& subjects, int depth,
              v1::ConditionList& list) {
  const int parts = choices.Between(1, 3);
  for (int i = 0; i < parts; ++i) {
    *list.add_parts() = RandomCondition(choices, subjects, depth - 1);
  }
}

void CollectNumbers(const v1::Condition& condition, const std::string& input,
                    std::vector<Number>& numbers) {
  for (const v1::Condition& part : condition.all_of().parts()) CollectNumbers(part, input, numbers);
  for (const v1::Condition& part : condition.any_of().parts()) CollectNumbers(part, input, numbers);
  if (condition.has_not_()) CollectNumbers(condition.not_(), input, numbers);
  if (condition.input().input() != input) return;
  for (const std::string& text :
       {condition.input().at_least(), condition.input().at_most(), condition.input().is()}) {
    if (!text.empty()) numbers.push_back(naive::ReadNumber(text));
  }
}

}  // namespace

v1::Condition RandomCondition(Choices& choices, const ConditionSubjects& subjects, int depth) {
  v1::Condition condition;
  const int kind = choices.Below(depth > 0 ? 8 : 4);
  if (kind < 4) {
    AddLeaf(choices, subjects, condition);
  } else if (kind == 4) {
    AddParts(choices, subjects, depth, *condition.mutable_all_of());
  } else if (kind == 5) {
    AddParts(choices, subjects, depth, *condition.mutable_any_of());
  } else {
    *condition.mutable_not_() = RandomCondition(choices, subjects, depth - 1);
  }
  return condition;
}

std::vector<Number> ComparedWith(const v1::RubricDefinition& rubric, const std::string& input) {
  std::vector<Number> numbers;
  for (const naive::Item& item : naive::ReadingOrder(rubric)) {
    CollectNumbers(item.criterion.asked_when(), input, numbers);
  }
  for (const v1::Rollup& rollup : rubric.rollups()) {
    for (const v1::Case& one : rollup.cases()) CollectNumbers(one.when(), input, numbers);
  }
  return numbers;
}

void CollectRollups(const v1::Condition& condition, std::set<std::string>& rollups) {
  for (const v1::Condition& part : condition.all_of().parts()) CollectRollups(part, rollups);
  for (const v1::Condition& part : condition.any_of().parts()) CollectRollups(part, rollups);
  if (condition.has_not_()) CollectRollups(condition.not_(), rollups);
  if (condition.has_rollup()) rollups.insert(condition.rollup().rollup());
}

}  // namespace continuum::testing
