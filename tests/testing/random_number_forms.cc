// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/testing/random_forms.h"
#include "tests/testing/random_inputs.h"
#include "tests/testing/random_numbers.h"

namespace continuum::testing {
namespace {

using naive::Number;

// A quantity that looks at an input: its cut-points lie where the input's numbers do.
void LookAtInput(Choices& choices, const v1::Input& input, v1::Quantity& quantity) {
  quantity.set_input(input.id());
  const v1::NumberInput& limits = input.number();
  const int highest = limits.highest().empty() ? 10 : std::stoi(limits.highest());
  const int lowest = limits.lowest().empty() ? highest - 6 : std::stoi(limits.lowest());
  *quantity.mutable_worth() = RandomWorth(choices, 1, lowest, highest);
}

void AddQuantity(Choices& choices, const v1::RubricDefinition& rubric, v1::Criterion& criterion) {
  v1::Quantity& quantity = *criterion.mutable_quantity();
  const std::vector<const v1::Input*> inputs =
      InputsOf(rubric, {v1::Input::kNumber, v1::Input::kDerived});
  if (!inputs.empty() && choices.Chance(50)) {
    criterion.clear_allows_not_applicable();
    criterion.clear_not_applicable_when();
    criterion.clear_allows_insufficient_data();
    return LookAtInput(choices, *choices.Pick(inputs), quantity);
  }
  quantity.set_unit("days");
  quantity.set_whole(choices.Chance(40));
  const Number unit = quantity.whole() || choices.Chance(50) ? Number(1) : Number(1, 3);
  *quantity.mutable_worth() = RandomWorth(choices, unit, -2, 12);
}

void AddMeasure(Choices& choices, v1::Criterion& criterion) {
  v1::Measure& measure = *criterion.mutable_measure();
  measure.set_kind(static_cast<v1::Measure::Kind>(choices.Between(1, 3)));
  measure.set_basis(static_cast<v1::Measure::Basis>(choices.Between(1, 2)));
  measure.set_numerator("Those seen.");
  measure.set_denominator("All.");
  measure.set_minimum_denominator(choices.Pick<int>({1, 5, 11, 20}));
  const int segments = choices.Chance(60) ? choices.Between(1, 3) : 0;
  for (int i = 0; i < segments; ++i) {
    v1::Segment& segment = *measure.add_segments();
    segment.set_id(absl::StrCat("g", i));
    segment.set_title("Segment");
  }
  measure.set_segments_partition(segments > 1 && choices.Chance(60));
  if (segments > 0 && choices.Chance(40)) {
    measure.set_scored_segment(absl::StrCat("g", choices.Below(segments)));
  }
  // Twentieths, so that denominators that people have reach edges exactly.
  Number unit(1, 20);
  if (measure.kind() == v1::Measure::KIND_RATE && choices.Chance(70)) {
    measure.set_per(choices.Pick<std::string>({"1000", "100", "1/2"}));
    unit *= naive::ReadNumber(measure.per());
  }
  const bool proportion = measure.kind() == v1::Measure::KIND_PROPORTION;
  *measure.mutable_worth() = RandomWorth(choices, unit, 0, proportion ? 20 : 40);
}

}  // namespace

void AddNumberForm(Choices& choices, const v1::RubricDefinition& rubric, v1::Criterion& criterion) {
  switch (choices.Below(3)) {
    case 0:
      return AddQuantity(choices, rubric, criterion);
    case 1:
      return AddMeasure(choices, criterion);
    default:
      return AddMilestones(choices, rubric, criterion);
  }
}

void AddMilestones(Choices& choices, const v1::RubricDefinition& rubric, v1::Criterion& criterion) {
  v1::Milestones& milestones = *criterion.mutable_milestones();
  // Mostly one, so that there are later phases.
  const v1::Continuum& continuum = rubric.continua(choices.Chance(20) ? 1 : 0);
  milestones.set_continuum(continuum.id());
  milestones.set_stage(continuum.stages(choices.Below(continuum.stages_size())).id());
  const int count = choices.Between(1, 3);
  for (int i = 0; i < count; ++i) {
    v1::Milestone& milestone = *milestones.add_milestones();
    milestone.set_id(absl::StrCat("m", i));
    milestone.set_text("Activity.");
  }
  const std::vector<const v1::Input*> dates = InputsOf(rubric, {v1::Input::kDate});
  if (!dates.empty() && choices.Chance(60)) milestones.set_ceased_input(choices.Pick(dates)->id());
}

}  // namespace continuum::testing
