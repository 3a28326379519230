// SPDX-License-Identifier: Apache-2.0

#include "server/base/clock.h"

#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "tests/testing/fake_clock.h"

namespace continuum::base {
namespace {

TEST(ClockTest, TheSystemClockIsTheMachines) {
  const absl::Time before = absl::Now();
  const absl::Time now = SystemClock().Now();
  EXPECT_LE(before, now);
  EXPECT_LE(now, absl::Now());
}

TEST(ClockTest, TheFakeClockMovesOnlyWhenTold) {
  testing::FakeClock clock;
  const absl::Time start = clock.Now();
  EXPECT_EQ(clock.Now(), start);
  clock.Advance(absl::Hours(-2));
  EXPECT_EQ(clock.Now(), start - absl::Hours(2));
  clock.Set(absl::UnixEpoch());
  EXPECT_EQ(clock.Now(), absl::UnixEpoch());
}

}  // namespace
}  // namespace continuum::base
