// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_ROLLUPS_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_ROLLUPS_H_

#include <set>
#include <string>

#include "continuum/v1/scorecard.pb.h"
#include "tests/scoring/naive/naive_facts.h"
#include "tests/scoring/naive/naive_number.h"

namespace continuum::naive {

// What a rollup came to.
struct RollupValue {
  v1::RollupResult result;         // state, value, reason, terms
  Number value = 0;                // when it has one
  std::set<std::string> blocking;  // the criteria and inputs that block it
  std::set<std::string> missing;   // the criteria and inputs under it that have no value
};

// Computes one rollup; those below it are computed anew each time.
RollupValue ComputeRollup(const Facts& facts, const std::string& id);

// Makes it a result with this value, or one that is blocked by out.blocking.
void SetValue(const Number& value, RollupValue& out);
void SetBlocked(const Facts& facts, RollupValue& out);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_ROLLUPS_H_
