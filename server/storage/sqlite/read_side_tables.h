// SPDX-License-Identifier: Apache-2.0
//
// What is kept beside the ledger, tallies and mails: the queries behind the methods of Reader with
// these names, which say what they mean. Inside a transaction.

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_READ_SIDE_TABLES_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_READ_SIDE_TABLES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/auth/scope.h"
#include "server/storage/queries.h"
#include "server/storage/records.h"
#include "server/storage/sqlite/db.h"

namespace continuum::storage::sqlite {

absl::StatusOr<std::vector<TallyRecord>> ListTallies(Db& db, const auth::Scope& scope,
                                                     const TallyQuery& query);
absl::StatusOr<std::vector<MailRecord>> ListMails(Db& db, const auth::Scope& scope, absl::Time now,
                                                  int limit);

}  // namespace continuum::storage::sqlite

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_READ_SIDE_TABLES_H_
