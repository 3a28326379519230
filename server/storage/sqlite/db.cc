// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/db.h"

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/storage/sqlite/sqlite_error.h"

namespace continuum::storage {
namespace {

// How many of SQLite's steps (some 10 ns each) a statement may run before the clock is looked at.
constexpr int kStepsBetweenLooks = 10000;

// SQLite ends texts and blobs of length 0 given by a null pointer as NULL.
const char* NotNull(absl::string_view value) { return value.empty() ? "" : value.data(); }

}  // namespace

absl::StatusOr<std::unique_ptr<Db>> Db::Open(const std::string& path, const OpenOptions& options) {
  const int flags = (options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
                    (options.create ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX |
                    SQLITE_OPEN_EXRESCODE;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, options.vfs);
  std::unique_ptr<Db> db(new Db(handle));  // closes also what failed to open
  if (code != SQLITE_OK) return db->Fail(code, absl::StrCat("opening ", path));
  RETURN_IF_ERROR(db->Configure(options));
  return db;
}

absl::Status Db::Configure(const OpenOptions& options) {
  sqlite3_busy_timeout(handle_, kBusyTimeoutMs);
  // A misspelt column must be an error, not a text; functions in a schema that somebody planted
  // must not run; nobody writes the schema's own tables.
  for (const auto& [option, value] :
       {std::pair(SQLITE_DBCONFIG_DQS_DML, 0), std::pair(SQLITE_DBCONFIG_DQS_DDL, 0),
        std::pair(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0), std::pair(SQLITE_DBCONFIG_DEFENSIVE, 1),
        std::pair(SQLITE_DBCONFIG_ENABLE_FKEY, 1)}) {
    const int code = sqlite3_db_config(handle_, option, value, nullptr);
    if (code != SQLITE_OK) return Fail(code, "configuring the connection");
  }
  RETURN_IF_ERROR(RunScript("PRAGMA cell_size_check = ON"));
  if (options.read_only) return RunScript("PRAGMA query_only = ON; PRAGMA cache_size = -8192");
  // Only the writer checkpoints, when it chooses to. What is taken away is overwritten.
  return RunScript(
      "PRAGMA secure_delete = ON; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA "
      "cache_size = -32768");
}

Db::~Db() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

void Db::ClearError() {
  error_ = absl::OkStatus();
  error_code_ = SQLITE_OK;
}

absl::Status Db::Fail(int code, absl::string_view doing) {
  absl::Status status =
      SqliteError(code, doing, handle_ == nullptr ? "out of memory" : sqlite3_errmsg(handle_));
  if (error_.ok()) {
    error_ = status;
    error_code_ = code;
  }
  return status;
}

void Db::SetDeadline(std::chrono::steady_clock::time_point deadline) {
  deadline_ = deadline;
  sqlite3_progress_handler(
      handle_, kStepsBetweenLooks, [](void* db) { return static_cast<Db*>(db)->IsLate() ? 1 : 0; },
      this);
}

bool Db::IsLate() const {
  return deadline_.has_value() && std::chrono::steady_clock::now() > *deadline_;
}

absl::Status Db::Prepare(absl::string_view sql, sqlite3_stmt** statement) {
  if (IsLate()) return Fail(SQLITE_INTERRUPT, "beginning a statement");
  if (transaction_required_ && autocommit()) {
    return Fail(SQLITE_ABORT_ROLLBACK, "the transaction has ended");
  }
  if (const auto found = statements_.find(sql); found != statements_.end()) {
    if (sqlite3_stmt_busy(found->second) != 0) return Fail(SQLITE_MISUSE, "running it twice");
    *statement = found->second;
    return absl::OkStatus();
  }
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, statement, nullptr);
  if (code != SQLITE_OK) return Fail(code, "preparing a statement");
  statements_.emplace(std::string(sql), *statement);
  return absl::OkStatus();
}

absl::Status Db::RunScript(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : Fail(code, "running a script");
}

Query::~Query() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);  // gives the last step's error again
  sqlite3_clear_bindings(statement_);
}

bool Query::Next() {
  if (!status_.ok()) return false;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) status_ = db_.Fail(code, "running a statement");
  return false;
}

absl::string_view Query::Text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return {text, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

absl::string_view Query::Bytes(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return {bytes, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

// Values outlive the Query's constructor in Run and GetInt, and not in a Query with temporaries:
// SQLite takes a copy.
void Query::Bind(int index, absl::string_view value) {
  Check(sqlite3_bind_text64(statement_, index, NotNull(value), value.size(), SQLITE_TRANSIENT,
                            SQLITE_UTF8));
}

void Query::Bind(int index, Blob value) {
  Check(sqlite3_bind_blob64(statement_, index, NotNull(value.bytes), value.bytes.size(),
                            SQLITE_TRANSIENT));
}

void Query::Bind(int index, int64_t value) { Check(sqlite3_bind_int64(statement_, index, value)); }

void Query::Bind(int index, const std::optional<std::string>& value) {
  if (value.has_value()) {
    Bind(index, absl::string_view(*value));
  } else {
    Check(sqlite3_bind_null(statement_, index));
  }
}

void Query::Check(int code) {
  if (code != SQLITE_OK && status_.ok()) status_ = db_.Fail(code, "binding a value");
}

}  // namespace continuum::storage
