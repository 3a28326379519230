// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_REQUIREMENTS_H_
#define CONTINUUM_SCORING_CHECK_REQUIREMENTS_H_

#include <optional>
#include <vector>

#include "scoring/bounds.h"
#include "scoring/check/criterion_facts.h"
#include "scoring/check/need.h"
#include "scoring/check/problems.h"
#include "scoring/check/rubric_index.h"

namespace continuum::scoring {

// Checks what the levels require, by itself and against what answers can give. Returns for each
// ladder the requirement of each level.
std::vector<std::vector<Need>> CheckRequirements(
    const RubricIndex& index, const std::vector<CriterionFacts>& facts,
    const std::vector<std::optional<RollupBounds>>& reach, Problems& problems);

// Warns of requirements that are met anyway when those beside them are, and of levels that are
// reached anyway when those below are. Follows the shape of requirements only, and gives up on very
// many: what it finds is so, but it does not find everything.
void CheckImplications(const RubricIndex& index, const std::vector<std::vector<Need>>& ladders,
                       Problems& problems);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_REQUIREMENTS_H_
