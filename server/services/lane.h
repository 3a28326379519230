// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_SERVICES_LANE_H_
#define CONTINUUM_SERVER_SERVICES_LANE_H_

#include <cstddef>
#include <deque>
#include <thread>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "server/base/mutex.h"

namespace continuum::services {

// A fixed number of threads for tasks of one kind, and a bound on how many tasks may be there at
// once. Calls that read and calls that write have a lane each and never use the other's threads, so
// that a crowd on one does not slow the other.
//
// Tasks start in the order in which they came. The destructor runs those that are waiting, then
// joins the threads; no task may come any more by then. Thread-safe.
class Lane {
 public:
  using Task = absl::AnyInvocable<void() &&>;

  // `places` counts running and waiting tasks; at least `threads`, which is at least 1.
  Lane(size_t threads, size_t places);
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  // Runs `task` on one of the threads. False, and nothing is run, if all places are taken. A task
  // must not throw.
  bool Run(Task task) ABSL_LOCKS_EXCLUDED(mutex_);

  // How many tasks wait for a thread / have one at this moment.
  size_t waiting() const ABSL_LOCKS_EXCLUDED(mutex_);
  size_t running() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Work() ABSL_LOCKS_EXCLUDED(mutex_);

  const size_t places_;
  mutable base::Mutex mutex_;
  base::CondVar changed_;
  std::deque<Task> waiting_ ABSL_GUARDED_BY(mutex_);
  size_t running_ ABSL_GUARDED_BY(mutex_) = 0;
  bool closing_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace continuum::services

#endif  // CONTINUUM_SERVER_SERVICES_LANE_H_
