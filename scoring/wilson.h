// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_WILSON_H_
#define CONTINUUM_SCORING_WILSON_H_

#include <cstdint>
#include <optional>

namespace continuum::scoring {

// A range of a proportion, each end from 0 to 1.
struct WilsonBounds {
  double low = 0;
  double high = 1;
};

// The 95 % interval of Wilson (1927), without continuity correction, for a proportion of which
// `numerator` of `denominator` were observed. It says how much of the proportion could be chance,
// and stays within 0 and 1 also for few and for extreme counts. Nothing unless 0 <= numerator <=
// denominator and denominator > 0.
//
// This is the only floating point in the room. It is shown beside a scorecard and never enters one:
// no value, level or digest depends on it. A pure function.
std::optional<WilsonBounds> WilsonInterval(int64_t numerator, int64_t denominator);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_WILSON_H_
