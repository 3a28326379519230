// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_CONDITIONS_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_CONDITIONS_H_

#include <set>
#include <string>

#include "continuum/v1/inputs.pb.h"
#include "tests/scoring/naive/naive_facts.h"

namespace continuum::naive {

enum class Truth { kNo, kUnknown, kYes };

// Whether something is so, and if that cannot be told, for the lack of which criteria and inputs.
struct Verdict {
  Truth truth = Truth::kUnknown;
  std::set<std::string> lacking;
};

// Whether a condition is so. Of the criteria that it looks at the answers must have been applied.
Verdict Judge(const Facts& facts, const v1::Condition& condition);

// The criteria without a value that a condition looks at, also through rollups.
std::set<std::string> MissingIn(const Facts& facts, const v1::Condition& condition);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_CONDITIONS_H_
