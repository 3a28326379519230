// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_FLOORS_H_
#define CONTINUUM_SCORING_CHECK_FLOORS_H_

#include <string>
#include <vector>

#include "scoring/check/criterion_facts.h"
#include "scoring/check/need.h"
#include "scoring/check/problems.h"
#include "scoring/check/rubric_index.h"

namespace continuum::scoring {

// The criteria that a floor selects, in reading order. Reports a domain without criteria; unknown
// names are CheckFields' matter.
std::vector<int> SelectCriteria(const v1::CriterionFloor& floor, const RubricIndex& index,
                                const std::string& path, Problems& problems);

// Checks a floor of these criteria, and returns it as one need per criterion.
std::vector<Need> CheckFloor(const v1::CriterionFloor& floor, const std::vector<int>& criteria,
                             const std::vector<CriterionFacts>& facts, const std::string& path,
                             Problems& problems);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_FLOORS_H_
