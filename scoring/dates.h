// SPDX-License-Identifier: Apache-2.0
//
// Dates as the API writes them. All functions are pure.

#ifndef CONTINUUM_SCORING_DATES_H_
#define CONTINUUM_SCORING_DATES_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace continuum::scoring {

// The number of a month, counted from the beginning of year 0: later months have greater numbers.
// Nothing for a text that is not a month "YYYY-MM" of the years 0001 to 9999.
std::optional<int> ParseMonth(absl::string_view text);

// The number of a day, counted from 1970-01-01, which is 0: later days have greater numbers.
// Nothing for a text that is not a day "YYYY-MM-DD" of the years 0001 to 9999.
std::optional<int64_t> ParseDay(absl::string_view text);

// The day with this number, as "YYYY-MM-DD".
std::string FormatDay(int64_t day);

// The day for which answers are scored.
struct ScoringDay {
  int month = 0;    // as ParseMonth counts
  int64_t day = 0;  // as ParseDay counts
};

// Whether a text is a day of the calendar, "YYYY-MM-DD", of the years 0001 to 9999.
bool IsDay(absl::string_view text);

// The number of the month in which a day lies, as ParseMonth counts. Nothing for a text that is not
// a day.
std::optional<int> ParseMonthOfDay(absl::string_view text);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_DATES_H_
