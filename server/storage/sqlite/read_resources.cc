// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/read_resources.h"

#include <cstdint>
#include <optional>

#include "server/base/status_macros.h"
#include "server/storage/sqlite/rows.h"

namespace continuum::storage::sqlite {
namespace {

// A version that was erased has no content, and is read as the next one that has.
constexpr char kGet[] = R"(
  SELECT content FROM resource_versions
  WHERE name = ?1 AND kind = ?4 AND length(content) > 0
    AND sequence >=
      (SELECT max(sequence) FROM resource_versions WHERE name = ?1 AND sequence <= ?2)
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3)))
  ORDER BY sequence LIMIT 1)";

// "key <> ''" lets SQLite take the index resources_by_key.
constexpr char kFind[] = R"(
  SELECT v.content
  FROM resources r CROSS JOIN resource_versions v ON v.name = r.name AND length(v.content) > 0
    AND v.sequence >=
      (SELECT max(sequence) FROM resource_versions WHERE name = r.name AND sequence <= ?2)
  WHERE r.kind = ?4 AND r.key = ?1 AND r.key <> ''
    AND (?3 IS NULL OR r.owner IN (SELECT value FROM json_each(?3)))
  ORDER BY v.sequence LIMIT 1)";

// CROSS JOIN keeps the order of the loops: names in their order, then the version of each.
constexpr char kList[] = R"(
  SELECT v.content
  FROM resources r CROSS JOIN resource_versions v
    ON v.name = r.name AND v.sequence =
      (SELECT min(sequence) FROM resource_versions
       WHERE name = r.name AND length(content) > 0 AND sequence >=
         (SELECT max(sequence) FROM resource_versions WHERE name = r.name AND sequence <= ?2))
  WHERE r.kind = ?6 AND r.name > ?1
    AND (?3 IS NULL OR r.owner IN (SELECT value FROM json_each(?3)))
    AND (?5 = 0 OR v.state = ?5)
  ORDER BY r.name LIMIT ?4)";

// The same over the index resources_by_parent: the + keeps SQLite from the one by subject.
constexpr char kListByParent[] = R"(
  SELECT v.content
  FROM resources r CROSS JOIN resource_versions v
    ON v.name = r.name AND v.sequence =
      (SELECT min(sequence) FROM resource_versions
       WHERE name = r.name AND length(content) > 0 AND sequence >=
         (SELECT max(sequence) FROM resource_versions WHERE name = r.name AND sequence <= ?2))
  WHERE r.kind = ?6 AND r.parent = ?7 AND r.parent <> '' AND r.name > ?1
    AND (?8 = '' OR +r.subject = ?8)
    AND (?3 IS NULL OR r.owner IN (SELECT value FROM json_each(?3)))
    AND (?5 = 0 OR v.state = ?5)
  ORDER BY r.name LIMIT ?4)";

// The same over the index resources_by_subject.
constexpr char kListBySubject[] = R"(
  SELECT v.content
  FROM resources r CROSS JOIN resource_versions v
    ON v.name = r.name AND v.sequence =
      (SELECT min(sequence) FROM resource_versions
       WHERE name = r.name AND length(content) > 0 AND sequence >=
         (SELECT max(sequence) FROM resource_versions WHERE name = r.name AND sequence <= ?2))
  WHERE r.kind = ?6 AND r.subject = ?7 AND r.subject <> '' AND r.name > ?1
    AND (?3 IS NULL OR r.owner IN (SELECT value FROM json_each(?3)))
    AND (?5 = 0 OR v.state = ?5)
  ORDER BY r.name LIMIT ?4)";

constexpr char kGetUse[] = R"(
  SELECT time FROM uses
  WHERE name = ?1 AND (?2 IS NULL OR owner IN (SELECT value FROM json_each(?2))))";

int64_t Number(RowKind kind) { return static_cast<int64_t>(kind); }

absl::StatusOr<std::vector<std::string>> AllContents(Query& query) {
  std::vector<std::string> contents;
  while (query.Next()) contents.emplace_back(query.Bytes(0));
  RETURN_IF_ERROR(query.status());
  return contents;
}

}  // namespace

absl::StatusOr<std::string> GetResource(Db& db, const auth::Scope& scope, RowKind kind,
                                        absl::string_view name, Sequence as_of) {
  Query query(db, kGet, name, as_of, OwnersParameter(scope), Number(kind));
  if (query.Next()) return std::string(query.Bytes(0));
  RETURN_IF_ERROR(query.status());
  return base::NotFound(name);
}

absl::StatusOr<std::string> FindResource(Db& db, const auth::Scope& scope, RowKind kind,
                                         absl::string_view key, Sequence as_of) {
  Query query(db, kFind, key, as_of, OwnersParameter(scope), Number(kind));
  if (query.Next()) return std::string(query.Bytes(0));
  RETURN_IF_ERROR(query.status());
  // Without the key, which may be a secret's hash.
  return base::MakeError(absl::StatusCode::kNotFound, "NOT_FOUND",
                         "there is none that is found by what was given");
}

absl::StatusOr<std::vector<std::string>> ListResources(Db& db, const auth::Scope& scope,
                                                       RowKind kind, const ResourceQuery& q) {
  RETURN_IF_ERROR(CheckPage(q.page));
  const std::optional<std::string> owners = OwnersParameter(scope);
  const int64_t state = StateParameter(q.state);
  if (!q.parent.empty()) {
    Query query(db, kListByParent, q.page.after, q.page.as_of, owners, q.page.limit, state,
                Number(kind), q.parent, q.subject);
    return AllContents(query);
  }
  if (!q.subject.empty()) {
    Query query(db, kListBySubject, q.page.after, q.page.as_of, owners, q.page.limit, state,
                Number(kind), q.subject);
    return AllContents(query);
  }
  Query query(db, kList, q.page.after, q.page.as_of, owners, q.page.limit, state, Number(kind));
  return AllContents(query);
}

absl::StatusOr<absl::Time> GetUse(Db& db, const auth::Scope& scope, absl::string_view name) {
  Query query(db, kGetUse, name, OwnersParameter(scope));
  if (query.Next()) return absl::FromUnixMicros(query.Int(0));
  RETURN_IF_ERROR(query.status());
  return base::NotFound(name);
}

}  // namespace continuum::storage::sqlite
