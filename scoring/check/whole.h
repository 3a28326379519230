// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_WHOLE_H_
#define CONTINUUM_SCORING_CHECK_WHOLE_H_

#include "scoring/check/problems.h"
#include "scoring/check/rubric_index.h"

namespace continuum::scoring {

// Checks what concerns the rubric as a whole: how many criteria and rollups it has, how deep
// domains nest, and that it does not end before it begins.
void CheckWhole(const RubricIndex& index, Problems& problems);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_WHOLE_H_
