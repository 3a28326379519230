// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_OPEN_DATABASE_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_OPEN_DATABASE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "server/storage/sqlite/db.h"
#include "server/storage/sqlite/migrations.h"
#include "server/storage/sqlite/sqlite_options.h"

namespace continuum::storage {

// In the header of our files, so that another program's database is not taken for ours: "Cntm".
inline constexpr int64_t kApplicationId = 0x436E746D;

// Opens the writer's connection to options.path, whose lock file the caller holds. A file that is
// refused is not changed. A new database is made under another name and then renamed, so that a
// file of this name is always whole.
//
// FAILED_PRECONDITION:
// * NOT_A_DATABASE: the file is empty, or something else.
// * NOT_OUR_DATABASE: it is another program's database.
// * DATABASE_MISSING: there is none, and none may be made; or only its log is there.
// * DATABASE_TOO_NEW: a later version of this program made it.
// * DATABASE_TOO_OLD: an earlier version made it, and options.migrate is false.
// DATA_LOSS, DATABASE_DAMAGED: the file is cut short or damaged.
// UNAVAILABLE, STORAGE_IO_ERROR: files cannot be read or written.
absl::StatusOr<std::unique_ptr<Db>> OpenDatabase(
    const SqliteOptions& options, absl::Span<const Migration> migrations = Migrations());

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_OPEN_DATABASE_H_
