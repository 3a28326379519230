// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_EXPLAIN_STAIRCASE_H_
#define CONTINUUM_SCORING_EXPLAIN_STAIRCASE_H_

#include "absl/types/span.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"

namespace continuum::scoring {

// Adds what is worth knowing of a staircase's activities: a claimed stage, then for each activity
// in the criterion's order why it does not count though it is done, that it counts with an
// adaptation, and that another one covers it.
void AddStaircaseReasons(const CompiledStaircase& form, const v1::StaircaseAnswer& answer,
                         absl::Span<const PartMarks> parts, const v1::ActivityPolicy& policy,
                         int as_of_month, v1::CriterionResult* result);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_EXPLAIN_STAIRCASE_H_
