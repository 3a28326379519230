// SPDX-License-Identifier: Apache-2.0
//
// The ledger's leaves: the query behind Reader::ListLeaves, which says what it means. Inside a
// transaction.

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_READ_LEDGER_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_READ_LEDGER_H_

#include "absl/status/statusor.h"
#include "server/auth/scope.h"
#include "server/storage/queries.h"
#include "server/storage/reader.h"
#include "server/storage/records.h"
#include "server/storage/sqlite/db.h"

namespace continuum::storage::sqlite {

// Of the changes up to `last`.
absl::StatusOr<LeafPage> ListLeaves(Db& db, const auth::Scope& scope, Sequence last,
                                    const LeafQuery& query);

}  // namespace continuum::storage::sqlite

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_READ_LEDGER_H_
