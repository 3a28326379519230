// SPDX-License-Identifier: Apache-2.0
//
// The ids that a rubric has, to be told to people who gave one that it has not. Pure functions.

#ifndef CONTINUUM_SERVER_OPERATIONS_RUBRICS_RUBRIC_IDS_H_
#define CONTINUUM_SERVER_OPERATIONS_RUBRICS_RUBRIC_IDS_H_

#include <string>

#include "scoring/compiled_rubric.h"

namespace continuum::operations {

// "care, quality": in the rubric's order, and of many the first 40, with ", ..." behind.
std::string DomainIds(const scoring::CompiledRubric& rubric);
std::string CriterionIds(const scoring::CompiledRubric& rubric);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RUBRICS_RUBRIC_IDS_H_
