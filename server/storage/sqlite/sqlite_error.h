// SPDX-License-Identifier: Apache-2.0
//
// What SQLite's result codes mean for our callers. Pure functions.

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_ERROR_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_ERROR_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace continuum::storage {

// The status of an extended result code that is not SQLITE_OK, SQLITE_ROW or SQLITE_DONE. `doing`
// says what failed ("committing"), `detail` is SQLite's own message. Neither may hold stored data.
//
// SQLITE_FULL: RESOURCE_EXHAUSTED, DISK_FULL. SQLITE_NOMEM: RESOURCE_EXHAUSTED, OUT_OF_MEMORY.
// SQLITE_INTERRUPT: DEADLINE_EXCEEDED, SNAPSHOT_TOO_OLD (only readers are interrupted).
// SQLITE_CORRUPT: DATA_LOSS, DATABASE_DAMAGED.
// SQLITE_NOTADB: FAILED_PRECONDITION, NOT_A_DATABASE.
// SQLITE_BUSY, SQLITE_LOCKED: UNAVAILABLE, DATABASE_BUSY.
// SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM: UNAVAILABLE, STORAGE_IO_ERROR.
// Anything else is a defect: INTERNAL, STORAGE_DEFECT.
absl::Status SqliteError(int extended_code, absl::string_view doing, absl::string_view detail);

// Whether the code tells of a device or file that failed, so that nobody knows what it holds.
bool IsIoError(int extended_code);

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_ERROR_H_
