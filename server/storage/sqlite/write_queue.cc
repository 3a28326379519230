// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/write_queue.h"

#include <algorithm>
#include <chrono>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/base/errors.h"

namespace continuum::storage {
namespace {

// By then most of what waits now is done.
constexpr absl::Duration kRetryWhenBusy = absl::Milliseconds(200);
constexpr absl::Duration kLongestWait = absl::Hours(1);

}  // namespace

absl::Status WriteQueue::Submit(PendingWrite& write) {
  base::MutexLock lock(mutex_);
  if (closed_) {
    return base::MakeError(absl::StatusCode::kUnavailable, "STORAGE_STOPPED",
                           "the storage is closing: try again when the server is back");
  }
  if (waiting_.size() >= capacity_) {
    return base::ResourceExhausted("SERVER_BUSY", "too many changes are waiting: try again soon",
                                   kRetryWhenBusy);
  }
  waiting_.push_back(&write);
  writer_.NotifyOne();
  WaitFor(write);
  return write.status;
}

bool WriteQueue::TryTake(PendingWrite& write) {
  base::MutexLock lock(mutex_);
  if (closed_ || turn_taken_ || !waiting_.empty()) return false;
  if (!write.patience.Check(absl::Now()).ok()) return false;
  turn_taken_ = true;
  write.stage_ = PendingWrite::Stage::kTaken;
  return true;
}

void WriteQueue::WaitFor(PendingWrite& write) {
  using Stage = PendingWrite::Stage;
  const absl::Time deadline = write.patience.deadline;
  // A caller with a deadline waits no longer than that for the writer to take the change, also when
  // the writer hangs in a slow disk.
  while (write.stage_ == Stage::kWaiting && deadline != absl::InfiniteFuture()) {
    const absl::Duration left = deadline - absl::Now();
    if (left <= absl::ZeroDuration()) {
      waiting_.erase(std::find(waiting_.begin(), waiting_.end(), &write));
      write.status = absl::DeadlineExceededError("the caller's deadline has passed");
      return;
    }
    // In steps: a deadline may be too far away for the clock of waits.
    write.changed_->WaitUntil(mutex_, std::chrono::steady_clock::now() +
                                          absl::ToChronoMicroseconds(std::min(left, kLongestWait) +
                                                                     absl::Microseconds(1)));
  }
  while (write.stage_ != Stage::kDone) write.changed_->Wait(mutex_);
}

std::vector<PendingWrite*> WriteQueue::Take(size_t max) {
  base::MutexLock lock(mutex_);
  std::vector<PendingWrite*> taken;
  while (taken.empty()) {
    while (turn_taken_ || (waiting_.empty() && !closed_)) writer_.Wait(mutex_);
    if (waiting_.empty()) return {};
    const absl::Time now = absl::Now();
    while (!waiting_.empty() && taken.size() < max) {
      PendingWrite& write = *waiting_.front();
      waiting_.pop_front();
      write.status = write.patience.Check(now);
      if (write.status.ok()) {
        write.stage_ = PendingWrite::Stage::kTaken;
        taken.push_back(&write);
      } else {
        write.stage_ = PendingWrite::Stage::kDone;
        write.changed_->NotifyOne();
      }
    }
  }
  turn_taken_ = true;
  return taken;
}

void WriteQueue::EndTurn() {
  base::MutexLock lock(mutex_);
  turn_taken_ = false;
  if (closed_ || !waiting_.empty()) writer_.NotifyOne();
}

void WriteQueue::Finish(absl::Span<PendingWrite* const> writes) {
  std::vector<std::shared_ptr<base::CondVar>> changed;
  changed.reserve(writes.size());
  {
    base::MutexLock lock(mutex_);
    for (PendingWrite* write : writes) {
      write->stage_ = PendingWrite::Stage::kDone;
      changed.push_back(write->changed_);
    }
  }
  // Without the lock, for which each that wakes would have to wait.
  for (const auto& each : changed) each->NotifyOne();
}

void WriteQueue::Close() {
  base::MutexLock lock(mutex_);
  closed_ = true;
  writer_.NotifyOne();
}

size_t WriteQueue::size() const {
  base::MutexLock lock(mutex_);
  return waiting_.size();
}

}  // namespace continuum::storage
