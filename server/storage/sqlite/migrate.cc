// SPDX-License-Identifier: Apache-2.0

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/storage/sqlite/migrations.h"

namespace continuum::storage {
namespace {

absl::Status CheckForeignKeys(Db& db, absl::string_view migration) {
  Query query(db, "PRAGMA foreign_key_check");
  if (query.Next()) {
    return base::MakeError(
        absl::StatusCode::kInternal, "STORAGE_DEFECT",
        absl::StrCat("the migration ", migration, " leaves a row of ", query.Text(0),
                     " without the row of ", query.Text(2), " that it refers to"));
  }
  return query.status();
}

absl::Status RunOne(Db& db, int64_t version, const Migration& migration) {
  RETURN_IF_ERROR(db.RunScript(std::string(migration.sql)));
  RETURN_IF_ERROR(CheckForeignKeys(db, migration.name));
  RETURN_IF_ERROR(db.RunScript(absl::StrCat("PRAGMA user_version = ", version)));
  return db.RunScript("COMMIT");
}

}  // namespace

absl::Status Migrate(Db& db, int64_t from, absl::Span<const Migration> migrations) {
  // A migration may have to replace a table that others refer to. Takes effect outside of
  // transactions only.
  RETURN_IF_ERROR(db.RunScript("PRAGMA foreign_keys = OFF"));
  for (size_t i = static_cast<size_t>(from); i < migrations.size(); ++i) {
    RETURN_IF_ERROR(db.RunScript("BEGIN IMMEDIATE"));
    absl::Status status = RunOne(db, static_cast<int64_t>(i) + 1, migrations[i]);
    if (!status.ok()) {
      if (!db.autocommit()) db.RunScript("ROLLBACK").IgnoreError();
      return status;
    }
  }
  return db.RunScript("PRAGMA foreign_keys = ON");
}

}  // namespace continuum::storage
