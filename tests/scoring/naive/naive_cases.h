// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_CASES_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_CASES_H_

#include "continuum/v1/rubric.pb.h"
#include "tests/scoring/naive/naive_facts.h"
#include "tests/scoring/naive/naive_rollups.h"

namespace continuum::naive {

// Computes a rollup whose operator is OPERATOR_CASE.
RollupValue ComputeCase(const Facts& facts, const v1::Rollup& rollup);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_CASES_H_
