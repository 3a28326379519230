// SPDX-License-Identifier: Apache-2.0
//
// Days and times as the API writes them. Days are civil days; what day it is "now" is told in UTC,
// everywhere, so that it does not depend on where the server stands. Pure functions.

#ifndef CONTINUUM_SERVER_OPERATIONS_COMMON_DATES_H_
#define CONTINUUM_SERVER_OPERATIONS_COMMON_DATES_H_

#include <google/protobuf/timestamp.pb.h>

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace continuum::operations {

// A day written YYYY-MM-DD, years 1000 to 9999; nothing if the text is not exactly that or there is
// no such day.
std::optional<absl::CivilDay> ParseDay(absl::string_view text);

// The other way.
std::string FormatDay(absl::CivilDay day);

// The day at `now`, in UTC.
absl::CivilDay DayOf(absl::Time now);

// The same day some months later, or the last of that month where it has no such day.
absl::CivilDay AddMonths(absl::CivilDay day, int64_t months);

google::protobuf::Timestamp ToTimestamp(absl::Time time);

// Nothing if the timestamp is not valid (years 1 to 9999, nanoseconds not negative and below a
// second).
std::optional<absl::Time> FromTimestamp(const google::protobuf::Timestamp& timestamp);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_COMMON_DATES_H_
