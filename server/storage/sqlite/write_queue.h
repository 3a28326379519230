// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_WRITE_QUEUE_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_WRITE_QUEUE_H_

#include <deque>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "server/base/mutex.h"
#include "server/base/patience.h"
#include "server/storage/storage.h"

namespace continuum::storage {

// A change that a thread waits for. Lives on that thread's stack.
class PendingWrite {
 public:
  PendingWrite(const ChangeInfo& change_info, const base::Patience& change_patience,
               absl::FunctionRef<absl::Status(Writer&)> change_fn)
      : info(change_info), patience(change_patience), fn(change_fn) {}

  const ChangeInfo& info;
  const base::Patience& patience;
  absl::FunctionRef<absl::Status(Writer&)> fn;

  absl::Status status;  // to be set by who has the turn, until Finish

 private:
  friend class WriteQueue;
  enum class Stage { kWaiting, kTaken, kDone };
  Stage stage_ = Stage::kWaiting;
  // Shared with who notifies, who does so when the write may be gone.
  std::shared_ptr<base::CondVar> changed_ = std::make_shared<base::CondVar>();
};

// Where threads wait until the one writer has made their changes. Who writes has a turn: mostly the
// writer's thread, but a caller for whom nobody writes and nobody waits takes the turn itself,
// which spares two changes of threads. Bounded. Thread-safe.
class WriteQueue {
 public:
  explicit WriteQueue(size_t capacity) : capacity_(capacity) {}

  // Called by the threads that want a change: returns once it is finished, with its status. See
  // Storage::Write for the errors of a change that was never taken.
  absl::Status Submit(PendingWrite& write) ABSL_LOCKS_EXCLUDED(mutex_);

  // Called by them before: true if nobody has the turn and nobody waits. Then the calling thread
  // has it, and this change to make.
  bool TryTake(PendingWrite& write) ABSL_LOCKS_EXCLUDED(mutex_);

  // Called by the writer: waits for changes and the turn, and takes up to `max` of those whose
  // callers still wait. Empty, and no turn: the queue is closed, and all are finished.
  std::vector<PendingWrite*> Take(size_t max) ABSL_LOCKS_EXCLUDED(mutex_);

  // Called by who has the turn: tells the callers.
  void Finish(absl::Span<PendingWrite* const> writes) ABSL_LOCKS_EXCLUDED(mutex_);
  // Gives the turn to the next.
  void EndTurn() ABSL_LOCKS_EXCLUDED(mutex_);

  // Takes no more changes.
  void Close() ABSL_LOCKS_EXCLUDED(mutex_);

  size_t size() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void WaitFor(PendingWrite& write) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const size_t capacity_;
  mutable base::Mutex mutex_;
  base::CondVar writer_;  // for what Take waits for
  std::deque<PendingWrite*> waiting_ ABSL_GUARDED_BY(mutex_);
  bool turn_taken_ ABSL_GUARDED_BY(mutex_) = false;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_WRITE_QUEUE_H_
