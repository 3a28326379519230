// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_GROUP_COMMIT_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_GROUP_COMMIT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "server/base/mutex.h"
#include "server/storage/sqlite/db.h"
#include "server/storage/sqlite/ledger_state.h"
#include "server/storage/sqlite/sqlite_options.h"
#include "server/storage/sqlite/write_queue.h"
#include "server/storage/storage.h"

namespace continuum::storage {

// Makes changes, many in one transaction: a savepoint for each, one COMMIT for all, and only then a
// caller is told. Owns the only connection that writes and checkpoints.
//
// A savepoint does not protect the group: SQLite ends the whole transaction after some errors, such
// as a full disk. Then nobody has been told anything, and each change is made again alone, once.
// After an error of the device while committing nobody knows what is on it: no more changes are
// made until the database is opened again.
//
// Health, head and stats may be called from any thread; the others are for one.
class GroupCommit {
 public:
  // Takes a connection as OpenDatabase gives it. `options` is copied.
  static absl::StatusOr<std::unique_ptr<GroupCommit>> Create(std::unique_ptr<Db> db,
                                                             const SqliteOptions& options);
  ~GroupCommit();

  // Makes the changes and sets their status.
  void Run(absl::Span<PendingWrite* const> group);

  // Copies pages from the log into the database, as far as no reader needs them there. To be called
  // when it is due: when the log has grown enough since the last time.
  bool CheckpointIsDue();
  void Checkpoint();

  // Whether the log has grown for several checkpoints. It begins anew after one that no reader was
  // in the way of, and with readers at all times there is none by itself.
  bool LogIsLong() const;

  // OK, or why no more changes are made.
  absl::Status Health() const ABSL_LOCKS_EXCLUDED(mutex_);

  // The ledger after the last commit.
  LedgerHead head() const ABSL_LOCKS_EXCLUDED(mutex_);

  // Without `reads` and `queued`.
  Stats stats() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  GroupCommit(std::unique_ptr<Db> db, const SqliteOptions& options, LedgerState state);

  // Makes the changes in one transaction. An error: the transaction died, and none of the changes
  // was made. `again`: does nothing but these changes.
  absl::Status RunTogether(absl::Span<PendingWrite* const> group, bool again);
  absl::Status RunInTransaction(absl::Span<PendingWrite* const> group, bool again);
  // Makes each change in a transaction of its own, after their common one died.
  void RunAlone(absl::Span<PendingWrite* const> group);
  // Makes one change in a savepoint, and brings `state` up to it. An error: the transaction died.
  absl::Status RunOne(PendingWrite& write, LedgerState* state);
  absl::Status RunInSavepoint(PendingWrite& write, LedgerState* state);
  // Commits `changes` changes, after which the ledger is at `state`.
  absl::Status Commit(absl::Span<PendingWrite* const> group, int changes, const LedgerState& state);
  // Ends what is left of a transaction that died, and looks again what the file holds.
  void Recover();
  // Forgets some requests whose time is over: more than came new, so that they never pile up.
  absl::Status ForgetRequests(size_t changes);

  void Publish(int changes, const LedgerState& state, absl::Duration took)
      ABSL_LOCKS_EXCLUDED(mutex_);
  void Stop(absl::Status why) ABSL_LOCKS_EXCLUDED(mutex_);

  const std::unique_ptr<Db> db_;
  const SqliteOptions options_;
  LedgerState committed_;
  bool noted_ = false;  // whether the open transaction has something that is no change
  int64_t wal_pages_ = 0;
  int64_t checked_pages_ = 0;      // of the log, at the last checkpoint
  std::string request_cursor_[2];  // the caller and request_id that were looked at last

  mutable base::Mutex mutex_;
  absl::Status health_ ABSL_GUARDED_BY(mutex_);
  LedgerHead head_ ABSL_GUARDED_BY(mutex_);
  Stats stats_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_GROUP_COMMIT_H_
