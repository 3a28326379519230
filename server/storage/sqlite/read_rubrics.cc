// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/read_rubrics.h"

#include <cstdint>
#include <utility>

#include "server/base/status_macros.h"
#include "server/storage/sqlite/rows.h"

namespace continuum::storage::sqlite {
namespace {

constexpr char kGetRubric[] = R"(
  SELECT content FROM rubric_versions
  WHERE name = ?1 AND sequence <= ?2
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3)))
  ORDER BY sequence DESC LIMIT 1)";

constexpr char kGetRubricRevision[] = R"(
  SELECT content FROM rubric_revision_versions
  WHERE name = ?1 AND sequence <= ?2
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3)))
  ORDER BY sequence DESC LIMIT 1)";

constexpr char kGetRubricText[] = R"(
  SELECT content FROM rubric_texts
  WHERE name = ?1 AND sequence <= ?2
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3)))
  ORDER BY sequence DESC LIMIT 1)";

constexpr char kListRubrics[] = R"(
  SELECT v.content
  FROM rubrics r CROSS JOIN rubric_versions v
    ON v.name = r.name AND v.sequence =
      (SELECT max(sequence) FROM rubric_versions WHERE name = r.name AND sequence <= ?2)
  WHERE r.name > ?1
    AND (?3 IS NULL OR r.owner IN (SELECT value FROM json_each(?3)))
  ORDER BY r.name LIMIT ?4)";

constexpr char kListRubricRevisions[] = R"(
  SELECT v.content
  FROM rubric_revisions r CROSS JOIN rubric_revision_versions v
    ON v.name = r.name AND v.sequence =
      (SELECT max(sequence) FROM rubric_revision_versions WHERE name = r.name AND sequence <= ?2)
  WHERE r.rubric = ?5 AND (r.create_sequence, r.name) > (?6, ?1)
    AND (?3 IS NULL OR r.owner IN (SELECT value FROM json_each(?3)))
  ORDER BY r.create_sequence, r.name LIMIT ?4)";

constexpr char kGetCreateSequence[] = R"(
  SELECT create_sequence FROM rubric_revisions
  WHERE name = ?1 AND rubric = ?2
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3))))";

}  // namespace

absl::StatusOr<RubricRecord> GetRubric(Db& db, const auth::Scope& scope, absl::string_view name,
                                       Sequence as_of) {
  Query query(db, kGetRubric, name, as_of, OwnersParameter(scope));
  return FirstRow<RubricRecord>(query, name);
}

absl::StatusOr<RubricRevisionRecord> GetRubricRevisionWithoutText(Db& db, const auth::Scope& scope,
                                                                  absl::string_view name,
                                                                  Sequence as_of) {
  Query query(db, kGetRubricRevision, name, as_of, OwnersParameter(scope));
  return FirstRow<RubricRevisionRecord>(query, name);
}

absl::StatusOr<RubricRevisionRecord> GetRubricRevision(Db& db, const auth::Scope& scope,
                                                       absl::string_view name, Sequence as_of) {
  ASSIGN_OR_RETURN(RubricRevisionRecord record,
                   GetRubricRevisionWithoutText(db, scope, name, as_of));
  Query query(db, kGetRubricText, name, as_of, OwnersParameter(scope));
  ASSIGN_OR_RETURN(RubricText text, FirstRow<RubricText>(query, name));
  record.source_text = std::move(text.text);
  return record;
}

absl::StatusOr<std::vector<RubricRecord>> ListRubrics(Db& db, const auth::Scope& scope,
                                                      const RubricQuery& q) {
  RETURN_IF_ERROR(CheckPage(q.page));
  Query query(db, kListRubrics, q.page.after, q.page.as_of, OwnersParameter(scope), q.page.limit);
  return AllRows<RubricRecord>(query);
}

absl::StatusOr<std::vector<RubricRevisionRecord>> ListRubricRevisions(
    Db& db, const auth::Scope& scope, const RubricRevisionQuery& q) {
  RETURN_IF_ERROR(CheckPage(q.page));
  const auto owners = OwnersParameter(scope);
  int64_t after_sequence = 0;
  if (!q.page.after.empty()) {
    Query after(db, kGetCreateSequence, q.page.after, q.rubric, owners);
    if (!after.Next()) return after.status().ok() ? NotInList(q.page) : after.status();
    after_sequence = after.Int(0);
  }
  Query query(db, kListRubricRevisions, q.page.after, q.page.as_of, owners, q.page.limit, q.rubric,
              after_sequence);
  return AllRows<RubricRevisionRecord>(query);
}

}  // namespace continuum::storage::sqlite
