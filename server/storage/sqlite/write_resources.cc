// SPDX-License-Identifier: Apache-2.0
//
// SqliteWriter's part for the kinds that share a pair of tables.

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/base/text.h"
#include "server/storage/sqlite/rows.h"
#include "server/storage/sqlite/sqlite_writer.h"

namespace continuum::storage {
namespace {

constexpr char kInsertResource[] = R"(
  INSERT INTO resources (name, kind, owner, parent, subject, key, create_sequence)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))";

constexpr char kPutResource[] = R"(
  INSERT INTO resource_versions (name, sequence, kind, owner, state, salt, content)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  ON CONFLICT (name, sequence) DO UPDATE SET state = ?5, salt = ?6, content = ?7)";

constexpr char kKeyHolder[] = "SELECT 1 FROM resources WHERE kind = ?1 AND key = ?2 AND key <> ''";

constexpr char kFixedColumns[] = R"(
  SELECT owner, parent, subject, key FROM resources
  WHERE name = ?1 AND kind = ?2 AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3))))";

int64_t Number(RowKind kind) { return static_cast<int64_t>(kind); }

}  // namespace

absl::Status SqliteWriter::PutVersion(const ResourceRow& row) {
  const Sealed sealed = SealContent(row.kind, row.name, row.owner, row.content);
  return db_.Run(kPutResource, row.name, sequence_, Number(row.kind), row.owner, row.state,
                 Blob{sealed.salt}, Blob{sealed.content});
}

absl::Status SqliteWriter::CheckKeyFree(const ResourceRow& row) const {
  Query query(db_, kKeyHolder, Number(row.kind), row.key);
  if (!query.Next()) return query.status();
  // Not the key itself, which may be a secret's hash.
  return base::MakeError(
      absl::StatusCode::kAlreadyExists, "KEY_TAKEN",
      absl::StrCat(base::Shown(row.name, 256), ": what it is to be found by is taken by another"),
      {{"resource", row.name}});
}

absl::Status SqliteWriter::CreateResource(const auth::Scope& scope, const ResourceRow& row) {
  RETURN_IF_ERROR(CheckMayChange(scope, row.owner));
  RETURN_IF_ERROR(CheckFree("SELECT 1 FROM resources WHERE name = ?1", row.name));
  RETURN_IF_ERROR(CheckKeyFree(row));
  RETURN_IF_ERROR(db_.Run(kInsertResource, row.name, Number(row.kind), row.owner, row.parent,
                          row.subject, row.key, row.create_sequence));
  return PutVersion(row);
}

absl::Status SqliteWriter::UpdateResource(const auth::Scope& scope, const ResourceRow& row) {
  {
    Query query(db_, kFixedColumns, row.name, Number(row.kind), OwnersParameter(scope));
    if (!query.Next()) return query.status().ok() ? base::NotFound(row.name) : query.status();
    const std::string owner(query.Text(0));
    RETURN_IF_ERROR(CheckMayChange(scope, owner));
    RETURN_IF_ERROR(CheckSame("owner", row.owner, owner));
    RETURN_IF_ERROR(CheckSame("parent", row.parent, std::string(query.Text(1))));
    RETURN_IF_ERROR(CheckSame("subject", row.subject, std::string(query.Text(2))));
    if (row.key != query.Text(3)) {  // without showing it
      return base::InvalidField("key", "another", "what it was created with, as it never changes");
    }
  }
  return PutVersion(row);
}

absl::StatusOr<int64_t> SqliteWriter::Erase(const auth::Scope& /*scope*/, RowKind /*kind*/,
                                            absl::string_view /*name*/) {
  return absl::UnimplementedError("");
}

}  // namespace continuum::storage
