// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_CRITERION_FACTS_H_
#define CONTINUUM_SCORING_CHECK_CRITERION_FACTS_H_

#include <optional>
#include <vector>

#include "continuum/v1/rubric.pb.h"
#include "scoring/bounds.h"
#include "scoring/check/rubric_index.h"

namespace continuum::scoring {

// What the checks of rollups and requirements need to know of a criterion.
struct CriterionFacts {
  const v1::Criterion* criterion = nullptr;
  // Its form is good enough to say the rest. If not, nothing is concluded from it.
  bool known = false;
  // Where the values of an answer with a value lie.
  Interval values;
  // How many parts it has, for pooled proportions.
  int parts = 0;
  // It may be answered "insufficient data", also by an option.
  bool may_lack_data = false;
  // Its state can be "not applicable": as an answer, or because it is not asked.
  bool may_be_not_applicable = false;
  // Milestones: the continuum whose stage is their phase, and that stage's value. Null for others.
  const v1::Continuum* phase_of = nullptr;
  Exact phase_value;
  // Staircases: the continuum, and the value of each stage. Null for others.
  const v1::Continuum* continuum = nullptr;
  std::vector<Exact> stage_values;
};

// Where the values of a number lie by what it is worth; nothing where that does not say.
std::optional<Interval> ValuesOf(const v1::Worth& worth);

// The facts of all criteria, in reading order. Reports nothing: what is wrong with a form is
// CheckForms' matter.
std::vector<CriterionFacts> GatherFacts(const RubricIndex& index);

// The position of a stage among those of the criterion's continuum; -1 when there is none, or it is
// no staircase.
int FindStage(const CriterionFacts& facts, absl::string_view stage);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_CRITERION_FACTS_H_
