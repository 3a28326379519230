// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_conditions.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "tests/scoring/naive/naive_inputs.h"
#include "tests/scoring/naive/naive_rollups.h"

namespace continuum::naive {
namespace {

Verdict Told(bool so) { return {so ? Truth::kYes : Truth::kNo, {}}; }

// All of several, or any of them: the same but for what decides.
template <typename Conditions>
Verdict Combine(const Facts& facts, const Conditions& parts, Truth decides, Truth otherwise) {
  Verdict all{otherwise, {}};
  for (const v1::Condition& part : parts) {
    const Verdict one = Judge(facts, part);
    if (one.truth == decides) return {decides, {}};
    if (one.truth != Truth::kUnknown) continue;
    all.truth = Truth::kUnknown;
    all.lacking.insert(one.lacking.begin(), one.lacking.end());
  }
  return all;
}

Verdict JudgeCriterion(const Facts& facts, const v1::CriterionCondition& condition) {
  const Item& item = FindItem(facts, condition.criterion());
  if (item.state == v1::ANSWER_STATE_NOT_APPLICABLE) return Told(false);
  if (item.state != v1::ANSWER_STATE_VALUE) return {Truth::kUnknown, {condition.criterion()}};
  switch (condition.test_case()) {
    case v1::CriterionCondition::kAtLeast:
      return Told(item.value >= ReadNumber(condition.at_least()));
    case v1::CriterionCondition::kAtMost:
      return Told(item.value <= ReadNumber(condition.at_most()));
    case v1::CriterionCondition::kIs:
      return Told(item.value.compare(ReadNumber(condition.is())) == 0);
    case v1::CriterionCondition::kOption:
      return Told(item.option == condition.option());
    case v1::CriterionCondition::kStage: {
      const auto& continuum = FindContinuum(facts.rubric, item.criterion.staircase().continuum());
      return Told(item.stage >= FindStage(continuum, condition.stage()));
    }
    case v1::CriterionCondition::TEST_NOT_SET:
      break;
  }
  std::abort();  // the checker accepts no such rubric
}

// Below 0, 0 or above 0, as what is stated lies below, at or above what a condition names.
int Compare(const InputFact& fact, const std::string& named) {
  if (fact.result.has_date()) return fact.result.date().compare(named);
  return fact.number.compare(ReadNumber(named));
}

Verdict JudgeInput(const Facts& facts, const v1::InputCondition& condition) {
  const InputFact& fact = FindInput(facts, condition.input());
  if (fact.result.value_case() == v1::InputResult::VALUE_NOT_SET) {
    return {Truth::kUnknown, {condition.input()}};
  }
  switch (condition.test_case()) {
    case v1::InputCondition::kAtLeast:
      return Told(Compare(fact, condition.at_least()) >= 0);
    case v1::InputCondition::kAtMost:
      return Told(Compare(fact, condition.at_most()) <= 0);
    case v1::InputCondition::kIs:
      return Told(Compare(fact, condition.is()) == 0);
    case v1::InputCondition::kOption: {
      const auto& options = fact.result.options().options();
      return Told(std::count(options.begin(), options.end(), condition.option()) > 0);
    }
    case v1::InputCondition::kHeld: {
      const v1::HeldRecognition& recognition = fact.result.recognition();
      return Told(recognition.status() == v1::HeldRecognition::STATUS_HELD &&
                  IsValidOn(recognition, facts.as_of_date));
    }
    case v1::InputCondition::TEST_NOT_SET:
      break;
  }
  std::abort();  // the checker accepts no such rubric
}

Verdict JudgeRollup(const Facts& facts, const v1::RollupCondition& condition) {
  const RollupValue found = ComputeRollup(facts, condition.rollup());
  if (found.result.state() == v1::ROLLUP_STATE_BLOCKED) return {Truth::kUnknown, found.blocking};
  if (found.result.state() == v1::ROLLUP_STATE_NO_VALUE) return Told(false);
  switch (condition.test_case()) {
    case v1::RollupCondition::kAtLeast:
      return Told(found.value >= ReadNumber(condition.at_least()));
    case v1::RollupCondition::kAtMost:
      return Told(found.value <= ReadNumber(condition.at_most()));
    case v1::RollupCondition::kIs:
      return Told(found.value.compare(ReadNumber(condition.is())) == 0);
    case v1::RollupCondition::TEST_NOT_SET:
      break;
  }
  std::abort();  // the checker accepts no such rubric
}

Verdict Reverse(Verdict verdict) {
  if (verdict.truth == Truth::kUnknown) return verdict;
  return Told(verdict.truth == Truth::kNo);
}

}  // namespace

Verdict Judge(const Facts& facts, const v1::Condition& condition) {
  switch (condition.rule_case()) {
    case v1::Condition::kAllOf:
      return Combine(facts, condition.all_of().parts(), Truth::kNo, Truth::kYes);
    case v1::Condition::kAnyOf:
      return Combine(facts, condition.any_of().parts(), Truth::kYes, Truth::kNo);
    case v1::Condition::kNot:
      return Reverse(Judge(facts, condition.not_()));
    case v1::Condition::kCriterion:
      return JudgeCriterion(facts, condition.criterion());
    case v1::Condition::kInput:
      return JudgeInput(facts, condition.input());
    case v1::Condition::kRollup:
      return JudgeRollup(facts, condition.rollup());
    case v1::Condition::RULE_NOT_SET:
      break;
  }
  std::abort();  // the checker accepts no such rubric
}

std::set<std::string> MissingIn(const Facts& facts, const v1::Condition& condition) {
  std::vector<v1::Condition> parts(condition.all_of().parts().begin(),
                                   condition.all_of().parts().end());
  parts.insert(parts.end(), condition.any_of().parts().begin(), condition.any_of().parts().end());
  if (condition.has_not_()) parts.push_back(condition.not_());
  std::set<std::string> missing;
  for (const v1::Condition& part : parts) missing.merge(MissingIn(facts, part));
  if (condition.has_criterion()) {
    const Item& item = FindItem(facts, condition.criterion().criterion());
    if (item.state != v1::ANSWER_STATE_VALUE) missing.insert(item.criterion.id());
  }
  if (condition.has_input()) {
    const std::string& input = condition.input().input();
    const InputFact& fact = FindInput(facts, input);
    if (fact.result.value_case() == v1::InputResult::VALUE_NOT_SET) missing.insert(input);
  }
  if (condition.has_rollup()) {
    missing.merge(ComputeRollup(facts, condition.rollup().rollup()).missing);
  }
  return missing;
}

}  // namespace continuum::naive
