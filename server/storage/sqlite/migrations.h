// SPDX-License-Identifier: Apache-2.0
//
// The schema's versions. Version n is what schema/0001_*.sql to schema/000n_*.sql make, one after
// the other. A migration that was ever released is never edited; a new one goes into a new file and
// into the list in CMakeLists.txt.

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_MIGRATIONS_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_MIGRATIONS_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "server/storage/sqlite/db.h"

namespace continuum::storage {

struct Migration {
  absl::string_view name;  // of its file
  absl::string_view sql;
};

// All of them; the first makes version 1.
absl::Span<const Migration> Migrations();

// Brings a database from version `from` up to date, each migration in a transaction of its own, so
// that it always has one of the versions. Errors are SQLite's, or INTERNAL if a migration leaves a
// row without the row that it refers to.
absl::Status Migrate(Db& db, int64_t from, absl::Span<const Migration> migrations);

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_MIGRATIONS_H_
