// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_DAYS_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_DAYS_H_

#include <string>

namespace continuum::naive {

// The days from one day (YYYY-MM-DD) to another in the Gregorian calendar, which is taken to have
// always been in force; negative when the second is earlier.
int DaysBetween(const std::string& from, const std::string& to);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_DAYS_H_
