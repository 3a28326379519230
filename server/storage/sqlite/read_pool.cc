// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/read_pool.h"

#include <chrono>
#include <utility>

#include "server/base/status_macros.h"

namespace continuum::storage {

absl::StatusOr<std::unique_ptr<ReadPool>> ReadPool::Open(const SqliteOptions& options) {
  std::unique_ptr<ReadPool> pool(new ReadPool(options));
  const char* vfs = options.vfs.empty() ? nullptr : options.vfs.c_str();
  for (int i = 0; i < options.readers; ++i) {
    ASSIGN_OR_RETURN(std::unique_ptr<Db> db,
                     Db::Open(options.path, {.read_only = true, .vfs = vfs}));
    pool->Return(std::move(db));
  }
  return pool;
}

std::unique_ptr<Db> ReadPool::Borrow() {
  base::MutexLock lock(mutex_);
  while (idle_.empty() || paused_) available_.Wait(mutex_);
  std::unique_ptr<Db> db = std::move(idle_.back());
  idle_.pop_back();
  ++reads_;
  return db;
}

void ReadPool::Return(std::unique_ptr<Db> db) {
  base::MutexLock lock(mutex_);
  idle_.push_back(std::move(db));
  available_.NotifyOne();
  if (idle_.size() == size_) all_idle_.NotifyOne();
}

absl::Status ReadPool::Run(absl::FunctionRef<absl::Status(Db&, int64_t)> fn) {
  std::unique_ptr<Db> db = Borrow();
  db->ClearError();
  db->SetDeadline(std::chrono::steady_clock::now() + absl::ToChronoMicroseconds(max_snapshot_age_));
  absl::Status status = RunSnapshot(*db, fn);
  if (status.ok()) status = db->error();  // that `fn` may have ignored
  // Ending a transaction needs no time, but must not be refused for lack of it.
  db->SetDeadline(std::chrono::steady_clock::time_point::max());
  if (!db->autocommit()) db->Run("ROLLBACK").IgnoreError();
  Return(std::move(db));
  return status;
}

absl::Status ReadPool::RunSnapshot(Db& db, absl::FunctionRef<absl::Status(Db&, int64_t)> fn) {
  RETURN_IF_ERROR(db.Run("BEGIN"));
  // The first statement makes the snapshot.
  ASSIGN_OR_RETURN(const int64_t last,
                   db.GetInt("SELECT coalesce((SELECT size FROM ledger_head), 0)"));
  return fn(db, last);
}

bool ReadPool::RunWhileIdle(std::chrono::milliseconds wait, absl::FunctionRef<void()> fn) {
  const auto deadline = std::chrono::steady_clock::now() + wait;
  bool idle = true;
  {
    base::MutexLock lock(mutex_);
    paused_ = true;
    while (idle && idle_.size() < size_) idle = all_idle_.WaitUntil(mutex_, deadline);
  }
  if (idle) fn();
  base::MutexLock lock(mutex_);
  paused_ = false;
  available_.NotifyAll();
  return idle;
}

int64_t ReadPool::reads() const {
  base::MutexLock lock(mutex_);
  return reads_;
}

}  // namespace continuum::storage
