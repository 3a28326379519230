// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_STORAGE_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_STORAGE_H_

#include <memory>
#include <optional>
#include <thread>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "server/storage/sqlite/group_commit.h"
#include "server/storage/sqlite/lock_file.h"
#include "server/storage/sqlite/read_pool.h"
#include "server/storage/sqlite/sqlite_options.h"
#include "server/storage/sqlite/write_queue.h"
#include "server/storage/storage.h"

namespace continuum::storage {

// Storage in one SQLite file, for one process. One thread at a time makes changes, as many as wait
// in one commit; some connections read. Debian's SQLite can lose a commit when two connections
// write or checkpoint, so only the one does, a lock file keeps other servers away, and no tool may
// open the file for writing while the server runs.
//
//   ASSIGN_OR_RETURN(const auto storage, SqliteStorage::Open({.path = path, .clock = &clock}));
class SqliteStorage final : public Storage {
 public:
  // Errors: FAILED_PRECONDITION, DATABASE_IN_USE: another server has it. INVALID_ARGUMENT: an
  // option is out of range. Otherwise those of OpenDatabase (open_database.h). A file that is
  // refused is not changed.
  static absl::StatusOr<std::unique_ptr<SqliteStorage>> Open(const SqliteOptions& options);

  ~SqliteStorage() override;

  absl::Status Read(absl::FunctionRef<absl::Status(const Reader&)> fn) override;
  absl::Status Write(const ChangeInfo& info, const base::Patience& patience,
                     absl::FunctionRef<absl::Status(Writer&)> fn) override;
  absl::Status Health() const override;
  absl::StatusOr<LedgerHead> GetLedgerHead() override;
  absl::StatusOr<LedgerReport> VerifyLedger(const base::Patience& patience,
                                            const std::optional<LedgerHead>& kept) override;
  Stats GetStats() const override;
  void Close() override;

 private:
  SqliteStorage(const SqliteOptions& options, std::unique_ptr<LockFile> lock,
                std::unique_ptr<GroupCommit> writer, std::unique_ptr<ReadPool> readers);

  // Makes the changes, and what is due after them. The calling thread has the turn to write. An
  // exception ends the process, whichever thread it is: who went on after it would leave the turn
  // taken and a transaction open for ever.
  void TakeTurn(absl::Span<PendingWrite* const> group) noexcept;
  void Checkpoint();

  const base::Clock& clock_;
  WriteQueue queue_;
  // Destroyed from the last to the first: readers close before the writer, both before the lock.
  const std::unique_ptr<LockFile> lock_;
  const std::unique_ptr<GroupCommit> writer_;
  const std::unique_ptr<ReadPool> readers_;
  std::thread writer_thread_;
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_STORAGE_H_
