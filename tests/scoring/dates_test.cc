// SPDX-License-Identifier: Apache-2.0

#include "scoring/dates.h"

#include <gtest/gtest.h>

namespace continuum::scoring {
namespace {

TEST(ParseMonthTest, LaterMonthsHaveGreaterNumbers) {
  EXPECT_EQ(*ParseMonth("2026-01"), *ParseMonth("2025-12") + 1);
  EXPECT_EQ(*ParseMonth("2026-12"), *ParseMonth("2026-01") + 11);
  EXPECT_TRUE(ParseMonth("0001-01").has_value());
  EXPECT_TRUE(ParseMonth("9999-12").has_value());
}

TEST(ParseMonthTest, RefusesWhatIsNoMonth) {
  for (const char* text : {"", "2026", "2026-1", "2026-00", "2026-13", "2026/01", "202a-01",
                           "2026-1 ", "-026-01", "0000-01", "2026-01-01", "02026-1"}) {
    EXPECT_FALSE(ParseMonth(text).has_value()) << text;
  }
}

TEST(IsDayTest, KnowsTheCalendar) {
  for (const char* text : {"2026-06-30", "2024-02-29", "2000-02-29", "2026-12-31", "0001-01-01"}) {
    EXPECT_TRUE(IsDay(text)) << text;
  }
  for (const char* text : {"2026-06-31", "2025-02-29", "1900-02-29", "2026-00-10", "2026-01-00",
                           "2026-01-32", "2026-1-1", "2026-01-1x", "2026-01", "2026-01-011", ""}) {
    EXPECT_FALSE(IsDay(text)) << text;
  }
}

TEST(ParseMonthOfDayTest, GivesTheMonth) {
  EXPECT_EQ(ParseMonthOfDay("2026-06-30"), ParseMonth("2026-06"));
  EXPECT_EQ(ParseMonthOfDay("2026-06-31"), std::nullopt);
}

}  // namespace
}  // namespace continuum::scoring
