// SPDX-License-Identifier: Apache-2.0
//
// Numbers as people see them. All functions are pure.

#ifndef CONTINUUM_SCORING_DISPLAY_H_
#define CONTINUUM_SCORING_DISPLAY_H_

#include <string>

#include "scoring/compiled_rubric.h"
#include "scoring/exact.h"

namespace continuum::scoring {

// A rollup's value with its unit, such as "84.9 points": rounded half away from zero to the digits
// that the rubric states, with more digits where the shown number would otherwise lie on another
// side of a band's edge or of a requirement's value than the exact one. "invalid" for an invalid
// number.
std::string DisplayValue(const CompiledRollup& rollup, const Exact& value);

// A change of a rollup's value, with sign and unit, such as "+4.5 points". A change that is not 0
// never shows as 0.
std::string DisplayChange(const v1::Rollup& rollup, const Exact& change);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_DISPLAY_H_
