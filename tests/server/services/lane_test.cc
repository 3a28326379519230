// SPDX-License-Identifier: Apache-2.0

#include "server/services/lane.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "server/base/mutex.h"

namespace continuum::services {
namespace {

using ::testing::ElementsAre;

void WaitFor(const std::function<bool()>& condition) {
  while (!condition()) std::this_thread::yield();
}

TEST(LaneTest, RunsTasksOffTheCallersThread) {
  absl::Notification done;
  std::thread::id ran_on;
  Lane lane(1, 1);
  ASSERT_TRUE(lane.Run([&] {
    ran_on = std::this_thread::get_id();
    done.Notify();
  }));
  done.WaitForNotification();
  EXPECT_NE(ran_on, std::this_thread::get_id());
}

TEST(LaneTest, RunsAsManyAtOnceAsItHasThreads) {
  absl::Notification release;
  Lane lane(3, 5);
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(lane.Run([&release] { release.WaitForNotification(); }));
  }
  WaitFor([&lane] { return lane.running() == 3; });
  EXPECT_EQ(lane.waiting(), 2u);
  release.Notify();
  WaitFor([&lane] { return lane.running() + lane.waiting() == 0; });
}

TEST(LaneTest, RefusesWhenFullAndTakesAgainAfterwards) {
  absl::Notification release;
  std::atomic<int> ran = 0;
  Lane lane(1, 2);
  const auto task = [&] {
    release.WaitForNotification();
    ++ran;
  };
  EXPECT_TRUE(lane.Run(task));
  EXPECT_TRUE(lane.Run(task));
  EXPECT_FALSE(lane.Run(task));
  release.Notify();
  WaitFor([&lane] { return lane.running() + lane.waiting() == 0; });
  EXPECT_EQ(ran, 2);
  EXPECT_TRUE(lane.Run(task));
}

TEST(LaneTest, StartsInOrder) {
  base::Mutex mutex;
  std::vector<int> order;
  {
    Lane lane(1, 10);
    for (int i = 0; i < 4; ++i) {
      ASSERT_TRUE(lane.Run([&mutex, &order, i] {
        base::MutexLock lock(mutex);
        order.push_back(i);
      }));
    }
  }
  EXPECT_THAT(order, ElementsAre(0, 1, 2, 3));
}

TEST(LaneTest, FinishesWhatWaitsBeforeItEnds) {
  std::atomic<int> ran = 0;
  {
    Lane lane(2, 100);
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(lane.Run([&ran] { ++ran; }));
  }
  EXPECT_EQ(ran, 100);
}

}  // namespace
}  // namespace continuum::services
