// SPDX-License-Identifier: Apache-2.0
//
// std::mutex and std::condition_variable with the annotations that let clang check which lock
// guards what. Not absl::Mutex: Debian's is built with deadlock detection (five times slower,
// aborts on an inverted order) and ThreadSanitizer, which does not see inside it, reports false
// races.
//
//   class Queue {
//     void Push(int item) ABSL_LOCKS_EXCLUDED(mutex_) {
//       MutexLock lock(mutex_);
//       items_.push_back(item);
//       not_empty_.NotifyOne();
//     }
//     base::Mutex mutex_;
//     base::CondVar not_empty_;
//     std::deque<int> items_ ABSL_GUARDED_BY(mutex_);
//   };

#ifndef CONTINUUM_SERVER_BASE_MUTEX_H_
#define CONTINUUM_SERVER_BASE_MUTEX_H_

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "absl/base/thread_annotations.h"

namespace continuum::base {

// A lock for one thread at a time. Not recursive.
class ABSL_LOCKABLE Mutex {
 public:
  Mutex() = default;
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void Lock() ABSL_EXCLUSIVE_LOCK_FUNCTION() { mutex_.lock(); }
  void Unlock() ABSL_UNLOCK_FUNCTION() { mutex_.unlock(); }

 private:
  friend class CondVar;
  std::mutex mutex_;
};

// Holds a Mutex for its own lifetime.
class ABSL_SCOPED_LOCKABLE MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) ABSL_EXCLUSIVE_LOCK_FUNCTION(mutex) : mutex_(mutex) {
    mutex_.Lock();
  }
  ~MutexLock() ABSL_UNLOCK_FUNCTION() { mutex_.Unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

// Waits for a change of what a Mutex guards. Wakes without reason at times: always wait in a loop
// that tests the condition.
class CondVar {
 public:
  CondVar() = default;
  CondVar(const CondVar&) = delete;
  CondVar& operator=(const CondVar&) = delete;

  // Releases the mutex, sleeps until notified, holds the mutex again.
  void Wait(Mutex& mutex) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
    condition_.wait(lock);
    lock.release();  // the caller keeps holding it
  }

  // The same, but no longer than until `deadline`. False: the deadline has passed.
  bool WaitUntil(Mutex& mutex, std::chrono::steady_clock::time_point deadline)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
    const std::cv_status result = condition_.wait_until(lock, deadline);
    lock.release();
    return result == std::cv_status::no_timeout;
  }

  void NotifyOne() { condition_.notify_one(); }
  void NotifyAll() { condition_.notify_all(); }

 private:
  std::condition_variable condition_;
};

}  // namespace continuum::base

#endif  // CONTINUUM_SERVER_BASE_MUTEX_H_
