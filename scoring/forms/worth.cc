// SPDX-License-Identifier: Apache-2.0

#include "scoring/forms/worth.h"

namespace continuum::scoring {

const Number* ValueOfNumber(const CompiledCriterion& criterion, const CompiledWorth& worth,
                            const Exact& number, Number* own) {
  if (worth.ranges.empty()) {
    if (number <= criterion.lowest.value) return &criterion.lowest;
    if (number >= criterion.highest.value) return &criterion.highest;
    *own = {number, number.ToString()};
    return own;
  }
  const CompiledWorth::Range* reached = &worth.ranges.front();
  for (const CompiledWorth::Range& range : worth.ranges) {
    if (&range == &worth.ranges.front()) continue;
    if (range.above ? number > range.begin : number >= range.begin) reached = &range;
  }
  return &reached->value;
}

}  // namespace continuum::scoring
