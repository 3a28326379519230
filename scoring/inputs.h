// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_INPUTS_H_
#define CONTINUUM_SCORING_INPUTS_H_

#include "scoring/answer_reader.h"
#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"

namespace continuum::scoring {

// Reads what is stated for an input.
void ReadInput(const AnswerReader& reader, const CompiledInput& input, InputOutcome* outcome);

// Computes the inputs that are computed from others, in the rubric's order.
void DeriveInputs(const CompiledRubric& rubric, Evaluation* evaluation);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_INPUTS_H_
