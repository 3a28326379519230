// SPDX-License-Identifier: Apache-2.0

#include "scoring/dates.h"

#include <cstddef>

#include "absl/time/civil_time.h"

namespace continuum::scoring {
namespace {

constexpr int kMonthsPerYear = 12;

// The number that `count` digits from `begin` on spell, or -1 when they are not all digits.
int Digits(absl::string_view text, std::size_t begin, std::size_t count) {
  int number = 0;
  for (const char c : text.substr(begin, count)) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

int DaysInMonth(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

}  // namespace

std::optional<int> ParseMonth(absl::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const int year = Digits(text, 0, 4);
  const int month = Digits(text, 5, 2);
  if (year < 1 || month < 1 || month > kMonthsPerYear) return std::nullopt;
  return year * kMonthsPerYear + month - 1;
}

std::optional<int> ParseMonthOfDay(absl::string_view text) {
  if (text.size() != 10 || text[7] != '-') return std::nullopt;
  const std::optional<int> month = ParseMonth(text.substr(0, 7));
  if (!month.has_value()) return std::nullopt;
  const int day = Digits(text, 8, 2);
  const int last = DaysInMonth(*month / kMonthsPerYear, *month % kMonthsPerYear + 1);
  if (day < 1 || day > last) return std::nullopt;
  return month;
}

std::optional<int64_t> ParseDay(absl::string_view text) {
  const std::optional<int> month = ParseMonthOfDay(text);
  if (!month.has_value()) return std::nullopt;
  const absl::CivilDay day(*month / kMonthsPerYear, *month % kMonthsPerYear + 1,
                           Digits(text, 8, 2));
  return day - absl::CivilDay(1970, 1, 1);
}

std::string FormatDay(int64_t day) {
  return absl::FormatCivilTime(absl::CivilDay(1970, 1, 1) + day);
}

bool IsDay(absl::string_view text) { return ParseMonthOfDay(text).has_value(); }

}  // namespace continuum::scoring
