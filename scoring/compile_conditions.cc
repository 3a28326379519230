// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/dates.h"
#include "scoring/limits.h"
#include "scoring/rubric_compiler.h"

namespace continuum::scoring {

using Kind = CompiledCondition::Kind;
using Test = CompiledCondition::Test;

bool RubricCompiler::CompileAskedWhen() {
  for (std::size_t i = 0; i < rubric_->criteria_.size(); ++i) {
    CompiledCriterion& criterion = rubric_->criteria_[i];
    const v1::Criterion& from = *criterion.definition;
    if (!from.has_asked_when()) {
      if (from.not_asked_value().empty()) continue;
      return Fail("criterion", from.id(), "is always asked, but says what it is when it is not");
    }
    criterion.asked_when = std::make_unique<CompiledCondition>();
    criteria_before_ = static_cast<int>(i);
    const bool compiled =
        CompileCondition(from.asked_when(), from.id(), 1, criterion.asked_when.get());
    criteria_before_ = -1;
    if (!compiled) return false;
    if (from.not_asked_value().empty()) continue;
    Number value;
    if (!ReadNumber(from.not_asked_value(), "criterion", from.id(), &value)) return false;
    if (value.value < criterion.lowest.value || value.value > criterion.highest.value) {
      return Fail("criterion", from.id(), "its value when not asked is none that it can have");
    }
    criterion.not_asked_value = std::move(value);
  }
  return true;
}

bool RubricCompiler::CompileCondition(const v1::Condition& condition, absl::string_view of,
                                      int depth, CompiledCondition* out) {
  if (depth > kMaxNesting) return Fail("condition", of, "is nested too deep");
  if (++conditions_ > kMaxConditions) {
    return Fail("condition", of, absl::StrCat("all together have over ", kMaxConditions, " parts"));
  }
  switch (condition.rule_case()) {
    case v1::Condition::kAllOf:
      out->kind = Kind::kAllOf;
      return CompileConditionParts(condition.all_of().parts(), of, depth, out);
    case v1::Condition::kAnyOf:
      out->kind = Kind::kAnyOf;
      return CompileConditionParts(condition.any_of().parts(), of, depth, out);
    case v1::Condition::kNot:
      out->kind = Kind::kNot;
      out->parts.resize(1);
      return CompileCondition(condition.not_(), of, depth + 1, &out->parts.front());
    case v1::Condition::kCriterion:
      return CompileCriterionCondition(condition.criterion(), of, out);
    case v1::Condition::kInput:
      return CompileInputCondition(condition.input(), of, out);
    case v1::Condition::kRollup:
      return CompileRollupCondition(condition.rollup(), of, out);
    case v1::Condition::RULE_NOT_SET:
      break;
  }
  return Fail("condition", of, "asks for nothing");
}

bool RubricCompiler::CompileConditionParts(
    const google::protobuf::RepeatedPtrField<v1::Condition>& parts, absl::string_view of, int depth,
    CompiledCondition* out) {
  if (parts.empty()) return Fail("condition", of, "has no parts");
  out->parts.resize(static_cast<std::size_t>(parts.size()));
  for (int i = 0; i < parts.size(); ++i) {
    if (!CompileCondition(parts[i], of, depth + 1, &out->parts[static_cast<std::size_t>(i)])) {
      return false;
    }
  }
  return true;
}

// at_least, at_most or is.
template <typename Tested>
bool RubricCompiler::CompileNumberTest(const Tested& condition, bool is_date, absl::string_view of,
                                       CompiledCondition* out) {
  const std::string* text = nullptr;
  switch (condition.test_case()) {
    case Tested::kAtLeast:
      out->test = Test::kAtLeast;
      text = &condition.at_least();
      break;
    case Tested::kAtMost:
      out->test = Test::kAtMost;
      text = &condition.at_most();
      break;
    case Tested::kIs:
      out->test = Test::kIs;
      text = &condition.is();
      break;
    default:
      return Fail("condition", of, "tests nothing, or what the thing does not have");
  }
  if (is_date) {
    const std::optional<int64_t> day = ParseDay(*text);
    if (!day.has_value()) return Fail("condition", of, absl::StrCat(*text, " is not a day"));
    out->value = Exact(*day);
    return true;
  }
  Number number;
  if (!ReadNumber(*text, "condition", of, &number)) return false;
  out->value = number.value;
  return true;
}

bool RubricCompiler::CompileCriterionCondition(const v1::CriterionCondition& condition,
                                               absl::string_view of, CompiledCondition* out) {
  out->kind = Kind::kCriterion;
  out->index = rubric_->FindCriterion(condition.criterion());
  if (out->index < 0) {
    return Fail("condition", of, absl::StrCat("no criterion \"", condition.criterion(), "\""));
  }
  if (criteria_before_ >= 0 && out->index >= criteria_before_) {
    return Fail("condition", of, "looks at a criterion that does not stand before");
  }
  const CompiledCriterion& criterion = rubric_->criteria_[static_cast<std::size_t>(out->index)];
  if (condition.has_option()) {
    const auto* const rating = std::get_if<CompiledRating>(&criterion.form);
    out->test = Test::kOption;
    out->position =
        rating == nullptr ? -1 : CompiledRubric::Find(rating->option_index, condition.option());
    return out->position >= 0 || Fail("condition", of, "tests an option that there is not");
  }
  if (condition.has_stage()) {
    const auto* const staircase = std::get_if<CompiledStaircase>(&criterion.form);
    out->test = Test::kStage;
    out->position =
        staircase == nullptr ? -1 : CompiledRubric::Find(staircase->stage_index, condition.stage());
    return out->position >= 0 || Fail("condition", of, "tests a stage that there is not");
  }
  return CompileNumberTest(condition, false, of, out);
}

bool RubricCompiler::CompileInputCondition(const v1::InputCondition& condition,
                                           absl::string_view of, CompiledCondition* out) {
  out->kind = Kind::kInput;
  out->index = rubric_->FindInput(condition.input());
  if (out->index < 0) {
    return Fail("condition", of, absl::StrCat("no input \"", condition.input(), "\""));
  }
  const CompiledInput& input = rubric_->inputs_[static_cast<std::size_t>(out->index)];
  switch (input.definition->kind_case()) {
    case v1::Input::kChoice:
      out->test = Test::kOption;
      out->position = condition.has_option()
                          ? CompiledRubric::Find(input.option_index, condition.option())
                          : -1;
      return out->position >= 0 || Fail("condition", of, "tests an option that there is not");
    case v1::Input::kRecognition:
      out->test = Test::kHeld;
      return condition.held() || Fail("condition", of, "of a recognition it tests \"held\" only");
    case v1::Input::kDate:
      return CompileNumberTest(condition, true, of, out);
    default:
      return CompileNumberTest(condition, false, of, out);
  }
}

bool RubricCompiler::CompileRollupCondition(const v1::RollupCondition& condition,
                                            absl::string_view of, CompiledCondition* out) {
  out->kind = Kind::kRollup;
  if (criteria_before_ >= 0) return Fail("condition", of, "looks at a rollup");
  out->index = rubric_->FindRollup(condition.rollup());
  if (out->index < 0) {
    return Fail("condition", of, absl::StrCat("no rollup \"", condition.rollup(), "\""));
  }
  return CompileNumberTest(condition, false, of, out);
}

}  // namespace continuum::scoring
