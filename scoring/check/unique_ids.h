// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_UNIQUE_IDS_H_
#define CONTINUUM_SCORING_CHECK_UNIQUE_IDS_H_

#include "scoring/check/problems.h"
#include "scoring/check/rubric_index.h"

namespace continuum::scoring {

// Checks that ids are unique where they must be, and that lists of words name each once.
void CheckUniqueIds(const RubricIndex& index, Problems& problems);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_UNIQUE_IDS_H_
