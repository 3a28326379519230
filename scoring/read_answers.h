// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_READ_ANSWERS_H_
#define CONTINUUM_SCORING_READ_ANSWERS_H_

#include <vector>

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric_case.pb.h"
#include "scoring/compiled_rubric.h"
#include "scoring/dates.h"
#include "scoring/evaluation.h"

namespace continuum::scoring {

// Reads answers into the criteria and parts of an evaluation, which it makes as large as the rubric
// wants them, and appends what is wrong with them to `problems`. Where something is wrong the
// evaluation is of no use.
//
// The evaluation points into rubric and answers. Pure.
void ReadAnswers(const CompiledRubric& rubric, const v1::AnswerSet& answers,
                 const ScoringDay& as_of, Evaluation* evaluation,
                 std::vector<v1::AnswerProblem>* problems);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_READ_ANSWERS_H_
