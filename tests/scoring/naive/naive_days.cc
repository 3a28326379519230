// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_days.h"

#include <string>

namespace continuum::naive {
namespace {

bool IsLeapYear(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int DaysOfMonth(int year, int month) {
  if (month == 2) return IsLeapYear(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Counted on the fingers, from the beginning of year 1.
int DayNumber(const std::string& date) {
  const int year = std::stoi(date.substr(0, 4));
  const int month = std::stoi(date.substr(5, 2));
  int days = std::stoi(date.substr(8, 2));
  for (int y = 1; y < year; ++y) days += IsLeapYear(y) ? 366 : 365;
  for (int m = 1; m < month; ++m) days += DaysOfMonth(year, m);
  return days;
}

}  // namespace

int DaysBetween(const std::string& from, const std::string& to) {
  return DayNumber(to) - DayNumber(from);
}

}  // namespace continuum::naive
