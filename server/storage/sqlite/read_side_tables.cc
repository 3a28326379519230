// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/read_side_tables.h"

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/storage/sqlite/rows.h"

namespace continuum::storage::sqlite {
namespace {

// In the order of the table's key.
constexpr char kListTallies[] = R"(
  SELECT hour, account, detail, owner, amount FROM tallies
  WHERE kind = ?1 AND resource = ?2
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3)))
  ORDER BY hour DESC, account, detail LIMIT ?4 OFFSET ?5)";

constexpr char kListMails[] = R"(
  SELECT name, account, due_time, attempts, owner FROM mails
  WHERE due_time <= ?1
    AND (?2 IS NULL OR owner IN (SELECT value FROM json_each(?2)))
  ORDER BY due_time, name LIMIT ?3)";

}  // namespace

absl::StatusOr<std::vector<TallyRecord>> ListTallies(Db& db, const auth::Scope& scope,
                                                     const TallyQuery& q) {
  RETURN_IF_ERROR(CheckLimit(q.limit));
  if (q.skip < 0) return base::InvalidField("skip", absl::StrCat(q.skip), "0 or more");
  std::vector<TallyRecord> tallies;
  Query query(db, kListTallies, static_cast<int64_t>(q.kind), q.resource, OwnersParameter(scope),
              q.limit, q.skip);
  while (query.Next()) {
    tallies.push_back({.kind = q.kind,
                       .resource = q.resource,
                       .account = std::string(query.Text(1)),
                       .detail = std::string(query.Text(2)),
                       .hour = absl::FromUnixMicros(query.Int(0)),
                       .owner = std::string(query.Text(3)),
                       .amount = query.Int(4)});
  }
  RETURN_IF_ERROR(query.status());
  return tallies;
}

absl::StatusOr<std::vector<MailRecord>> ListMails(Db& db, const auth::Scope& scope, absl::Time now,
                                                  int limit) {
  RETURN_IF_ERROR(CheckLimit(limit));
  std::vector<MailRecord> mails;
  Query query(db, kListMails, absl::ToUnixMicros(now), OwnersParameter(scope), limit);
  while (query.Next()) {
    mails.push_back({.name = std::string(query.Text(0)),
                     .account = std::string(query.Text(1)),
                     .due_time = absl::FromUnixMicros(query.Int(2)),
                     .attempts = query.Int(3),
                     .owner = std::string(query.Text(4))});
  }
  RETURN_IF_ERROR(query.status());
  return mails;
}

}  // namespace continuum::storage::sqlite
