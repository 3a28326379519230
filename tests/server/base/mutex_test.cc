// SPDX-License-Identifier: Apache-2.0

#include "server/base/mutex.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace continuum::base {
namespace {

class Counter {
 public:
  void Add() {
    MutexLock lock(mutex_);
    ++value_;
    changed_.NotifyAll();
  }
  void WaitFor(int value) {
    MutexLock lock(mutex_);
    while (value_ < value) changed_.Wait(mutex_);
  }
  bool WaitFor(int value, std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    MutexLock lock(mutex_);
    while (value_ < value) {
      if (!changed_.WaitUntil(mutex_, deadline)) return value_ >= value;
    }
    return true;
  }

 private:
  Mutex mutex_;
  CondVar changed_;
  int value_ ABSL_GUARDED_BY(mutex_) = 0;
};

TEST(MutexTest, CountsFromManyThreads) {
  Counter counter;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&counter] {
      for (int k = 0; k < 1000; ++k) counter.Add();
    });
  }
  counter.WaitFor(8000);
  EXPECT_FALSE(counter.WaitFor(8001, std::chrono::milliseconds(0)));
  for (std::thread& thread : threads) thread.join();
}

TEST(CondVarTest, WaitUntilGivesUpAtTheDeadlineAndStillHoldsTheMutex) {
  Counter counter;
  EXPECT_FALSE(counter.WaitFor(1, std::chrono::milliseconds(20)));
  counter.Add();  // would deadlock if the wait had kept the mutex
  EXPECT_TRUE(counter.WaitFor(1, std::chrono::milliseconds(20)));
}

TEST(CondVarTest, TheMutexIsHeldAgainAfterAWait) {
  Mutex mutex;
  CondVar woken;
  std::atomic<bool> entered = false;
  std::thread waker;
  std::thread other;
  {
    MutexLock lock(mutex);
    waker = std::thread([&] {
      MutexLock inner(mutex);  // only once the wait has let go
      woken.NotifyOne();
    });
    woken.Wait(mutex);
    other = std::thread([&] {
      MutexLock inner(mutex);
      entered = true;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    EXPECT_FALSE(entered);
  }
  waker.join();
  other.join();
  EXPECT_TRUE(entered);
}

}  // namespace
}  // namespace continuum::base
