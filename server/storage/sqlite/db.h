// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_DB_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_DB_H_

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace continuum::storage {

// Only another program can make us wait for a lock, and it should not be there.
inline constexpr int kBusyTimeoutMs = 2000;

// Bytes, as opposed to text. Views them.
struct Blob {
  absl::string_view bytes;
};

// One connection to a SQLite database, with its prepared statements. For one thread at a time.
//
//   RETURN_IF_ERROR(db->Run("INSERT INTO sites (name) VALUES (?1)", name));
//   Query query(*db, "SELECT name FROM sites WHERE program = ?1", program);
//   while (query.Next()) names.emplace_back(query.Text(0));
//   RETURN_IF_ERROR(query.status());
//
// SQL is a literal (statements are cached by it) with parameters ?1, ?2, ...; values are always
// bound, never pasted in. Errors are those of sqlite_error.h. The first one is also kept, so that
// whoever commits can ask whether anything failed, even if somebody between ignored it.
class Db {
 public:
  struct OpenOptions {
    bool read_only = false;
    bool create = false;
    const char* vfs = nullptr;  // SQLite's default
  };

  // Opens a file with our safety settings; changes nothing in it.
  static absl::StatusOr<std::unique_ptr<Db>> Open(const std::string& path,
                                                  const OpenOptions& options);
  ~Db();
  Db(const Db&) = delete;
  Db& operator=(const Db&) = delete;

  // Runs a statement that gives no rows (or whose rows do not matter).
  template <typename... Values>
  absl::Status Run(absl::string_view sql, const Values&... values);

  // Runs all statements of a text, without values and without the cache.
  absl::Status RunScript(const std::string& sql);

  // The first column of the first row. INTERNAL if there is no row.
  template <typename... Values>
  absl::StatusOr<int64_t> GetInt(absl::string_view sql, const Values&... values);
  template <typename... Values>
  absl::StatusOr<std::string> GetText(absl::string_view sql, const Values&... values);

  // Whether no transaction is open. SQLite may end one by itself after an error.
  bool autocommit() const { return sqlite3_get_autocommit(handle_) != 0; }

  // While true, every statement fails unless a transaction is open. SQLite may end one by itself,
  // and what comes after would be a transaction of its own.
  void RequireTransaction(bool required) { transaction_required_ = required; }

  // The first error since the last call of ClearError.
  const absl::Status& error() const { return error_; }
  int error_code() const { return error_code_; }
  void ClearError();

  // From now on every statement fails with SNAPSHOT_TOO_OLD once `deadline` has passed, also one
  // that is running. For readers only: an interrupted statement may end the writer's transaction.
  void SetDeadline(std::chrono::steady_clock::time_point deadline);

  sqlite3* handle() const { return handle_; }

 private:
  friend class Query;

  explicit Db(sqlite3* handle) : handle_(handle) {}
  absl::Status Configure(const OpenOptions& options);
  absl::Status Prepare(absl::string_view sql, sqlite3_stmt** statement);
  absl::Status Fail(int code, absl::string_view doing);
  bool IsLate() const;

  sqlite3* handle_;
  absl::flat_hash_map<std::string, sqlite3_stmt*> statements_;
  absl::Status error_;
  int error_code_ = SQLITE_OK;
  bool transaction_required_ = false;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
};

// A running statement. While it lives, no other of the same SQL may run on the connection. Views of
// columns hold until the next row.
class Query {
 public:
  template <typename... Values>
  Query(Db& db, absl::string_view sql, const Values&... values) : db_(db) {
    status_ = db.Prepare(sql, &statement_);
    if (!status_.ok()) return;
    int index = 0;
    (Bind(++index, values), ...);
  }
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  // Steps to the next row. False: there is none, or an error; status() tells.
  bool Next();
  const absl::Status& status() const { return status_; }

  int64_t Int(int column) const { return sqlite3_column_int64(statement_, column); }
  absl::string_view Text(int column) const;
  absl::string_view Bytes(int column) const;
  bool IsNull(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

 private:
  void Bind(int index, int64_t value);
  void Bind(int index, absl::string_view value);
  void Bind(int index, const std::string& value) { Bind(index, absl::string_view(value)); }
  void Bind(int index, const char* value) { Bind(index, absl::string_view(value)); }
  void Bind(int index, Blob value);
  // NULL when there is none.
  void Bind(int index, const std::optional<std::string>& value);
  void Check(int code);

  Db& db_;
  sqlite3_stmt* statement_ = nullptr;
  absl::Status status_;
};

template <typename... Values>
absl::Status Db::Run(absl::string_view sql, const Values&... values) {
  Query query(*this, sql, values...);
  while (query.Next()) {
  }
  return query.status();
}

template <typename... Values>
absl::StatusOr<int64_t> Db::GetInt(absl::string_view sql, const Values&... values) {
  Query query(*this, sql, values...);
  if (query.Next()) return query.Int(0);
  return query.status().ok() ? Fail(SQLITE_ERROR, "a row was expected") : query.status();
}

template <typename... Values>
absl::StatusOr<std::string> Db::GetText(absl::string_view sql, const Values&... values) {
  Query query(*this, sql, values...);
  if (query.Next()) return std::string(query.Text(0));
  return query.status().ok() ? Fail(SQLITE_ERROR, "a row was expected") : query.status();
}

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_DB_H_
