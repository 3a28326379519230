// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/auth/throttle.h"
#include "tests/testing/fake_clock.h"

namespace continuum::auth {
namespace {

using ::continuum::testing::FakeClock;

constexpr absl::Duration kNone = absl::ZeroDuration();

class RateLimitTest : public ::testing::Test {
 protected:
  FakeClock clock_;
  RateLimit limit_{clock_, {.burst = 3, .every = absl::Seconds(10)}};
};

TEST_F(RateLimitTest, ABurstIsLetThroughAndThenOneAtATime) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limit_.Take("a"), kNone);
  EXPECT_EQ(limit_.Take("a"), absl::Seconds(10));
  clock_.Advance(absl::Seconds(4));
  EXPECT_EQ(limit_.Take("a"), absl::Seconds(6));  // asking took nothing
  clock_.Advance(absl::Seconds(6));
  EXPECT_EQ(limit_.Take("a"), kNone);
  EXPECT_EQ(limit_.Take("a"), absl::Seconds(10));
  clock_.Advance(absl::Seconds(25));
  EXPECT_EQ(limit_.Take("a"), kNone);
  EXPECT_EQ(limit_.Take("a"), kNone);
  EXPECT_EQ(limit_.Take("a"), absl::Seconds(5));
}

TEST_F(RateLimitTest, NoMoreThanABurstIsSavedUp) {
  EXPECT_EQ(limit_.Take("a"), kNone);
  clock_.Advance(absl::Hours(10));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limit_.Take("a"), kNone);
  EXPECT_EQ(limit_.Take("a"), absl::Seconds(10));
}

TEST_F(RateLimitTest, WhatIsGivenBackCanBeTakenAgainAndNoMore) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limit_.Take("a"), kNone);
  limit_.GiveBack("a");
  EXPECT_EQ(limit_.Take("a"), kNone);
  EXPECT_EQ(limit_.Take("a"), absl::Seconds(10));
  limit_.GiveBack("b");  // who never took any
  limit_.GiveBack("c");
  EXPECT_EQ(limit_.keys(), 1u);
  EXPECT_EQ(limit_.Take("d"), kNone);
  for (int i = 0; i < 5; ++i) limit_.GiveBack("d");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limit_.Take("d"), kNone);
  EXPECT_EQ(limit_.Take("d"), absl::Seconds(10));
}

TEST_F(RateLimitTest, SeveralAreTakenAtOnceOrNone) {
  EXPECT_EQ(limit_.Take("a", 2), kNone);
  EXPECT_EQ(limit_.Take("a", 2), absl::Seconds(10));
  EXPECT_EQ(limit_.Take("a", 1), kNone);  // the refusal took nothing
  EXPECT_EQ(limit_.Take("a", 0), kNone);
  EXPECT_EQ(limit_.Take("a", 2), absl::Seconds(20));
}

TEST_F(RateLimitTest, MoreThanThereCanBeWaitUntilAllIsThere) {
  EXPECT_EQ(limit_.Take("a", 100), kNone);
  EXPECT_EQ(limit_.Take("a", 100), absl::Seconds(30));
  EXPECT_EQ(limit_.Take("a", int64_t{1} << 62), absl::Seconds(30));
  EXPECT_EQ(limit_.Take("b", -5), kNone);  // nobody saves up
  EXPECT_EQ(limit_.Take("b", 3), kNone);
  EXPECT_EQ(limit_.Take("b"), absl::Seconds(10));
}

TEST_F(RateLimitTest, KeysDoNotMeet) {
  for (int i = 0; i < 4; ++i) limit_.Take("a");
  EXPECT_EQ(limit_.Take("b"), kNone);
}

TEST_F(RateLimitTest, AClockThatGoesBackMakesNobodyWaitForIt) {
  for (int i = 0; i < 3; ++i) limit_.Take("a");
  clock_.Advance(-absl::Hours(24));
  EXPECT_EQ(limit_.Take("a"), absl::Seconds(10));
  clock_.Advance(absl::Seconds(10));
  EXPECT_EQ(limit_.Take("a"), kNone);
}

TEST_F(RateLimitTest, MemoryIsBounded) {
  RateLimit small(clock_, {.burst = 1, .every = absl::Seconds(10), .max_keys = 3});
  EXPECT_EQ(small.Take("a"), kNone);
  EXPECT_EQ(small.Take("a"), absl::Seconds(10));
  for (int i = 0; i < 100; ++i) EXPECT_EQ(small.Take(absl::StrCat("other", i)), kNone);
  EXPECT_EQ(small.keys(), 3u);
  EXPECT_EQ(small.Take("a"), kNone);
}

TEST_F(RateLimitTest, NumbersThatMakeNoSenseStillGiveAnAnswer) {
  RateLimit none(clock_, {.burst = -5, .every = absl::Seconds(10)});
  EXPECT_EQ(none.Take("a"), kNone);
  EXPECT_EQ(none.Take("a"), absl::Seconds(10));
  RateLimit free(clock_, {.burst = 1, .every = -absl::Seconds(10)});
  for (int i = 0; i < 100; ++i) EXPECT_EQ(free.Take("a"), kNone);
}

TEST_F(RateLimitTest, ManyThreadsGetNoMoreThanTheBurst) {
  RateLimit limit(clock_, {.burst = 100, .every = absl::Seconds(1)});
  std::atomic<int> let_through = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 200; ++k) {
        if (limit.Take("a") == kNone) ++let_through;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(let_through, 100);
}

}  // namespace
}  // namespace continuum::auth
