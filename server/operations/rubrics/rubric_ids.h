// SPDX-License-Identifier: Apache-2.0
//
// The ids that a rubric has, to be told to people who gave one that it has not. Pure functions.

#ifndef CONTINUUM_SERVER_OPERATIONS_RUBRICS_RUBRIC_IDS_H_
#define CONTINUUM_SERVER_OPERATIONS_RUBRICS_RUBRIC_IDS_H_

#include <cstddef>
#include <string>

#include "scoring/compiled_rubric.h"

namespace continuum::operations {

// "care, quality": in the rubric's order. Of many the first ones, with ", ..." behind, so that it
// is never longer than kMostIdBytes: errors cut off what does not fit into them.
inline constexpr size_t kMostIdBytes = 300;
std::string DomainIds(const scoring::CompiledRubric& rubric);
std::string CriterionIds(const scoring::CompiledRubric& rubric);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RUBRICS_RUBRIC_IDS_H_
