// SPDX-License-Identifier: Apache-2.0

#include "scoring/inputs.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/dates.h"

namespace continuum::scoring {
namespace {

void ReadNumber(const AnswerReader& reader, const CompiledInput& input, InputOutcome* outcome) {
  const v1::NumberInput& wanted = input.definition->number();
  const std::optional<Exact> number =
      reader.ReadNumber("input.number", reader.answer().input().number());
  if (!number.has_value()) return;
  const auto report = [&](absl::string_view what, absl::string_view bound) {
    reader.Report(
        "input.number", answer_reason::kOutOfRange,
        absl::StrCat("\"", reader.answer().criterion(), "\" is ", reader.answer().input().number(),
                     "; it must be ", what, bound, "."));
  };
  if (wanted.whole() && !number->IsWhole()) report("a whole number", "");
  if (input.lowest.has_value() && *number < *input.lowest) report("at least ", wanted.lowest());
  if (input.highest.has_value() && *number > *input.highest) report("at most ", wanted.highest());
  outcome->number = *number;
  outcome->has_value = true;
}

void ReadChoice(const AnswerReader& reader, const CompiledInput& input, InputOutcome* outcome) {
  const auto& options = reader.answer().input().options().options();
  const std::string& id = reader.answer().criterion();
  if (options.empty()) reader.CheckRequired("input.options.options", "");
  if (options.size() > 1 && !input.definition->choice().several()) {
    reader.Report("input.options.options", answer_reason::kOneOptionOnly,
                  absl::StrCat("\"", id, "\" takes one option, not ", options.size(), "."));
  }
  for (int i = 0; i < options.size(); ++i) {
    const std::string field = absl::StrCat("input.options.options[", i, "]");
    const int found = CompiledRubric::Find(input.option_index, options[i]);
    if (found < 0) {
      reader.Report(field, answer_reason::kUnknownOption,
                    absl::StrCat("\"", options[i], "\" is not an option of \"", id, "\"."));
    } else if (std::find(outcome->options.begin(), outcome->options.end(), found) !=
               outcome->options.end()) {
      reader.Report(field, answer_reason::kDuplicateOption,
                    absl::StrCat("Option \"", options[i], "\" of \"", id, "\" is named twice."));
    } else {
      outcome->options.push_back(found);
    }
  }
  std::sort(outcome->options.begin(), outcome->options.end());
  outcome->has_value = true;
}

void ReadRecognition(const AnswerReader& reader, const CompiledInput& input,
                     InputOutcome* outcome) {
  const v1::HeldRecognition& stated = reader.answer().input().recognition();
  const std::string& id = reader.answer().criterion();
  if (stated.status() == v1::HeldRecognition::STATUS_UNSPECIFIED ||
      !v1::HeldRecognition::Status_IsValid(stated.status())) {
    reader.Report("input.recognition.status", answer_reason::kUnknownValue,
                  absl::StrCat("The answer to \"", id,
                               "\" must say whether the recognition is held, in process or not "
                               "held."));
  }
  if (!stated.level().empty()) {
    outcome->level = CompiledRubric::Find(input.option_index, stated.level());
    if (outcome->level < 0) {
      reader.Report("input.recognition.level", answer_reason::kUnknownLevel,
                    absl::StrCat("\"", stated.level(), "\" is not a level of \"", id, "\"."));
    }
  } else if (stated.status() == v1::HeldRecognition::STATUS_HELD && !input.option_index.empty()) {
    reader.CheckRequired("input.recognition.level", "");
  }
  std::optional<int64_t> first;
  std::optional<int64_t> last;
  if (!stated.first_date().empty()) {
    first = reader.ReadDay("input.recognition.first_date", stated.first_date());
  }
  if (!stated.last_date().empty()) {
    last = reader.ReadDay("input.recognition.last_date", stated.last_date());
  }
  if (first.has_value() && last.has_value() && *last < *first) {
    reader.Report("input.recognition.last_date", answer_reason::kDatesReversed,
                  absl::StrCat("The last day of \"", id, "\", ", stated.last_date(),
                               ", lies before the first, ", stated.first_date(), "."));
  }
  outcome->recognition = &stated;
  outcome->has_value = true;
}

// The name of what an input takes, as the field of InputAnswer is called.
absl::string_view StatedField(v1::InputAnswer::StatedCase stated) {
  switch (stated) {
    case v1::InputAnswer::kNumber:
      return "number";
    case v1::InputAnswer::kDate:
      return "date";
    case v1::InputAnswer::kOptions:
      return "options";
    case v1::InputAnswer::kRecognition:
      return "recognition";
    case v1::InputAnswer::STATED_NOT_SET:
      break;
  }
  return "nothing";
}

v1::InputAnswer::StatedCase WantedBy(const v1::Input& input) {
  switch (input.kind_case()) {
    case v1::Input::kNumber:
      return v1::InputAnswer::kNumber;
    case v1::Input::kDate:
      return v1::InputAnswer::kDate;
    case v1::Input::kChoice:
      return v1::InputAnswer::kOptions;
    case v1::Input::kRecognition:
      return v1::InputAnswer::kRecognition;
    default:
      return v1::InputAnswer::STATED_NOT_SET;
  }
}

// Nothing where it divides by zero.
std::optional<Exact> Derive(const CompiledInput& input, const Evaluation& evaluation) {
  using D = v1::DerivedInput;
  const auto operand = [&](std::size_t i) -> const InputOutcome& {
    return evaluation.inputs[static_cast<std::size_t>(input.operands[i])];
  };
  for (std::size_t i = 0; i < input.operands.size(); ++i) {
    if (!operand(i).has_value) return std::nullopt;
  }
  Exact result = operand(0).number;
  for (std::size_t i = 1; i < input.operands.size(); ++i) {
    const Exact& next = operand(i).number;
    switch (input.definition->derived().operator_()) {
      case D::OPERATOR_SUM:
        result += next;
        break;
      case D::OPERATOR_DIFFERENCE:
        result -= next;
        break;
      case D::OPERATOR_PRODUCT:
        result *= next;
        break;
      case D::OPERATOR_RATIO:
        if (next.IsZero()) return std::nullopt;
        result /= next;
        break;
      default:
        result = next - result;  // days
        break;
    }
  }
  return result;
}

}  // namespace

void ReadInput(const AnswerReader& reader, const CompiledInput& input, InputOutcome* outcome) {
  const v1::Answer& answer = reader.answer();
  outcome->answer = &answer;
  if (answer.answer_case() == v1::Answer::ANSWER_NOT_SET) return;
  if (input.definition->has_derived()) {
    reader.Report("input", answer_reason::kComputed,
                  absl::StrCat("\"", answer.criterion(),
                               "\" is computed from other inputs and takes no answer."));
    return;
  }
  const v1::InputAnswer::StatedCase wanted = WantedBy(*input.definition);
  if (!answer.has_input() || answer.input().stated_case() != wanted) {
    const std::string field =
        answer.has_input()
            ? absl::StrCat("input.", StatedField(answer.input().stated_case()))
            : v1::Answer::descriptor()->FindFieldByNumber(answer.answer_case())->name();
    reader.Report(field, answer_reason::kWrongForm,
                  absl::StrCat("\"", answer.criterion(), "\" is an input that takes \"",
                               StatedField(wanted), "\"."));
    return;
  }
  switch (wanted) {
    case v1::InputAnswer::kNumber:
      ReadNumber(reader, input, outcome);
      break;
    case v1::InputAnswer::kDate: {
      const std::optional<int64_t> day = reader.ReadDay("input.date", answer.input().date());
      outcome->has_value = day.has_value();
      if (day.has_value()) outcome->number = Exact(*day);
      break;
    }
    case v1::InputAnswer::kOptions:
      ReadChoice(reader, input, outcome);
      break;
    default:
      ReadRecognition(reader, input, outcome);
      break;
  }
  if (answer.unconfirmed()) *outcome = {.answer = &answer};
}

void DeriveInputs(const CompiledRubric& rubric, Evaluation* evaluation) {
  for (std::size_t i = 0; i < rubric.inputs().size(); ++i) {
    const CompiledInput& input = rubric.inputs()[i];
    if (!input.definition->has_derived()) continue;
    const std::optional<Exact> number = Derive(input, *evaluation);
    InputOutcome& outcome = evaluation->inputs[i];
    outcome.has_value = number.has_value();
    outcome.number = number.value_or(Exact());
  }
}

}  // namespace continuum::scoring
