// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/sqlite_storage.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/storage/sqlite/open_database.h"
#include "server/storage/sqlite/sqlite_reads.h"
#include "server/storage/sqlite/verify_ledger.h"

namespace continuum::storage {
namespace {

// How long reads may be held up to let the write-ahead log begin anew.
constexpr std::chrono::milliseconds kLongestPause(50);

// Whether this thread runs a function that was given to Read or Write. A Write in there would wait
// for itself, or hold a snapshot as long as the disk takes.
thread_local bool in_transaction = false;

class InTransaction {
 public:
  InTransaction() { in_transaction = true; }
  ~InTransaction() { in_transaction = false; }
  InTransaction(const InTransaction&) = delete;
  InTransaction& operator=(const InTransaction&) = delete;
};

absl::Status CheckNotNested() {
  if (!in_transaction) return absl::OkStatus();
  return base::MakeError(absl::StatusCode::kInternal, "STORAGE_DEFECT",
                         "Read and Write must not be called inside of Read or Write");
}

absl::Status CheckAtLeastOne(absl::string_view option, int64_t value) {
  return value >= 1 ? absl::OkStatus()
                    : base::InvalidField(option, absl::StrCat(value), "1 or more");
}

absl::Status CheckOptions(const SqliteOptions& options) {
  if (options.path.empty()) return base::InvalidField("path", "", "the database's file");
  if (options.clock == nullptr) return base::InvalidField("clock", "", "a clock");
  RETURN_IF_ERROR(CheckAtLeastOne("readers", options.readers));
  RETURN_IF_ERROR(CheckAtLeastOne("max_queued_writes", options.max_queued_writes));
  RETURN_IF_ERROR(CheckAtLeastOne("max_group", options.max_group));
  return CheckAtLeastOne("checkpoint_pages", options.checkpoint_pages);
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteStorage>> SqliteStorage::Open(const SqliteOptions& options) {
  RETURN_IF_ERROR(CheckOptions(options));
  ASSIGN_OR_RETURN(auto lock, LockFile::Acquire(options.path + ".lock"));
  ASSIGN_OR_RETURN(auto db, OpenDatabase(options));
  ASSIGN_OR_RETURN(auto writer, GroupCommit::Create(std::move(db), options));
  ASSIGN_OR_RETURN(auto readers, ReadPool::Open(options));
  return std::unique_ptr<SqliteStorage>(
      new SqliteStorage(options, std::move(lock), std::move(writer), std::move(readers)));
}

SqliteStorage::SqliteStorage(const SqliteOptions& options, std::unique_ptr<LockFile> lock,
                             std::unique_ptr<GroupCommit> writer, std::unique_ptr<ReadPool> readers)
    : clock_(*options.clock),
      queue_(static_cast<size_t>(options.max_queued_writes)),
      lock_(std::move(lock)),
      writer_(std::move(writer)),
      readers_(std::move(readers)) {
  writer_thread_ = std::thread([this, max_group = static_cast<size_t>(options.max_group)] {
    for (auto group = queue_.Take(max_group); !group.empty(); group = queue_.Take(max_group)) {
      TakeTurn(group);
    }
  });
}

SqliteStorage::~SqliteStorage() { Close(); }

void SqliteStorage::TakeTurn(absl::Span<PendingWrite* const> group) noexcept {
  const InTransaction inside;
  writer_->Run(group);
  queue_.Finish(group);
  if (writer_->CheckpointIsDue()) Checkpoint();
  queue_.EndTurn();
}

void SqliteStorage::Checkpoint() {
  const bool done =
      (writer_->LogIsLong() || writer_->LogHoldsErased()) &&
      readers_->RunWhileIdle(kLongestPause, [this] { writer_->Checkpoint(/*alone=*/true); });
  if (!done) writer_->Checkpoint(/*alone=*/false);
}

void SqliteStorage::Close() {
  queue_.Close();
  if (writer_thread_.joinable()) writer_thread_.join();
}

absl::Status SqliteStorage::Read(absl::FunctionRef<absl::Status(const Reader&)> fn) {
  RETURN_IF_ERROR(CheckNotNested());
  return readers_->Run([&](Db& db, int64_t last) {
    const InTransaction inside;
    return fn(SqliteReader(db, last, clock_.Now()));
  });
}

absl::Status SqliteStorage::Write(const ChangeInfo& info, const base::Patience& patience,
                                  absl::FunctionRef<absl::Status(Writer&)> fn) {
  RETURN_IF_ERROR(CheckNotNested());
  if (info.kind.empty() || info.author.empty()) {
    return base::MakeError(absl::StatusCode::kInternal, "STORAGE_DEFECT",
                           "a change needs a kind and an author");
  }
  PendingWrite write(info, patience, fn);
  if (!queue_.TryTake(write)) return queue_.Submit(write);
  PendingWrite* const alone = &write;
  TakeTurn(absl::MakeConstSpan(&alone, 1));
  return write.status;
}

absl::Status SqliteStorage::Health() const { return writer_->Health(); }

absl::StatusOr<LedgerHead> SqliteStorage::GetLedgerHead() { return writer_->head(); }

absl::StatusOr<LedgerReport> SqliteStorage::VerifyLedger(const base::Patience& patience,
                                                         const std::optional<LedgerHead>& kept) {
  RETURN_IF_ERROR(CheckNotNested());
  return storage::VerifyLedger(*readers_, patience, kept);
}

Stats SqliteStorage::GetStats() const {
  Stats stats = writer_->stats();
  stats.reads = readers_->reads();
  stats.queued = static_cast<int64_t>(queue_.size());
  return stats;
}

}  // namespace continuum::storage
