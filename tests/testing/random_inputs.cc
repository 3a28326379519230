// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/random_inputs.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace continuum::testing {
namespace {

using Derived = v1::DerivedInput;
using Kind = v1::Input::KindCase;

void AddNumber(Choices& choices, v1::NumberInput& number) {
  number.set_whole(choices.Chance(50));
  if (choices.Chance(30)) number.set_unit("people");
  const int lowest = choices.Between(-1, 2);
  if (choices.Chance(40)) number.set_lowest(absl::StrCat(lowest));
  if (choices.Chance(40)) number.set_highest(absl::StrCat(lowest + choices.Between(3, 10)));
}

template <typename Options>
void AddOptions(int count, Options& options) {
  for (int i = 0; i < count; ++i) {
    v1::ChoiceOption& option = *options.Add();
    option.set_id(absl::StrCat("o", i));
    option.set_text("Option.");
  }
}

// Computes an input from those before it, if there are enough.
bool AddDerived(Choices& choices, const v1::RubricDefinition& before, v1::Input& input) {
  std::vector<const v1::Input*> dates = InputsOf(before, {Kind::kDate});
  std::vector<const v1::Input*> numbers = InputsOf(before, {Kind::kNumber, Kind::kDerived});
  const bool days = dates.size() >= 2 && (numbers.size() < 2 || choices.Chance(50));
  std::vector<const v1::Input*>& from = days ? dates : numbers;
  if (from.size() < 2) return false;
  Derived& derived = *input.mutable_derived();
  derived.set_operator_(days ? Derived::OPERATOR_DAYS_BETWEEN
                             : static_cast<Derived::Operator>(choices.Between(1, 4)));
  const bool several = derived.operator_() == Derived::OPERATOR_SUM ||
                       derived.operator_() == Derived::OPERATOR_PRODUCT;
  const size_t count = several && from.size() > 2 && choices.Chance(50) ? 3 : 2;
  while (static_cast<size_t>(derived.inputs_size()) < count) {
    const auto next = from.begin() + choices.Below(static_cast<int>(from.size()));
    derived.add_inputs((*next)->id());
    from.erase(next);
  }
  return true;
}

void AddInput(Choices& choices, v1::RubricDefinition& rubric) {
  v1::Input input;
  input.set_id(absl::StrCat("i", rubric.inputs_size()));
  input.set_title("Input");
  switch (choices.Below(9)) {
    case 1:
    case 2:
      input.mutable_date();
      break;
    case 3:
      AddOptions(choices.Between(2, 3), *input.mutable_choice()->mutable_options());
      input.mutable_choice()->set_several(choices.Chance(50));
      break;
    case 4:
      input.mutable_recognition()->set_standard("Standard");
      AddOptions(choices.Below(3), *input.mutable_recognition()->mutable_levels());
      break;
    case 5:
    case 6:
    case 7:
      if (AddDerived(choices, rubric, input)) break;
      [[fallthrough]];
    default:
      AddNumber(choices, *input.mutable_number());
  }
  *rubric.add_inputs() = input;
}

}  // namespace

void AddRandomInputs(Choices& choices, v1::RubricDefinition& rubric) {
  const int inputs = choices.Between(2, 6);
  for (int i = 0; i < inputs; ++i) AddInput(choices, rubric);
}

std::vector<const v1::Input*> InputsOf(const v1::RubricDefinition& rubric,
                                       const std::vector<Kind>& kinds) {
  std::vector<const v1::Input*> inputs;
  for (const v1::Input& input : rubric.inputs()) {
    if (std::count(kinds.begin(), kinds.end(), input.kind_case()) > 0) inputs.push_back(&input);
  }
  return inputs;
}

}  // namespace continuum::testing
