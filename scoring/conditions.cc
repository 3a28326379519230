// SPDX-License-Identifier: Apache-2.0

#include "scoring/conditions.h"

#include <algorithm>
#include <optional>

#include "scoring/dates.h"

namespace continuum::scoring {
namespace {

using Kind = CompiledCondition::Kind;
using Test = CompiledCondition::Test;

Truth YesIf(bool so) { return so ? Truth::kYes : Truth::kNo; }

Truth TestNumber(const CompiledCondition& condition, const Exact& number) {
  switch (condition.test) {
    case Test::kAtLeast:
      return YesIf(number >= condition.value);
    case Test::kAtMost:
      return YesIf(number <= condition.value);
    default:
      return YesIf(number == condition.value);
  }
}

Truth TestCriterion(const CompiledCondition& condition, const CriterionOutcome& outcome) {
  switch (outcome.state) {
    case v1::ANSWER_STATE_VALUE:
      break;
    case v1::ANSWER_STATE_NOT_APPLICABLE:
      return Truth::kNo;
    default:
      return Truth::kUnknown;
  }
  if (condition.test == Test::kOption) return YesIf(outcome.option == condition.position);
  if (condition.test == Test::kStage) return YesIf(outcome.stage >= condition.position);
  return TestNumber(condition, outcome.value->value);
}

Truth TestInput(const CompiledCondition& condition, const Evaluation& evaluation) {
  const InputOutcome& input = evaluation.inputs[static_cast<std::size_t>(condition.index)];
  if (!input.has_value) return Truth::kUnknown;
  if (condition.test == Test::kOption) {
    return YesIf(
        std::binary_search(input.options.begin(), input.options.end(), condition.position));
  }
  if (condition.test == Test::kHeld) {
    return YesIf(IsHeld(*input.recognition, evaluation.as_of_day));
  }
  return TestNumber(condition, input.number);
}

Truth TestRollup(const CompiledCondition& condition, const RollupOutcome& rollup) {
  switch (rollup.state) {
    case v1::ROLLUP_STATE_VALUE:
      return TestNumber(condition, rollup.value);
    case v1::ROLLUP_STATE_BLOCKED:
      return Truth::kUnknown;
    default:
      return Truth::kNo;
  }
}

}  // namespace

Truth IsSo(const CompiledRubric& rubric, const CompiledCondition& condition,
           const Evaluation& evaluation) {
  const auto index = static_cast<std::size_t>(condition.index);
  switch (condition.kind) {
    case Kind::kAllOf: {
      Truth all = Truth::kYes;
      for (const CompiledCondition& part : condition.parts) {
        all = std::min(all, IsSo(rubric, part, evaluation));
      }
      return all;
    }
    case Kind::kAnyOf: {
      Truth any = Truth::kNo;
      for (const CompiledCondition& part : condition.parts) {
        any = std::max(any, IsSo(rubric, part, evaluation));
      }
      return any;
    }
    case Kind::kNot:
      switch (IsSo(rubric, condition.parts.front(), evaluation)) {
        case Truth::kNo:
          return Truth::kYes;
        case Truth::kYes:
          return Truth::kNo;
        default:
          return Truth::kUnknown;
      }
    case Kind::kCriterion:
      return TestCriterion(condition, evaluation.criteria[index]);
    case Kind::kInput:
      return TestInput(condition, evaluation);
    case Kind::kRollup:
      return TestRollup(condition, evaluation.rollups[index]);
  }
  return Truth::kUnknown;
}

bool IsHeld(const v1::HeldRecognition& recognition, int64_t as_of) {
  if (recognition.status() != v1::HeldRecognition::STATUS_HELD) return false;
  const std::optional<int64_t> first = ParseDay(recognition.first_date());
  const std::optional<int64_t> last = ParseDay(recognition.last_date());
  return (!first.has_value() || *first <= as_of) && (!last.has_value() || as_of <= *last);
}

}  // namespace continuum::scoring
