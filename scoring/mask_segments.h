// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_MASK_SEGMENTS_H_
#define CONTINUUM_SCORING_MASK_SEGMENTS_H_

#include "continuum/v1/measures.pb.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::scoring {

// Withholds the small segments of one criterion, and those from which a small one could be computed
// (scoring/masking.h has the rule). `measure` is null for a criterion that the rubric does not
// have. A pure function.
void MaskSegments(const v1::Measure* measure, v1::CriterionResult* result);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_MASK_SEGMENTS_H_
