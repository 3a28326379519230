// SPDX-License-Identifier: Apache-2.0

#include "server/auth/throttle.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/testing/fake_clock.h"

namespace continuum::auth {
namespace {

using ::continuum::testing::FakeClock;

constexpr absl::Duration kNone = absl::ZeroDuration();

class ThrottleTest : public ::testing::Test {
 protected:
  void Fail(absl::string_view key, int times) {
    for (int i = 0; i < times; ++i) throttle_.Failed(key);
  }

  FakeClock clock_;
  Throttle throttle_{clock_};
};

TEST_F(ThrottleTest, TheFifthFailureAndEachFurtherOneDoublesTheWait) {
  for (int failures = 0; failures < 5; ++failures) {
    EXPECT_EQ(throttle_.Wait("a"), kNone) << failures;
    throttle_.Failed("a");
  }
  for (const int seconds : {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900}) {
    EXPECT_EQ(throttle_.Wait("a"), absl::Seconds(seconds));
    throttle_.Failed("a");
  }
  Fail("a", 1000);
  EXPECT_EQ(throttle_.Wait("a"), absl::Minutes(15));
}

TEST_F(ThrottleTest, TheWaitPassesWithTime) {
  Fail("a", 8);
  EXPECT_EQ(throttle_.Wait("a"), absl::Seconds(8));
  clock_.Advance(absl::Milliseconds(7'999));
  EXPECT_EQ(throttle_.Wait("a"), absl::Milliseconds(1));
  clock_.Advance(absl::Milliseconds(1));
  EXPECT_EQ(throttle_.Wait("a"), kNone);
  throttle_.Failed("a");  // waiting does not excuse what failed before
  EXPECT_EQ(throttle_.Wait("a"), absl::Seconds(16));
}

TEST_F(ThrottleTest, KeysDoNotMeet) {
  Fail("account/a", 9);
  EXPECT_EQ(throttle_.Wait("account/b"), kNone);
  EXPECT_EQ(throttle_.Wait("peer/a"), kNone);
}

TEST_F(ThrottleTest, ASuccessForgetsAll) {
  Fail("a", 9);
  throttle_.Succeeded("a");
  throttle_.Succeeded("never failed");
  EXPECT_EQ(throttle_.keys(), 0u);
  Fail("a", 4);
  EXPECT_EQ(throttle_.Wait("a"), kNone);
}

TEST_F(ThrottleTest, AnHourWithoutFailuresForgetsAll) {
  Fail("a", 9);
  Fail("b", 4);
  clock_.Advance(absl::Minutes(59));
  Fail("a", 1);
  EXPECT_EQ(throttle_.Wait("a"), absl::Seconds(32));
  clock_.Advance(absl::Minutes(1));
  Fail("b", 1);  // the first of a new row, not the fifth
  EXPECT_EQ(throttle_.Wait("b"), kNone);
  clock_.Advance(absl::Minutes(59));
  EXPECT_EQ(throttle_.Wait("a"), kNone);
  EXPECT_EQ(throttle_.keys(), 1u);
}

TEST_F(ThrottleTest, BeginCountsATryBeforeItIsMade) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(throttle_.Begin("a"), kNone);
  EXPECT_EQ(throttle_.Begin("a"), absl::Seconds(1));
  EXPECT_EQ(throttle_.Begin("a"), absl::Seconds(1));  // no try was made, nothing is added
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(throttle_.Begin("a"), kNone);
  EXPECT_EQ(throttle_.Begin("a"), absl::Seconds(2));
}

TEST_F(ThrottleTest, OfManyTriesAtOnceNoMoreThanFiveAreLetThrough) {
  std::atomic<int> let_through = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 200; ++k) {
        if (throttle_.Begin("a") == kNone) ++let_through;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(let_through, 5);
}

TEST_F(ThrottleTest, WithdrawTakesBackOneTryOnly) {
  Fail("peer", 6);
  throttle_.Withdraw("peer");
  EXPECT_EQ(throttle_.Wait("peer"), absl::Seconds(1));
  throttle_.Withdraw("peer");
  EXPECT_EQ(throttle_.Wait("peer"), kNone);
  for (int i = 0; i < 10; ++i) throttle_.Withdraw("peer");
  EXPECT_EQ(throttle_.keys(), 0u);
  Fail("peer", 5);  // nobody can save up
  EXPECT_EQ(throttle_.Wait("peer"), absl::Seconds(1));
}

TEST_F(ThrottleTest, AClockThatGoesBackMakesNobodyWaitForIt) {
  Fail("a", 6);
  clock_.Advance(-absl::Hours(24));
  EXPECT_EQ(throttle_.Wait("a"), absl::Seconds(2));
  clock_.Advance(absl::Seconds(2));
  EXPECT_EQ(throttle_.Wait("a"), kNone);
}

TEST_F(ThrottleTest, MemoryIsBounded) {
  Throttle small(clock_, {.max_keys = 3});
  for (int i = 0; i < 6; ++i) small.Failed("first");
  for (int i = 0; i < 2; ++i) small.Failed(absl::StrCat("other", i));
  EXPECT_EQ(small.Wait("first"), absl::Seconds(2));
  small.Failed("first");  // used last
  for (int i = 2; i < 4; ++i) small.Failed(absl::StrCat("other", i));
  EXPECT_EQ(small.Wait("first"), absl::Seconds(4));
  for (int i = 4; i < 100; ++i) small.Failed(absl::StrCat("other", i));
  EXPECT_EQ(small.keys(), 3u);
  EXPECT_EQ(small.Wait("first"), kNone);
}

TEST_F(ThrottleTest, AskingRemembersNothing) {
  for (int i = 0; i < 100; ++i) throttle_.Wait(absl::StrCat("key", i));
  EXPECT_EQ(throttle_.keys(), 0u);
}

}  // namespace
}  // namespace continuum::auth
