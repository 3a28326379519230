// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/group_commit.h"

#include <chrono>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/log.h"
#include "server/base/status_macros.h"
#include "server/storage/sqlite/sqlite_error.h"
#include "server/storage/sqlite/sqlite_writer.h"

namespace continuum::storage {
namespace {

// In checkpoints' worth of pages.
constexpr int64_t kLongLog = 4;

constexpr char kExpiredRequests[] = R"(
  SELECT caller, request_id, time FROM requests WHERE (caller, request_id) > (?1, ?2)
  ORDER BY caller, request_id LIMIT ?3)";

absl::Status Stopped(absl::string_view why) {
  return base::MakeError(
      absl::StatusCode::kUnavailable, "STORAGE_STOPPED",
      absl::StrCat("no changes are taken until the server is started again: ", why));
}

absl::Status OutcomeUnknown() {
  return base::MakeError(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN",
                         "the disk failed while saving: whether it was saved shows when the server "
                         "is back. Repeat with the same request_id then");
}

// SQLite overwrites what is taken away, but not the copies that it leaves in the unused part of a
// page when rows move to another one. Writing the whole file anew leaves none. Whenever this is
// broken off, the file is as before or as after, and in the first case it is still due.
absl::Status Rewrite(Db& db) {
  RETURN_IF_ERROR(db.RunScript("VACUUM"));
  RETURN_IF_ERROR(db.RunScript("DELETE FROM rewrite_due"));
  const int code =
      sqlite3_wal_checkpoint_v2(db.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus()
                           : SqliteError(code, "checkpointing", sqlite3_errmsg(db.handle()));
}

// Does what is due, and says so: with a large file, whoever waits for the server wants to know.
void RewriteIfDue(Db& db, const base::Log* log) {
  const auto due = db.GetInt("SELECT count(*) FROM rewrite_due");
  const auto bytes =
      db.GetInt("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
  if (!due.ok() || !bytes.ok() || *due == 0) return;
  if (log != nullptr) {
    log->Write(base::Severity::kInfo, "writing the database anew",
               {{"why", "something was erased"}, {"bytes", *bytes}});
  }
  const auto begin = std::chrono::steady_clock::now();
  const absl::Status status = Rewrite(db);
  if (log == nullptr) return;
  const int64_t took =
      absl::ToInt64Milliseconds(absl::FromChrono(std::chrono::steady_clock::now() - begin));
  if (status.ok()) {
    log->Write(base::Severity::kInfo, "database written anew", {{"milliseconds", took}});
  } else {
    log->Write(base::Severity::kWarning, "database not written anew",
               {{"why", status.message()}, {"milliseconds", took}});
  }
}

int OnWalGrew(void* pages, sqlite3* /*db*/, const char* /*name*/, int count) {
  *static_cast<int64_t*>(pages) = count;
  return SQLITE_OK;
}

}  // namespace

absl::StatusOr<std::unique_ptr<GroupCommit>> GroupCommit::Create(std::unique_ptr<Db> db,
                                                                 const SqliteOptions& options) {
  // After a crash, as it is done when the database is closed. A full disk is no reason not to
  // start.
  RewriteIfDue(*db, options.log);
  db->ClearError();
  ASSIGN_OR_RETURN(LedgerState state, LoadLedgerState(*db));
  return std::unique_ptr<GroupCommit>(new GroupCommit(std::move(db), options, std::move(state)));
}

GroupCommit::GroupCommit(std::unique_ptr<Db> db, const SqliteOptions& options, LedgerState state)
    : db_(std::move(db)),
      options_(options),
      committed_(std::move(state)),
      head_(ToLedgerHead(committed_)) {
  sqlite3_wal_hook(db_->handle(), &OnWalGrew, &wal_pages_);
}

GroupCommit::~GroupCommit() {
  // Closing the last connection copies the log into the database. After an error of the device the
  // log is the only thing to recover from.
  if (!Health().ok()) {
    sqlite3_db_config(db_->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    return;
  }
  RewriteIfDue(*db_, options_.log);  // or else when the database is opened
}

void GroupCommit::Run(absl::Span<PendingWrite* const> group) {
  const bool lost = !RunTogether(group, /*again=*/false).ok();
  if (lost) RunAlone(group);
  base::MutexLock lock(mutex_);
  stats_.lost_groups += lost ? 1 : 0;
  for (const PendingWrite* write : group) {
    ++(write->status.ok() ? stats_.operations : stats_.failed_operations);
  }
}

void GroupCommit::RunAlone(absl::Span<PendingWrite* const> group) {
  Recover();
  for (PendingWrite* const& write : group) {
    const absl::Status died = RunTogether(absl::MakeConstSpan(&write, 1), /*again=*/true);
    if (died.ok()) continue;
    write->status = died;
    Recover();
  }
}

absl::Status GroupCommit::RunTogether(absl::Span<PendingWrite* const> group, bool again) {
  if (const absl::Status health = Health(); !health.ok()) {
    for (PendingWrite* write : group) write->status = health;
    return absl::OkStatus();
  }
  db_->ClearError();
  RETURN_IF_ERROR(db_->Run("BEGIN IMMEDIATE"));
  db_->RequireTransaction(true);
  absl::Status status = RunInTransaction(group, again);
  db_->RequireTransaction(false);
  return status;
}

absl::Status GroupCommit::RunInTransaction(absl::Span<PendingWrite* const> group, bool again) {
  LedgerState state = committed_;
  noted_ = erased_ = false;
  for (PendingWrite* write : group) RETURN_IF_ERROR(RunOne(*write, &state));
  const auto changes = static_cast<int>(state.last() - committed_.last());
  if (changes == 0 && !noted_) return db_->Run("ROLLBACK");
  if (!again) RETURN_IF_ERROR(ForgetRequests(group.size()));
  if (changes > 0) RETURN_IF_ERROR(StoreLedgerState(*db_, state));
  return Commit(group, changes, state);
}

absl::Status GroupCommit::RunOne(PendingWrite& write, LedgerState* state) {
  LedgerState after = *state;
  write.status = RunInSavepoint(write, &after);
  if (db_->autocommit()) {
    return db_->error().ok() ? absl::InternalError("the transaction ended") : db_->error();
  }
  if (write.status.ok()) {
    *state = std::move(after);
    return absl::OkStatus();
  }
  db_->ClearError();
  return db_->RunScript("ROLLBACK TO change; RELEASE change");
}

absl::Status GroupCommit::RunInSavepoint(PendingWrite& write, LedgerState* state) {
  RETURN_IF_ERROR(db_->Run("SAVEPOINT change"));
  SqliteWriter writer(*db_, *state, write.info, options_.clock->Now());
  RETURN_IF_ERROR(write.fn(writer));
  RETURN_IF_ERROR(db_->error());  // that the function may have ignored
  RETURN_IF_ERROR(writer.Finish(state));
  RETURN_IF_ERROR(db_->Run("RELEASE change"));
  noted_ = noted_ || writer.noted();
  erased_ = erased_ || writer.erased();
  return absl::OkStatus();
}

absl::Status GroupCommit::Commit(absl::Span<PendingWrite* const> group, int changes,
                                 const LedgerState& state) {
  const auto begin = std::chrono::steady_clock::now();
  absl::Status status = db_->Run("COMMIT");
  if (status.ok()) {
    log_holds_erased_ = log_holds_erased_ || erased_;
    Publish(changes, state, absl::FromChrono(std::chrono::steady_clock::now() - begin));
    return absl::OkStatus();
  }
  // A full disk leaves no whole commit in the log, and a lock none at all. Whatever else failed may
  // have failed after the log was written.
  const int code = db_->error_code() & 0xFF;
  if (code == SQLITE_FULL || code == SQLITE_BUSY) return status;
  Stop(Stopped(absl::StrCat("saving failed: ", status.message())));
  for (PendingWrite* write : group) {
    write->status = write->status.ok() ? OutcomeUnknown() : Health();
  }
  return absl::OkStatus();
}

void GroupCommit::Recover() {
  if (!db_->autocommit()) db_->RunScript("ROLLBACK").IgnoreError();
  db_->ClearError();
  auto state = LoadLedgerState(*db_);
  if (!state.ok()) {
    Stop(Stopped(state.status().message()));
  } else {
    committed_ = *std::move(state);
  }
}

absl::Status GroupCommit::ForgetRequests(size_t changes) {
  const int64_t limit = 2 * static_cast<int64_t>(changes);
  const int64_t forgotten_before = absl::ToUnixMicros(options_.clock->Now() - kRequestLifetime);
  std::vector<std::pair<std::string, std::string>> expired;
  int64_t looked_at = 0;
  {
    Query query(*db_, kExpiredRequests, request_cursor_[0], request_cursor_[1], limit);
    for (; query.Next(); ++looked_at) {
      request_cursor_[0] = std::string(query.Text(0));
      request_cursor_[1] = std::string(query.Text(1));
      if (query.Int(2) < forgotten_before) {
        expired.emplace_back(request_cursor_[0], request_cursor_[1]);
      }
    }
    RETURN_IF_ERROR(query.status());
  }
  if (looked_at < limit) request_cursor_[0] = request_cursor_[1] = "";
  for (const auto& [caller, request_id] : expired) {
    RETURN_IF_ERROR(
        db_->Run("DELETE FROM requests WHERE caller = ?1 AND request_id = ?2", caller, request_id));
  }
  return absl::OkStatus();
}

bool GroupCommit::CheckpointIsDue() {
  if (wal_pages_ < checked_pages_) checked_pages_ = 0;  // the log began anew
  return (log_holds_erased_ || wal_pages_ - checked_pages_ >= options_.checkpoint_pages) &&
         Health().ok();
}

bool GroupCommit::LogIsLong() const {
  return wal_pages_ >= kLongLog * int64_t{options_.checkpoint_pages};
}

int GroupCommit::TruncateLog() {
  // Another program's snapshot would be waited for.
  sqlite3_busy_timeout(db_->handle(), 0);
  const int code = sqlite3_wal_checkpoint_v2(db_->handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                             nullptr, nullptr);
  sqlite3_busy_timeout(db_->handle(), kBusyTimeoutMs);
  if (code == SQLITE_OK) {
    log_holds_erased_ = false;
    wal_pages_ = 0;
  }
  return code;
}

void GroupCommit::Checkpoint(bool alone) {
  const int code = alone && log_holds_erased_
                       ? TruncateLog()
                       : sqlite3_wal_checkpoint_v2(db_->handle(), nullptr,
                                                   SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  // Readers may hold pages back, and a full disk may stop it: both are tried again later.
  if (IsIoError(code)) {
    Stop(Stopped(SqliteError(code, "checkpointing", sqlite3_errmsg(db_->handle())).message()));
  }
  checked_pages_ = wal_pages_;
}

void GroupCommit::Publish(int changes, const LedgerState& state, absl::Duration took) {
  committed_ = state;
  {
    base::MutexLock lock(mutex_);
    head_ = ToLedgerHead(state);
    ++stats_.groups;
    stats_.commit_seconds += absl::ToDoubleSeconds(took);
    stats_.wal_pages = wal_pages_;
  }
  if (options_.on_commit) options_.on_commit(changes, took);
}

void GroupCommit::Stop(absl::Status why) {
  base::MutexLock lock(mutex_);
  if (health_.ok()) health_ = std::move(why);
}

absl::Status GroupCommit::Health() const {
  base::MutexLock lock(mutex_);
  return health_;
}

LedgerHead GroupCommit::head() const {
  base::MutexLock lock(mutex_);
  return head_;
}

Stats GroupCommit::stats() const {
  base::MutexLock lock(mutex_);
  return stats_;
}

}  // namespace continuum::storage
