// SPDX-License-Identifier: Apache-2.0
//
// Rubrics and their revisions: the queries behind the methods of Reader with these names, which say
// what they mean. Inside a transaction.

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_READ_RUBRICS_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_READ_RUBRICS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/auth/scope.h"
#include "server/storage/queries.h"
#include "server/storage/records.h"
#include "server/storage/sqlite/db.h"

namespace continuum::storage::sqlite {

absl::StatusOr<RubricRecord> GetRubric(Db& db, const auth::Scope& scope, absl::string_view name,
                                       Sequence as_of);
absl::StatusOr<RubricRevisionRecord> GetRubricRevision(Db& db, const auth::Scope& scope,
                                                       absl::string_view name, Sequence as_of);
absl::StatusOr<RubricRevisionRecord> GetRubricRevisionWithoutText(Db& db, const auth::Scope& scope,
                                                                  absl::string_view name,
                                                                  Sequence as_of);
absl::StatusOr<std::vector<RubricRecord>> ListRubrics(Db& db, const auth::Scope& scope,
                                                      const RubricQuery& query);
absl::StatusOr<std::vector<RubricRevisionRecord>> ListRubricRevisions(
    Db& db, const auth::Scope& scope, const RubricRevisionQuery& query);

}  // namespace continuum::storage::sqlite

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_READ_RUBRICS_H_
