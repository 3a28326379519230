// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_BENCHMARKS_MEDIAN_H_
#define CONTINUUM_TESTS_BENCHMARKS_MEDIAN_H_

#include <algorithm>
#include <cstddef>
#include <vector>

namespace continuum::benchmarks {

// The median of one or more values; of an even number the upper of the two in the middle.
inline double Median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace continuum::benchmarks

#endif  // CONTINUUM_TESTS_BENCHMARKS_MEDIAN_H_
