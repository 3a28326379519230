// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_SETTLE_H_
#define CONTINUUM_SCORING_SETTLE_H_

#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"

namespace continuum::scoring {

// Settles, once every answer is read, what depends on other answers: computed inputs, quantities
// that look at inputs, which criteria are asked, and how far phases are.
void SettleAnswers(const CompiledRubric& rubric, Evaluation* evaluation);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_SETTLE_H_
