// SPDX-License-Identifier: Apache-2.0
//
// The form of activities in the cells of a continuum.

#ifndef CONTINUUM_SCORING_FORMS_STAIRCASE_H_
#define CONTINUUM_SCORING_FORMS_STAIRCASE_H_

#include <vector>

#include "absl/types/span.h"
#include "continuum/v1/answers.pb.h"
#include "scoring/answer_reader.h"
#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"

namespace continuum::scoring {

// Why an activity that is done does not count; and whether it is done with an adaptation.
struct ActivityUse {
  bool extent_too_small = false;
  bool adapted = false;
  // The argument of CODE_ADAPTATION_NOT_COUNTED; empty where the adaptation, if any, counts.
  absl::string_view adaptation_refused;
  bool not_yet = false;

  bool counts() const { return !extent_too_small && adaptation_refused.empty() && !not_yet; }
};

// What an activity that is done comes to under a policy. A month that is not one counts as past.
ActivityUse UseOf(const v1::ActivityAnswer& activity, const v1::ActivityPolicy& policy,
                  int as_of_month);

// Reads the answer to a staircase. `parts` are the marks of its activities, none set yet.
void ReadStaircase(const AnswerReader& reader, const CompiledCriterion& criterion,
                   const CompiledStaircase& form, absl::Span<PartMarks> parts,
                   CriterionOutcome* outcome);

// Marks what the activities that are done cover.
void MarkCovered(const CompiledStaircase& form, absl::Span<PartMarks> parts);

// Whether every activity of a cell counts.
bool IsCellDone(const CompiledStaircase& form, absl::Span<const PartMarks> parts, int cell);

// The highest stage whose cell, and all below, are done; -1 below the first.
int StageOf(const CompiledStaircase& form, absl::Span<const PartMarks> parts);

// The stages whose cell is not done below one that is, lowest first.
std::vector<int> SkippedStages(const CompiledStaircase& form, absl::Span<const PartMarks> parts);

// The value of a stage; -1 is below the first.
const Number& ValueOfStage(const CompiledCriterion& criterion, const CompiledStaircase& form,
                           int stage);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_FORMS_STAIRCASE_H_
