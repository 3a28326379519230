// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/sqlite_error.h"

#include <sqlite3.h>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/base/errors.h"

namespace continuum::storage {
namespace {

using absl::StatusCode;

constexpr absl::Duration kRetryWhenFull = absl::Seconds(30);

struct Meaning {
  int code;  // primary
  StatusCode status;
  absl::string_view reason;
  absl::string_view advice;
};

constexpr Meaning kMeanings[] = {
    {SQLITE_NOMEM, StatusCode::kResourceExhausted, "OUT_OF_MEMORY", "there is no memory left"},
    {SQLITE_INTERRUPT, StatusCode::kDeadlineExceeded, "SNAPSHOT_TOO_OLD",
     "the read took too long: ask for less at once"},
    {SQLITE_CORRUPT, StatusCode::kDataLoss, "DATABASE_DAMAGED",
     "the database is damaged: restore it from a backup"},
    {SQLITE_NOTADB, StatusCode::kFailedPrecondition, "NOT_A_DATABASE",
     "the file is not a database: check the path"},
    {SQLITE_BUSY, StatusCode::kUnavailable, "DATABASE_BUSY",
     "another program holds the database: stop it"},
    {SQLITE_LOCKED, StatusCode::kUnavailable, "DATABASE_BUSY",
     "another program holds the database: stop it"},
    {SQLITE_IOERR, StatusCode::kUnavailable, "STORAGE_IO_ERROR",
     "the disk failed: see the system's log"},
    {SQLITE_CANTOPEN, StatusCode::kUnavailable, "STORAGE_IO_ERROR",
     "the file cannot be opened: check the path and its permissions"},
    {SQLITE_READONLY, StatusCode::kUnavailable, "STORAGE_IO_ERROR",
     "the file cannot be written: check its permissions"},
    {SQLITE_PERM, StatusCode::kUnavailable, "STORAGE_IO_ERROR",
     "the file cannot be used: check its permissions"},
};

}  // namespace

absl::Status SqliteError(int extended_code, absl::string_view doing, absl::string_view detail) {
  const int code = extended_code & 0xFF;
  const std::string cause =
      absl::StrCat(" (", doing, ": SQLite says ", extended_code, ", ", detail, ")");
  if (code == SQLITE_FULL) {
    return base::ResourceExhausted("DISK_FULL",
                                   absl::StrCat("the disk is full: make room and try again", cause),
                                   kRetryWhenFull);
  }
  for (const Meaning& meaning : kMeanings) {
    if (meaning.code == code) {
      return base::MakeError(meaning.status, meaning.reason, absl::StrCat(meaning.advice, cause));
    }
  }
  return base::MakeError(StatusCode::kInternal, "STORAGE_DEFECT",
                         absl::StrCat("the storage has a defect", cause));
}

bool IsIoError(int extended_code) {
  const int code = extended_code & 0xFF;
  return code == SQLITE_IOERR || code == SQLITE_CANTOPEN || code == SQLITE_CORRUPT ||
         code == SQLITE_READONLY || code == SQLITE_NOTADB;
}

}  // namespace continuum::storage
