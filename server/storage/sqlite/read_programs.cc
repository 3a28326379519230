// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/read_programs.h"

#include "server/base/status_macros.h"
#include "server/storage/fold_case.h"
#include "server/storage/sqlite/rows.h"

namespace continuum::storage::sqlite {
namespace {

constexpr char kGetOrganization[] = R"(
  SELECT content FROM organization_versions
  WHERE name = ?1 AND sequence <= ?2
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3)))
  ORDER BY sequence DESC LIMIT 1)";

constexpr char kGetProgram[] = R"(
  SELECT content FROM program_versions
  WHERE name = ?1 AND sequence <= ?2
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3)))
  ORDER BY sequence DESC LIMIT 1)";

constexpr char kGetSite[] = R"(
  SELECT content FROM site_versions
  WHERE name = ?1 AND sequence <= ?2
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3)))
  ORDER BY sequence DESC LIMIT 1)";

// CROSS JOIN keeps the order of the loops: names in their order, then the version of each.
constexpr char kListOrganizations[] = R"(
  SELECT v.content
  FROM organizations o CROSS JOIN organization_versions v
    ON v.name = o.name AND v.sequence =
      (SELECT max(sequence) FROM organization_versions WHERE name = o.name AND sequence <= ?2)
  WHERE o.name > ?1
    AND (?3 IS NULL OR o.owner IN (SELECT value FROM json_each(?3)))
    AND (?5 = '' OR instr(v.folded_title, ?5) > 0)
    AND (?6 = 0 OR v.state = ?6)
  ORDER BY o.name LIMIT ?4)";

constexpr char kListPrograms[] = R"(
  SELECT v.content
  FROM programs p CROSS JOIN program_versions v
    ON v.name = p.name AND v.sequence =
      (SELECT max(sequence) FROM program_versions WHERE name = p.name AND sequence <= ?2)
  WHERE p.name > ?1
    AND (?3 IS NULL OR p.owner IN (SELECT value FROM json_each(?3)))
    AND (?5 = '' OR instr(v.folded_title, ?5) > 0)
    AND (?6 = 0 OR v.state = ?6)
    AND (?7 = '' OR v.jurisdiction = ?7)
  ORDER BY p.name LIMIT ?4)";

// The same over the index programs_by_organization.
constexpr char kListProgramsOfOrganization[] = R"(
  SELECT v.content
  FROM programs p CROSS JOIN program_versions v
    ON v.name = p.name AND v.sequence =
      (SELECT max(sequence) FROM program_versions WHERE name = p.name AND sequence <= ?2)
  WHERE p.organization = ?8 AND p.name > ?1
    AND (?3 IS NULL OR p.owner IN (SELECT value FROM json_each(?3)))
    AND (?5 = '' OR instr(v.folded_title, ?5) > 0)
    AND (?6 = 0 OR v.state = ?6)
    AND (?7 = '' OR v.jurisdiction = ?7)
  ORDER BY p.name LIMIT ?4)";

constexpr char kListSites[] = R"(
  SELECT v.content
  FROM sites s CROSS JOIN site_versions v
    ON v.name = s.name AND v.sequence =
      (SELECT max(sequence) FROM site_versions WHERE name = s.name AND sequence <= ?2)
  WHERE s.program = ?5 AND s.name > ?1
    AND (?3 IS NULL OR s.owner IN (SELECT value FROM json_each(?3)))
    AND (?6 = 0 OR v.state = ?6)
  ORDER BY s.name LIMIT ?4)";

}  // namespace

absl::StatusOr<OrganizationRecord> GetOrganization(Db& db, const auth::Scope& scope,
                                                   absl::string_view name, Sequence as_of) {
  Query query(db, kGetOrganization, name, as_of, OwnersParameter(scope));
  return FirstRow<OrganizationRecord>(query, name);
}

absl::StatusOr<ProgramRecord> GetProgram(Db& db, const auth::Scope& scope, absl::string_view name,
                                         Sequence as_of) {
  Query query(db, kGetProgram, name, as_of, OwnersParameter(scope));
  return FirstRow<ProgramRecord>(query, name);
}

absl::StatusOr<SiteRecord> GetSite(Db& db, const auth::Scope& scope, absl::string_view name,
                                   Sequence as_of) {
  Query query(db, kGetSite, name, as_of, OwnersParameter(scope));
  return FirstRow<SiteRecord>(query, name);
}

absl::StatusOr<std::vector<OrganizationRecord>> ListOrganizations(Db& db, const auth::Scope& scope,
                                                                  const OrganizationQuery& q) {
  RETURN_IF_ERROR(CheckPage(q.page));
  Query query(db, kListOrganizations, q.page.after, q.page.as_of, OwnersParameter(scope),
              q.page.limit, FoldCase(q.title_contains), StateParameter(q.state));
  return AllRows<OrganizationRecord>(query);
}

absl::StatusOr<std::vector<ProgramRecord>> ListPrograms(Db& db, const auth::Scope& scope,
                                                        const ProgramQuery& q) {
  RETURN_IF_ERROR(CheckPage(q.page));
  if (q.organization.empty()) {
    Query query(db, kListPrograms, q.page.after, q.page.as_of, OwnersParameter(scope), q.page.limit,
                FoldCase(q.title_contains), StateParameter(q.state), q.jurisdiction);
    return AllRows<ProgramRecord>(query);
  }
  Query query(db, kListProgramsOfOrganization, q.page.after, q.page.as_of, OwnersParameter(scope),
              q.page.limit, FoldCase(q.title_contains), StateParameter(q.state), q.jurisdiction,
              q.organization);
  return AllRows<ProgramRecord>(query);
}

absl::StatusOr<std::vector<SiteRecord>> ListSites(Db& db, const auth::Scope& scope,
                                                  const SiteQuery& q) {
  RETURN_IF_ERROR(CheckPage(q.page));
  Query query(db, kListSites, q.page.after, q.page.as_of, OwnersParameter(scope), q.page.limit,
              q.program, StateParameter(q.state));
  return AllRows<SiteRecord>(query);
}

}  // namespace continuum::storage::sqlite
