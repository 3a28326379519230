// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_ANSWERS_H_
#define CONTINUUM_SCORING_CHECK_ANSWERS_H_

#include <vector>

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric_case.pb.h"
#include "scoring/compiled_rubric.h"

namespace continuum::scoring {

// Everything that is wrong with answers to a rubric, answer by answer in their order; at most
// kMaxAnswerProblems. Answers without problems can be scored. The reasons are those of
// scoring/answer_reader.h. Pure; safe from any thread.
std::vector<v1::AnswerProblem> CheckAnswers(const CompiledRubric& rubric,
                                            const v1::AnswerSet& answers);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_ANSWERS_H_
