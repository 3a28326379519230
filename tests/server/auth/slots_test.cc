// SPDX-License-Identifier: Apache-2.0

#include "server/auth/slots.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

namespace continuum::auth {
namespace {

void WaitFor(const std::function<bool()>& condition) {
  while (!condition()) std::this_thread::yield();
}

TEST(SlotsTest, AFurtherOneWaitsUntilASlotIsGiven) {
  Slots slots(2, 1);
  EXPECT_TRUE(slots.Take());
  EXPECT_TRUE(slots.Take());
  std::atomic<bool> taken = false;
  std::thread third([&] {
    EXPECT_TRUE(slots.Take());
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
  Slots slots(1, 2);
  EXPECT_TRUE(slots.Take());
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      EXPECT_TRUE(slots.Take());
      slots.Give();
    });
  }
  WaitFor([&] { return slots.waiting() == 2; });
  EXPECT_FALSE(slots.Take());
  slots.Give();
  for (std::thread& thread : threads) thread.join();
  EXPECT_TRUE(slots.Take());
}

TEST(SlotsTest, NeverMoreAtOnceThanSlots) {
  Slots slots(2, 100);
  std::atomic<int> now = 0;
  std::atomic<int> most = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 500; ++k) {
        ASSERT_TRUE(slots.Take());
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
