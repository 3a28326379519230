// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_ROLLUPS_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_ROLLUPS_H_

#include <set>
#include <string>
#include <vector>

#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "tests/scoring/naive/naive_criteria.h"
#include "tests/scoring/naive/naive_number.h"

namespace continuum::naive {

// What a rollup came to.
struct RollupValue {
  v1::RollupResult result;         // state, value, reason, terms
  Number value = 0;                // when it has one
  std::set<std::string> blocking;  // the criteria that block it
  std::set<std::string> missing;   // the criteria under it that have no value
};

// Computes one rollup; those below it are computed anew each time.
RollupValue ComputeRollup(const v1::RubricDefinition& rubric, const std::vector<Item>& items,
                          const std::string& id);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_ROLLUPS_H_
