// SPDX-License-Identifier: Apache-2.0
//
// Organizations, programs and sites: the queries behind the methods of Reader with these names,
// which say what they mean. Inside a transaction.

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_READ_PROGRAMS_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_READ_PROGRAMS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/auth/scope.h"
#include "server/storage/queries.h"
#include "server/storage/records.h"
#include "server/storage/sqlite/db.h"

namespace continuum::storage::sqlite {

absl::StatusOr<OrganizationRecord> GetOrganization(Db& db, const auth::Scope& scope,
                                                   absl::string_view name, Sequence as_of);
absl::StatusOr<ProgramRecord> GetProgram(Db& db, const auth::Scope& scope, absl::string_view name,
                                         Sequence as_of);
absl::StatusOr<SiteRecord> GetSite(Db& db, const auth::Scope& scope, absl::string_view name,
                                   Sequence as_of);

absl::StatusOr<std::vector<OrganizationRecord>> ListOrganizations(Db& db, const auth::Scope& scope,
                                                                  const OrganizationQuery& query);
absl::StatusOr<std::vector<ProgramRecord>> ListPrograms(Db& db, const auth::Scope& scope,
                                                        const ProgramQuery& query);
absl::StatusOr<std::vector<SiteRecord>> ListSites(Db& db, const auth::Scope& scope,
                                                  const SiteQuery& query);

}  // namespace continuum::storage::sqlite

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_READ_PROGRAMS_H_
