// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CONDITIONS_H_
#define CONTINUUM_SCORING_CONDITIONS_H_

#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"

namespace continuum::scoring {

// Whether something is so, after Kleene.
enum class Truth { kNo, kUnknown, kYes };

// Whether a condition is so. What it looks at must have been evaluated.
Truth IsSo(const CompiledRubric& rubric, const CompiledCondition& condition,
           const Evaluation& evaluation);

// Whether a recognition as stated is held and valid on the as-of date.
bool IsHeld(const v1::HeldRecognition& recognition, int64_t as_of);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CONDITIONS_H_
