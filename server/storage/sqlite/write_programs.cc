// SPDX-License-Identifier: Apache-2.0
//
// SqliteWriter's part for organizations, programs and sites.

#include "server/base/status_macros.h"
#include "server/storage/fold_case.h"
#include "server/storage/sqlite/sqlite_writer.h"

namespace continuum::storage {
namespace {

constexpr char kPutOrganization[] = R"(
  INSERT INTO organization_versions (name, sequence, owner, state, folded_title, salt, content)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  ON CONFLICT (name, sequence) DO UPDATE
  SET state = ?4, folded_title = ?5, salt = ?6, content = ?7)";

constexpr char kPutProgram[] = R"(
  INSERT INTO program_versions
    (name, sequence, owner, state, jurisdiction, folded_title, salt, content)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
  ON CONFLICT (name, sequence) DO UPDATE
  SET state = ?4, jurisdiction = ?5, folded_title = ?6, salt = ?7, content = ?8)";

constexpr char kPutSite[] = R"(
  INSERT INTO site_versions (name, sequence, owner, state, salt, content)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  ON CONFLICT (name, sequence) DO UPDATE SET state = ?4, salt = ?5, content = ?6)";

constexpr char kProgramOwner[] = R"(
  SELECT owner FROM programs
  WHERE name = ?1 AND (?2 IS NULL OR owner IN (SELECT value FROM json_each(?2))))";

}  // namespace

absl::Status SqliteWriter::PutVersion(const std::string& owner, const OrganizationRecord& record) {
  const Sealed row = Seal(RowKind::kOrganization, record.name, owner, record);
  return db_.Run(kPutOrganization, record.name, sequence_, owner,
                 static_cast<int64_t>(record.state), FoldCase(record.title), Blob{row.salt},
                 Blob{row.content});
}

absl::Status SqliteWriter::PutVersion(const std::string& owner, const ProgramRecord& record) {
  const Sealed row = Seal(RowKind::kProgram, record.name, owner, record);
  return db_.Run(kPutProgram, record.name, sequence_, owner, static_cast<int64_t>(record.state),
                 record.jurisdiction, FoldCase(record.title), Blob{row.salt}, Blob{row.content});
}

absl::Status SqliteWriter::PutVersion(const std::string& owner, const SiteRecord& record) {
  const Sealed row = Seal(RowKind::kSite, record.name, owner, record);
  return db_.Run(kPutSite, record.name, sequence_, owner, static_cast<int64_t>(record.state),
                 Blob{row.salt}, Blob{row.content});
}

absl::Status SqliteWriter::CreateOrganization(const auth::Scope& scope,
                                              const OrganizationRecord& record) {
  const std::string& owner = record.name;
  RETURN_IF_ERROR(CheckMayChange(scope, owner));
  RETURN_IF_ERROR(CheckFree("SELECT 1 FROM organizations WHERE name = ?1", record.name));
  RETURN_IF_ERROR(
      db_.Run("INSERT INTO organizations (name, owner) VALUES (?1, ?2)", record.name, owner));
  return PutVersion(owner, Stamped(record));
}

absl::Status SqliteWriter::UpdateOrganization(const auth::Scope& scope,
                                              const OrganizationRecord& record) {
  ASSIGN_OR_RETURN(const OrganizationRecord current, GetOrganization(scope, record.name, kLatest));
  RETURN_IF_ERROR(CheckMayChange(scope, record.name));
  return PutVersion(record.name, StampedAfter(record, current));
}

absl::Status SqliteWriter::CreateProgram(const auth::Scope& scope, const ProgramRecord& record) {
  const std::string& owner = record.organization;
  RETURN_IF_ERROR(CheckMayChange(scope, owner));
  RETURN_IF_ERROR(GetOrganization(scope, record.organization, kLatest).status());
  RETURN_IF_ERROR(CheckFree("SELECT 1 FROM programs WHERE name = ?1", record.name));
  RETURN_IF_ERROR(db_.Run("INSERT INTO programs (name, owner, organization) VALUES (?1, ?2, ?3)",
                          record.name, owner, record.organization));
  return PutVersion(owner, Stamped(record));
}

absl::Status SqliteWriter::UpdateProgram(const auth::Scope& scope, const ProgramRecord& record) {
  ASSIGN_OR_RETURN(const ProgramRecord current, GetProgram(scope, record.name, kLatest));
  RETURN_IF_ERROR(CheckMayChange(scope, current.organization));
  RETURN_IF_ERROR(CheckSame("organization", record.organization, current.organization));
  return PutVersion(current.organization, StampedAfter(record, current));
}

absl::Status SqliteWriter::CreateSite(const auth::Scope& scope, const SiteRecord& record) {
  ASSIGN_OR_RETURN(const std::string owner,
                   GetChangeableOwner(kProgramOwner, scope, record.program));
  RETURN_IF_ERROR(CheckFree("SELECT 1 FROM sites WHERE name = ?1", record.name));
  RETURN_IF_ERROR(db_.Run("INSERT INTO sites (name, owner, program) VALUES (?1, ?2, ?3)",
                          record.name, owner, record.program));
  return PutVersion(owner, Stamped(record));
}

absl::Status SqliteWriter::UpdateSite(const auth::Scope& scope, const SiteRecord& record) {
  ASSIGN_OR_RETURN(const SiteRecord current, GetSite(scope, record.name, kLatest));
  RETURN_IF_ERROR(CheckSame("program", record.program, current.program));
  ASSIGN_OR_RETURN(const std::string owner,
                   GetChangeableOwner(kProgramOwner, scope, current.program));
  return PutVersion(owner, StampedAfter(record, current));
}

}  // namespace continuum::storage
