// SPDX-License-Identifier: Apache-2.0

#include "server/auth/slots.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"
#include "server/base/errors.h"
#include "server/base/patience.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace continuum::auth {
namespace {

using ::continuum::testing::FakeClock;
using ::continuum::testing::HasReason;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;

constexpr char kBusy[] = "too many do this";

void WaitFor(const std::function<bool()>& condition) {
  while (!condition()) std::this_thread::yield();
}

TEST(SlotsTest, AFurtherOneWaitsUntilASlotIsGiven) {
  const FakeClock clock;
  Slots slots(clock, {.at_once = 2, .waiting = 1}, kBusy);
  EXPECT_THAT(slots.Take({}), IsOk());
  EXPECT_THAT(slots.Take({}), IsOk());
  std::atomic<bool> taken = false;
  std::thread third([&] {
    EXPECT_THAT(slots.Take({}), IsOk());
    taken = true;
  });
  WaitFor([&] { return slots.waiting() == 1; });
  EXPECT_FALSE(taken);
  slots.Give();
  third.join();
  EXPECT_TRUE(taken);
  EXPECT_EQ(slots.waiting(), 0u);
}

TEST(SlotsTest, NoMoreWaitThanMay) {
  const FakeClock clock;
  Slots slots(clock, {.at_once = 1, .waiting = 2}, kBusy);
  EXPECT_THAT(slots.Take({}), IsOk());
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      EXPECT_THAT(slots.Take({}), IsOk());
      slots.Give();
    });
  }
  WaitFor([&] { return slots.waiting() == 2; });
  const absl::Status refused = slots.Take({});
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(refused, HasReason("SERVER_BUSY"));
  EXPECT_TRUE(base::GetDetail<google::rpc::RetryInfo>(refused).has_value());
  slots.Give();
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(slots.Take({}), IsOk());
}

// Once those who waited did so until their turn came, and held a thread for nobody.
TEST(SlotsTest, WhoeverIsGoneOrTooLateWaitsNoLonger) {
  FakeClock clock;
  Slots slots(clock, {.at_once = 0, .waiting = 2}, kBusy);
  std::atomic<bool> gone = false;
  std::thread leaves([&] {
    const base::Patience patience = {.is_cancelled = [&gone] { return gone.load(); }};
    EXPECT_THAT(slots.Take(patience), StatusIs(absl::StatusCode::kCancelled));
  });
  std::thread is_late([&] {
    const base::Patience patience = {.deadline = clock.Now() + absl::Seconds(1)};
    EXPECT_THAT(slots.Take(patience), StatusIs(absl::StatusCode::kDeadlineExceeded));
  });
  WaitFor([&] { return slots.waiting() == 2; });
  gone = true;
  leaves.join();
  EXPECT_EQ(slots.waiting(), 1u);
  clock.Advance(absl::Seconds(2));
  is_late.join();
  EXPECT_EQ(slots.waiting(), 0u);
}

TEST(SlotsTest, WhoeverIsGoneTakesNoSlot) {
  const FakeClock clock;
  Slots slots(clock, {.at_once = 1, .waiting = 0}, kBusy);
  EXPECT_THAT(slots.Take({.deadline = clock.Now()}), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(slots.Take({.is_cancelled = [] { return true; }}),
              StatusIs(absl::StatusCode::kCancelled));
  EXPECT_THAT(slots.Take({}), IsOk());
}

TEST(SlotsTest, ATurnThatAGoneCallerLeavesGoesToTheNext) {
  const FakeClock clock;
  Slots slots(clock, {.at_once = 1, .waiting = 2}, kBusy);
  EXPECT_THAT(slots.Take({}), IsOk());
  std::atomic<bool> gone = false;
  std::thread leaves([&] {
    const base::Patience patience = {.is_cancelled = [&gone] { return gone.load(); }};
    EXPECT_THAT(slots.Take(patience), StatusIs(absl::StatusCode::kCancelled));
  });
  std::thread stays([&] { EXPECT_THAT(slots.Take({}), IsOk()); });
  WaitFor([&] { return slots.waiting() == 2; });
  gone = true;
  slots.Give();
  leaves.join();
  stays.join();
}

TEST(SlotsTest, NeverMoreAtOnceThanSlots) {
  const FakeClock clock;
  Slots slots(clock, {.at_once = 2, .waiting = 100}, kBusy);
  std::atomic<int> now = 0;
  std::atomic<int> most = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 500; ++k) {
        ASSERT_THAT(slots.Take({}), IsOk());
        const int here = ++now;
        for (int seen = most; here > seen && !most.compare_exchange_weak(seen, here);) {
        }
        std::this_thread::yield();
        --now;
        slots.Give();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(now, 0);
  EXPECT_LE(most, 2);
}

}  // namespace
}  // namespace continuum::auth
