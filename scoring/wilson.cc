// SPDX-License-Identifier: Apache-2.0
#include "scoring/wilson.h"

#include <algorithm>
#include <cmath>

namespace continuum::scoring {

namespace {

// Leaves 2.5 % of the normal distribution above it.
constexpr double kZ = 1.959963984540054;

}  // namespace

std::optional<WilsonBounds> WilsonInterval(int64_t numerator, int64_t denominator) {
  if (denominator <= 0 || numerator < 0 || numerator > denominator) return std::nullopt;
  const double n = static_cast<double>(denominator);
  const double p = static_cast<double>(numerator) / n;
  const double z2 = kZ * kZ;
  const double centre = p + z2 / (2 * n);
  const double spread = kZ * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  const double scale = 1 + z2 / n;
  WilsonBounds interval{.low = std::clamp((centre - spread) / scale, 0.0, 1.0),
                        .high = std::clamp((centre + spread) / scale, 0.0, 1.0)};
  // Here the ends are exact, and rounding must not say otherwise.
  if (numerator == 0) interval.low = 0;
  if (numerator == denominator) interval.high = 1;
  return interval;
}

}  // namespace continuum::scoring
