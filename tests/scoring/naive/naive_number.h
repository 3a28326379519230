// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_NUMBER_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_NUMBER_H_

#include <string>

#include "boost/multiprecision/cpp_int.hpp"

namespace continuum::naive {

// An exact number of any size.
using Number = boost::multiprecision::cpp_rational;

// Reads "12", "-3", "4.5" or "1/3". The text must be well formed.
Number ReadNumber(const std::string& text);

// Writes the reduced form, "n/d" or "n".
std::string WriteNumber(const Number& number);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_NUMBER_H_
