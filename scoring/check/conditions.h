// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_CONDITIONS_H_
#define CONTINUUM_SCORING_CHECK_CONDITIONS_H_

#include <string>
#include <vector>

#include "scoring/check/criterion_facts.h"
#include "scoring/check/problems.h"
#include "scoring/check/rubric_index.h"

namespace continuum::scoring {

// Checks that what a condition looks at can be tested like that. `asked` is the position of the
// criterion that is asked when it is so, which may look only at what stands before; -1 for a case.
// Returns whether the condition can be told from what is known; unknown names are CheckFields'
// matter.
bool CheckCondition(const v1::Condition& condition, const RubricIndex& index,
                    const std::vector<CriterionFacts>& facts, int asked, const std::string& path,
                    Problems& problems);

// Checks when criteria are asked, and what they are when they are not.
void CheckAskedWhen(const RubricIndex& index, const std::vector<CriterionFacts>& facts,
                    Problems& problems);

// Checks the inputs, and what is computed from them.
void CheckInputs(const RubricIndex& index, Problems& problems);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_CONDITIONS_H_
