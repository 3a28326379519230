// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/render/inputs.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/form_words.h"
#include "clients/cli/number_text.h"
#include "clients/cli/render/table.h"
#include "clients/cli/state_words.h"

namespace continuum::cli {

namespace {

std::string RecognitionText(const std::string& input, const v1::HeldRecognition& held,
                            const RubricGuide& guide) {
  std::string text = RecognitionWords(held.status());
  if (!held.level().empty()) {
    const std::string level = guide.ChoiceText(input, held.level());
    absl::StrAppend(&text, " at ", WithoutPeriod(level));
  }
  if (!held.first_date().empty()) absl::StrAppend(&text, ", from ", held.first_date());
  if (!held.last_date().empty()) absl::StrAppend(&text, ", until ", held.last_date());
  return text;
}

std::string OptionsText(const std::string& input, const v1::ChosenOptions& options,
                        const RubricGuide& guide) {
  std::vector<std::string> texts;
  bool commas = false;
  for (const std::string& option : options.options()) {
    const std::string text = guide.ChoiceText(input, option);
    texts.emplace_back(WithoutPeriod(text));
    commas |= absl::StrContains(text, ',');
  }
  return commas ? absl::StrJoin(texts, "; ") : ListWords(texts);
}

}  // namespace

std::string InputText(const v1::InputResult& result, const RubricGuide& guide) {
  const v1::Input* input = guide.FindInput(result.input());
  switch (result.value_case()) {
    case v1::InputResult::kNumber:
      return NumberText(result.number(), input == nullptr ? v1::Display() : InputDisplay(*input));
    case v1::InputResult::kDate:
      return result.date();
    case v1::InputResult::kOptions:
      return OptionsText(result.input(), result.options(), guide);
    case v1::InputResult::kRecognition:
      return RecognitionText(result.input(), result.recognition(), guide);
    case v1::InputResult::VALUE_NOT_SET:
      break;
  }
  return input != nullptr && input->has_derived() ? "cannot be computed" : "not stated";
}

void PrintInputs(Console& console, const v1::Scorecard& card, const RubricGuide& guide) {
  if (card.inputs().empty()) return;
  console.Heading("What the program states");
  Table table(
      {{.id = "title", .title = "", .wraps = true}, {.id = "value", .title = "", .wraps = true}});
  for (const v1::InputResult& result : card.inputs()) {
    const bool none = result.value_case() == v1::InputResult::VALUE_NOT_SET;
    table.Add({guide.InputTitle(result.input()),
               Cell(InputText(result, guide), none ? Style::kWarning : Style::kPlain)});
  }
  table.Print(console, /*indent=*/2, /*titles=*/false);
}

}  // namespace continuum::cli
