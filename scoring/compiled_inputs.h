// SPDX-License-Identifier: Apache-2.0
//
// Inputs and conditions of a rubric, made ready for scoring. Parts of CompiledRubric
// (scoring/compiled_rubric.h), which owns what they point to.

#ifndef CONTINUUM_SCORING_COMPILED_INPUTS_H_
#define CONTINUUM_SCORING_COMPILED_INPUTS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/inputs.pb.h"
#include "scoring/exact.h"

namespace continuum::scoring {

// A number of the rubric, with its wire form.
struct Number {
  Exact value;
  std::string text = "0";
};

// From an id to a position. The keys point into the definition.
using IdIndex = absl::flat_hash_map<absl::string_view, int>;

struct CompiledInput {
  const v1::Input* definition = nullptr;
  // Numbers.
  std::optional<Exact> lowest;
  std::optional<Exact> highest;
  // Choices: the options. Recognitions: the levels.
  IdIndex option_index;
  // Derived: the inputs that it is computed from, in their order.
  std::vector<int> operands;
};

// A condition with ids resolved.
struct CompiledCondition {
  enum class Kind { kAllOf, kAnyOf, kNot, kCriterion, kInput, kRollup };
  enum class Test { kAtLeast, kAtMost, kIs, kOption, kStage, kHeld };

  Kind kind = Kind::kAllOf;
  std::vector<CompiledCondition> parts;  // kAllOf, kAnyOf, kNot
  int index = 0;                         // the criterion, input or rollup
  Test test = Test::kAtLeast;
  Exact value;       // kAtLeast, kAtMost, kIs; of days the number of ParseDay
  int position = 0;  // kOption, kStage: which one
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_COMPILED_INPUTS_H_
