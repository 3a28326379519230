// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_OPERATORS_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_OPERATORS_H_

#include <string>
#include <vector>

#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "tests/scoring/naive/naive_facts.h"
#include "tests/scoring/naive/naive_number.h"

namespace continuum::naive {

// A selected criterion or rollup that remains in the computation.
struct Value {
  Number value;
  Number weight;
  Number highest;  // criteria only
  Number done;     // pooled proportions only
  Number possible;
  const Item* item = nullptr;  // of criteria whose own value counts
};

// What an operator gives.
struct Outcome {
  bool has_value = false;
  Number value = 0;
  v1::Reason reason;          // not set where there is nothing to say
  std::string censored_date;  // durations only
};

// Applies the rollup's operator, which is not OPERATOR_CASE, to what remains: at least one value.
Outcome Operate(const v1::Rollup& rollup, const std::vector<Value>& values,
                const std::string& as_of_date);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_OPERATORS_H_
