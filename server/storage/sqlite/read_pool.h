// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_READ_POOL_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_READ_POOL_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/base/mutex.h"
#include "server/storage/sqlite/db.h"
#include "server/storage/sqlite/sqlite_options.h"

namespace continuum::storage {

// Read-only connections, one for each snapshot at a time. Thread-safe.
class ReadPool {
 public:
  // The database exists and is in WAL mode. Errors are SQLite's.
  static absl::StatusOr<std::unique_ptr<ReadPool>> Open(const SqliteOptions& options);

  // Runs `fn` on the calling thread in a transaction that reads, begun with `last`, the last change
  // that it sees. Waits while all connections are in use. The snapshot ends after
  // options.max_snapshot_age: then all statements fail, and so does this, whatever `fn` returns.
  absl::Status Run(absl::FunctionRef<absl::Status(Db&, int64_t last)> fn)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Runs `fn` while nobody reads. Those who come wait. If those who read are not done within
  // `wait`, it is not run, and the result is false.
  bool RunWhileIdle(std::chrono::milliseconds wait, absl::FunctionRef<void()> fn)
      ABSL_LOCKS_EXCLUDED(mutex_);

  int64_t reads() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  explicit ReadPool(const SqliteOptions& options)
      : size_(static_cast<size_t>(options.readers)), max_snapshot_age_(options.max_snapshot_age) {}

  std::unique_ptr<Db> Borrow() ABSL_LOCKS_EXCLUDED(mutex_);
  void Return(std::unique_ptr<Db> db) ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Status RunSnapshot(Db& db, absl::FunctionRef<absl::Status(Db&, int64_t)> fn);

  const size_t size_;
  const absl::Duration max_snapshot_age_;
  mutable base::Mutex mutex_;
  base::CondVar available_;
  base::CondVar all_idle_;
  bool paused_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::unique_ptr<Db>> idle_ ABSL_GUARDED_BY(mutex_);
  int64_t reads_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_READ_POOL_H_
