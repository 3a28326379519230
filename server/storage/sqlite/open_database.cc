// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/open_database.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/base/text.h"

namespace continuum::storage {
namespace {

constexpr absl::string_view kMagic("SQLite format 3\0", 16);
constexpr size_t kHeaderBytes = 100;

std::string Quoted(const std::string& path) { return base::Shown(path, 256); }

absl::Status IoError(absl::string_view doing, const std::string& path, int error) {
  return base::MakeError(
      absl::StatusCode::kUnavailable, "STORAGE_IO_ERROR",
      absl::StrCat("cannot ", doing, " ", Quoted(path), ": ", std::strerror(error)));
}

absl::Status Refuse(absl::string_view reason, const std::string& path, absl::string_view why) {
  return base::FailedPrecondition(reason, path, why);
}

// -1 if there is no such file.
int64_t FileSize(const std::string& path) {
  struct stat file {};
  return stat(path.c_str(), &file) == 0 ? static_cast<int64_t>(file.st_size) : -1;
}

absl::Status SyncPath(const std::string& path, int flags) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | flags);
  if (descriptor < 0) return IoError("open", path, errno);
  const int failed = fsync(descriptor);
  const int error = errno;
  close(descriptor);
  return failed == 0 ? absl::OkStatus() : IoError("write", path, error);
}

int64_t BigEndian(absl::string_view bytes) {
  int64_t value = 0;
  for (const char c : bytes) value = value * 256 + static_cast<unsigned char>(c);
  return value;
}

// What can be told from the file's first bytes, before SQLite sees it.
absl::Status CheckHeader(const std::string& path, int64_t size) {
  std::string header(kHeaderBytes, '\0');
  std::ifstream in(path, std::ios::binary);
  if (!in.is_open()) return IoError("read", path, errno);
  in.read(header.data(), kHeaderBytes);
  if (size == 0) {
    return Refuse("NOT_A_DATABASE", path,
                  "the file is empty: restore the database from a backup, or remove the file to "
                  "begin with a new one");
  }
  const absl::string_view bytes(header);
  if (!in || bytes.substr(0, kMagic.size()) != kMagic) {
    return Refuse("NOT_A_DATABASE", path, "the file is not a database: check the path");
  }
  if (BigEndian(bytes.substr(68, 4)) != kApplicationId) {
    return Refuse("NOT_OUR_DATABASE", path,
                  "the file is another program's database: check the path");
  }
  return absl::OkStatus();
}

// Whether the file holds fewer pages than it should. Pages may rightly be missing as long as the
// log still has them, so then the database is checked whole. On a read-only connection.
absl::Status CheckLength(Db& db, const std::string& path, int64_t size) {
  ASSIGN_OR_RETURN(const int64_t pages, db.GetInt("PRAGMA page_count"));
  ASSIGN_OR_RETURN(const int64_t page_size, db.GetInt("PRAGMA page_size"));
  if (size >= pages * page_size) return absl::OkStatus();
  const auto check = db.GetText("PRAGMA quick_check(1)");
  if (FileSize(path + "-wal") > 0 && check.ok() && *check == "ok") return absl::OkStatus();
  return base::MakeError(
      absl::StatusCode::kDataLoss, "DATABASE_DAMAGED",
      absl::StrCat("the database ", Quoted(path), " is cut short: it has ", size, " bytes and ",
                   "should have ", pages * page_size, ". Restore it from a backup"));
}

absl::StatusOr<int64_t> GetVersion(Db& db, const SqliteOptions& options, int64_t newest) {
  ASSIGN_OR_RETURN(const int64_t version, db.GetInt("PRAGMA user_version"));
  if (version < 1) {
    return base::MakeError(absl::StatusCode::kDataLoss, "DATABASE_DAMAGED",
                           absl::StrCat("the database ", Quoted(options.path),
                                        " has no version: restore it from a backup"));
  }
  if (version > newest) {
    return Refuse(
        "DATABASE_TOO_NEW", options.path,
        absl::StrCat("the database has version ", version, ", and this program knows 1 to ", newest,
                     ": use the program that made it, or a later one"));
  }
  if (version < newest && !options.migrate) {
    return Refuse("DATABASE_TOO_OLD", options.path,
                  absl::StrCat("the database has version ", version, ", and this program needs ",
                               newest, ": back it up, then start with --migrate"));
  }
  return version;
}

const char* Vfs(const SqliteOptions& options) {
  return options.vfs.empty() ? nullptr : options.vfs.c_str();
}

// Looks without changing anything. Gives the version.
absl::StatusOr<int64_t> Inspect(const SqliteOptions& options, int64_t newest) {
  const int64_t size = FileSize(options.path);
  RETURN_IF_ERROR(CheckHeader(options.path, size));
  ASSIGN_OR_RETURN(const std::unique_ptr<Db> db,
                   Db::Open(options.path, {.read_only = true, .vfs = Vfs(options)}));
  RETURN_IF_ERROR(CheckLength(*db, options.path, size));
  return GetVersion(*db, options, newest);
}

absl::Status MakeNew(const SqliteOptions& options, absl::Span<const Migration> migrations) {
  const std::string unfinished = options.path + ".new";
  for (const char* end : {"", "-wal", "-shm", "-journal"}) {  // of an attempt that was cut off
    std::error_code error;
    std::filesystem::remove(unfinished + end, error);
    if (error) return IoError("remove", unfinished + end, error.value());
  }
  {
    ASSIGN_OR_RETURN(const std::unique_ptr<Db> db,
                     Db::Open(unfinished, {.create = true, .vfs = Vfs(options)}));
    RETURN_IF_ERROR(db->RunScript("PRAGMA journal_mode = WAL"));
    RETURN_IF_ERROR(db->RunScript(absl::StrCat("PRAGMA application_id = ", kApplicationId)));
    RETURN_IF_ERROR(Migrate(*db, 0, migrations));
    // Closing copies the log into the file, but does not tell if that failed.
    const int code = sqlite3_wal_checkpoint_v2(db->handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                               nullptr, nullptr);
    if (code != SQLITE_OK) return IoError("write", unfinished, EIO);
  }
  RETURN_IF_ERROR(SyncPath(unfinished, 0));
  if (std::rename(unfinished.c_str(), options.path.c_str()) != 0) {
    return IoError("rename", unfinished, errno);
  }
  const std::string folder = std::filesystem::path(options.path).parent_path();
  return SyncPath(folder.empty() ? "." : folder, O_DIRECTORY);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Db>> OpenDatabase(const SqliteOptions& options,
                                                 absl::Span<const Migration> migrations) {
  if (FileSize(options.path) < 0) {
    if (FileSize(options.path + "-wal") > 0) {
      return Refuse("DATABASE_MISSING", options.path,
                    "the database's log is there and the database is not: put it back, or restore "
                    "both from a backup");
    }
    if (!options.create) {
      return Refuse("DATABASE_MISSING", options.path, "there is no such file: check the path");
    }
    RETURN_IF_ERROR(MakeNew(options, migrations));
  }
  const auto newest = static_cast<int64_t>(migrations.size());
  ASSIGN_OR_RETURN(const int64_t version, Inspect(options, newest));
  ASSIGN_OR_RETURN(std::unique_ptr<Db> db, Db::Open(options.path, {.vfs = Vfs(options)}));
  ASSIGN_OR_RETURN(const std::string mode, db->GetText("PRAGMA journal_mode = WAL"));
  if (mode != "wal") {
    return base::MakeError(absl::StatusCode::kUnavailable, "STORAGE_IO_ERROR",
                           absl::StrCat("the folder of ", Quoted(options.path),
                                        " cannot hold a write-ahead log (a network drive?)"));
  }
  if (version < newest) RETURN_IF_ERROR(Migrate(*db, version, migrations));
  return db;
}

}  // namespace continuum::storage
