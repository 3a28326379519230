// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_LEVELS_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_LEVELS_H_

#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "tests/scoring/naive/naive_facts.h"

namespace continuum::naive {

// How far a ladder is climbed, with the whole requirement trees.
v1::LadderResult ClimbLadder(const Facts& facts, const v1::Ladder& ladder);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_LEVELS_H_
