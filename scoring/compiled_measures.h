// SPDX-License-Identifier: Apache-2.0
//
// The forms that are answered with numbers and days, made ready for scoring. Parts of
// CompiledRubric (scoring/compiled_rubric.h), which owns what they point to.

#ifndef CONTINUUM_SCORING_COMPILED_MEASURES_H_
#define CONTINUUM_SCORING_COMPILED_MEASURES_H_

#include <cstdint>
#include <vector>

#include "continuum/v1/measures.pb.h"
#include "scoring/compiled_inputs.h"

namespace continuum::scoring {

// What a number is worth.
struct CompiledWorth {
  // A range of the number and its value. The first range has no beginning.
  struct Range {
    Exact begin;
    bool above = false;  // the number `begin` itself does not belong to it
    Number value;
  };

  // Empty where the value is the number itself, within the form's lowest and highest value.
  std::vector<Range> ranges;
  // Values fall from range to range.
  bool falls = false;
};

struct CompiledQuantity {
  int input = -1;  // -1: the answer states the number
  bool whole = false;
  CompiledWorth worth;
};

struct CompiledMeasure {
  const v1::Measure* definition = nullptr;
  Exact per{1};
  IdIndex segment_index;
  int scored_segment = -1;  // -1: everyone
  int64_t minimum_denominator = 1;
  CompiledWorth worth;
};

struct CompiledMilestones {
  const v1::Continuum* continuum = nullptr;
  int stage = 0;       // the phase
  Number stage_value;  // its value
  std::vector<const v1::Milestone*> milestones;
  std::vector<Number> shares;  // the value when so many are done, from none to all
  IdIndex milestone_index;
  int ceased_input = -1;  // -1: none
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_COMPILED_MEASURES_H_
