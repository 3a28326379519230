// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_number.h"

#include <string>

namespace continuum::naive {
namespace {

using Integer = boost::multiprecision::cpp_int;

// A leading zero would make Boost read an octal number.
Integer ReadDigits(const std::string& digits) {
  Integer value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

}  // namespace

Number ReadNumber(const std::string& text) {
  if (text[0] == '-') return -ReadNumber(text.substr(1));
  const size_t slash = text.find('/');
  if (slash != std::string::npos) {
    return Number(ReadDigits(text.substr(0, slash)), ReadDigits(text.substr(slash + 1)));
  }
  const size_t point = text.find('.');
  if (point == std::string::npos) return Number(ReadDigits(text));
  const std::string decimals = text.substr(point + 1);
  Integer scale = 1;
  for (size_t i = 0; i < decimals.size(); ++i) scale *= 10;
  return Number(ReadDigits(text.substr(0, point) + decimals), scale);
}

std::string WriteNumber(const Number& number) {
  const Integer top = boost::multiprecision::numerator(number);
  const Integer bottom = boost::multiprecision::denominator(number);
  return bottom.compare(1) == 0 ? top.str() : top.str() + "/" + bottom.str();
}

}  // namespace continuum::naive
