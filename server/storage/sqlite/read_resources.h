// SPDX-License-Identifier: Apache-2.0
//
// The kinds that share a pair of tables: the queries behind the methods of Reader with these names,
// which say what they mean. Inside a transaction.

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_READ_RESOURCES_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_READ_RESOURCES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/auth/scope.h"
#include "server/storage/queries.h"
#include "server/storage/row_content.h"
#include "server/storage/sqlite/db.h"

namespace continuum::storage::sqlite {

absl::StatusOr<std::string> GetResource(Db& db, const auth::Scope& scope, RowKind kind,
                                        absl::string_view name, Sequence as_of);
absl::StatusOr<std::string> FindResource(Db& db, const auth::Scope& scope, RowKind kind,
                                         absl::string_view key, Sequence as_of);
absl::StatusOr<std::vector<std::string>> ListResources(Db& db, const auth::Scope& scope,
                                                       RowKind kind, const ResourceQuery& query);
absl::StatusOr<absl::Time> GetUse(Db& db, const auth::Scope& scope, absl::string_view name);

}  // namespace continuum::storage::sqlite

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_READ_RESOURCES_H_
