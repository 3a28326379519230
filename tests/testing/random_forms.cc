// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/random_forms.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/testing/random_numbers.h"

namespace continuum::testing {
namespace {

// Adds each proof with some chance.
template <typename Message>
void AddNeeds(Choices& choices, Message& message) {
  for (const v1::Proof proof : {v1::PROOF_EVIDENCE, v1::PROOF_ATTESTATION, v1::PROOF_COMMENT,
                                v1::PROOF_EVIDENCE_OR_ATTESTATION}) {
    if (choices.Chance(15)) message.add_needs(proof);
  }
}

void AddContinuum(Choices& choices, int position, v1::RubricDefinition& rubric) {
  v1::Continuum& continuum = *rubric.add_continua();
  continuum.set_id(absl::StrCat("continuum", position));
  continuum.set_title("Continuum");
  const int stages = choices.Between(1, 4);
  int value = 0;  // in sixths, so that it has thirds and halves
  for (int i = 0; i < stages; ++i) {
    value += choices.Below(10);
    v1::Stage& stage = *continuum.add_stages();
    stage.set_id(absl::StrCat("s", i));
    stage.set_title("Stage");
    stage.set_value(value % 3 == 0 ? absl::StrCat(value / 6, ".", value % 6 == 0 ? 0 : 5)
                                   : absl::StrCat(value, "/6"));
  }
}

template <typename Message>
void AddOptions(Choices& choices, Message& message) {
  const int options = choices.Between(2, 4);
  const int valued = choices.Below(options);
  for (int i = 0; i < options; ++i) {
    v1::RatingOption& option = *message.add_options();
    option.set_id(absl::StrCat("o", i));
    option.set_text("Option.");
    if (i != valued && choices.Chance(20)) {
      option.set_insufficient_data(true);
    } else {
      option.set_value(RandomNumber(choices, -1, 4));
    }
    AddNeeds(choices, option);
  }
}

void AddStaircase(Choices& choices, const v1::RubricDefinition& rubric, v1::Criterion& criterion) {
  v1::Staircase& staircase = *criterion.mutable_staircase();
  const v1::Continuum& continuum = rubric.continua(choices.Below(rubric.continua_size()));
  staircase.set_continuum(continuum.id());
  staircase.set_lowest_by_answering(choices.Chance(25));
  int activities = 0;
  for (int i = 0; i < continuum.stages_size(); ++i) {
    v1::Cell& cell = *staircase.add_cells();
    cell.set_stage(continuum.stages(i).id());
    if (i == 0 && staircase.lowest_by_answering()) continue;
    const int size = choices.Between(1, 3);
    for (int k = 0; k < size; ++k) {
      v1::Activity& activity = *cell.add_activities();
      activity.set_id(absl::StrCat("a", activities));
      activity.set_text("Activity.");
      // Only those before it, so that nothing covers itself.
      for (int before = 0; before < activities; ++before) {
        if (choices.Chance(15)) activity.add_covers(absl::StrCat("a", before));
      }
      ++activities;
    }
  }
}

void AddFactors(Choices& choices, v1::Criterion& criterion) {
  v1::Factors& factors = *criterion.mutable_factors();
  const int count = choices.Between(1, 4);
  for (int i = 0; i < count; ++i) {
    v1::Factor& factor = *factors.add_factors();
    factor.set_id(absl::StrCat("f", i));
    factor.set_text("Factor.");
  }
  // Each row asks for at least what the row before it asks for, so its value may not be less.
  const int rows = choices.Between(1, 3);
  int at_least = 1;
  int value = 0;
  std::vector<bool> including(static_cast<size_t>(count), false);
  for (int i = 0; i < rows; ++i) {
    at_least = choices.Between(at_least, count);
    value += choices.Below(4);
    if (choices.Chance(40)) including[static_cast<size_t>(choices.Below(count))] = true;
    v1::FactorRow& row = *factors.add_rows();
    row.set_at_least(at_least);
    row.set_value(absl::StrCat(value, "/2"));
    for (int k = 0; k < count; ++k) {
      if (including[static_cast<size_t>(k)]) row.add_including(absl::StrCat("f", k));
    }
  }
}

void AddRating(Choices& choices, const v1::RubricDefinition& rubric, v1::Criterion& criterion) {
  v1::Rating& rating = *criterion.mutable_rating();
  if (choices.Chance(50)) {
    rating.set_scale(rubric.scales(choices.Below(rubric.scales_size())).id());
  } else {
    AddOptions(choices, rating);
  }
}

void AddPolicy(Choices& choices, v1::RubricDefinition& rubric) {
  v1::ActivityPolicy& policy = *rubric.mutable_activity_policy();
  for (const v1::Extent extent : {v1::EXTENT_ALL_SITES, v1::EXTENT_SOME_SITES, v1::EXTENT_PILOT}) {
    if (choices.Chance(40)) policy.add_counted_extents(extent);
  }
  policy.set_adapted_counts(static_cast<v1::ActivityPolicy::AdaptationRule>(choices.Between(1, 4)));
}

}  // namespace

void AddRandomScales(Choices& choices, v1::RubricDefinition& rubric) {
  for (int i = 0; i < 2; ++i) AddContinuum(choices, i, rubric);
  v1::RatingScale& scale = *rubric.add_scales();
  scale.set_id("scale");
  AddOptions(choices, scale);
  AddPolicy(choices, rubric);
}

void AddPlainForm(Choices& choices, const v1::RubricDefinition& rubric, v1::Criterion& criterion) {
  switch (choices.Below(6)) {
    case 0:
      return AddNeeds(choices, *criterion.mutable_yes_no());
    case 1:
      return AddRating(choices, rubric, criterion);
    case 2:
      return AddFactors(choices, criterion);
    case 3: {
      v1::Credit& credit = *criterion.mutable_credit();
      if (choices.Chance(30)) {
        credit.set_core(true);
      } else {
        credit.set_credits(choices.Between(1, 3));
      }
      return AddNeeds(choices, credit);
    }
    default:
      return AddStaircase(choices, rubric, criterion);
  }
}

}  // namespace continuum::testing
