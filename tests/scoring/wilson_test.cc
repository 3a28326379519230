// SPDX-License-Identifier: Apache-2.0
#include "scoring/wilson.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>

namespace continuum::scoring {
namespace {

struct Example {
  int64_t numerator;
  int64_t denominator;
  double low;
  double high;
};

TEST(WilsonTest, GivesPublishedIntervals) {
  for (const Example& example : {
           Example{18, 20, .698966, .972134},
           Example{4, 200, .007804, .050287},
           Example{1, 30, .005909, .166704},
           Example{0, 30, 0, .113513},
           Example{30, 30, .886487, 1},
       }) {
    const std::optional<WilsonBounds> interval =
        WilsonInterval(example.numerator, example.denominator);
    ASSERT_TRUE(interval.has_value());
    EXPECT_NEAR(interval->low, example.low, 5e-7) << example.numerator;
    EXPECT_NEAR(interval->high, example.high, 5e-7) << example.numerator;
  }
}

TEST(WilsonTest, HoldsTheProportionAndStaysWithinItsRange) {
  for (int64_t denominator = 1; denominator <= 60; ++denominator) {
    for (int64_t numerator = 0; numerator <= denominator; ++numerator) {
      const WilsonBounds interval = *WilsonInterval(numerator, denominator);
      const double p = static_cast<double>(numerator) / static_cast<double>(denominator);
      EXPECT_LE(0, interval.low);
      EXPECT_LE(interval.low, p);
      EXPECT_LE(p, interval.high);
      EXPECT_LE(interval.high, 1);
      // What is counted from the other side gives the mirror image.
      const WilsonBounds mirror = *WilsonInterval(denominator - numerator, denominator);
      EXPECT_NEAR(interval.low, 1 - mirror.high, 1e-12);
    }
  }
}

TEST(WilsonTest, TheEndsAreExactWhereTheyCanBe) {
  EXPECT_EQ(WilsonInterval(0, 7)->low, 0);
  EXPECT_EQ(WilsonInterval(7, 7)->high, 1);
  EXPECT_EQ(WilsonInterval(1'000'000'000'000, 1'000'000'000'000)->high, 1);
}

TEST(WilsonTest, NothingForWhatIsNoProportion) {
  EXPECT_FALSE(WilsonInterval(0, 0).has_value());
  EXPECT_FALSE(WilsonInterval(1, 0).has_value());
  EXPECT_FALSE(WilsonInterval(-1, 5).has_value());
  EXPECT_FALSE(WilsonInterval(6, 5).has_value());
  EXPECT_FALSE(WilsonInterval(-6, -5).has_value());
}

}  // namespace
}  // namespace continuum::scoring
