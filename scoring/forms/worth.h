// SPDX-License-Identifier: Apache-2.0
//
// What a number is worth.

#ifndef CONTINUUM_SCORING_FORMS_WORTH_H_
#define CONTINUUM_SCORING_FORMS_WORTH_H_

#include "scoring/compiled_rubric.h"

namespace continuum::scoring {

// The value of a number: of the highest range that it reaches, or the number itself within the
// criterion's lowest and highest value, which is then written to `own`. Points into the rubric or
// to `own`.
const Number* ValueOfNumber(const CompiledCriterion& criterion, const CompiledWorth& worth,
                            const Exact& number, Number* own);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_FORMS_WORTH_H_
