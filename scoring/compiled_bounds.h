// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_COMPILED_BOUNDS_H_
#define CONTINUUM_SCORING_COMPILED_BOUNDS_H_

#include <vector>

#include "scoring/bounds.h"
#include "scoring/compiled_rubric.h"

namespace continuum::scoring {

// What can become of each rollup of a rubric, in the rubric's order (scoring/bounds.h). Takes as
// long as scoring once; keep the result. Pure; safe from any thread.
std::vector<RollupBounds> BoundRollups(const CompiledRubric& rubric);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_COMPILED_BOUNDS_H_
