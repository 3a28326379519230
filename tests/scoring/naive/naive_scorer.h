// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_SCORER_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_SCORER_H_

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::naive {

// A second scorer, deliberately slow and simple, written from the comments of the protos (rubric,
// inputs, measures, answers, scorecard) alone and sharing no code with scoring/. It exists to
// disagree with the real one where either is wrong.
//
// The definition must have passed the checker and the answers must fit it: there is no error
// handling here. Numbers are arbitrary-precision throughout. The scorecard has everything but
// digests, and of the explanation the terms of rollups with their bounds left out, reasons of
// rollups and requirements, and the whole requirement trees.
v1::Scorecard Score(const v1::RubricDefinition& rubric, const v1::AnswerSet& answers,
                    const v1::ScoringContext& context);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_SCORER_H_
