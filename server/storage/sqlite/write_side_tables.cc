// SPDX-License-Identifier: Apache-2.0
//
// SqliteWriter's part for what is no change: uses, tallies and mails.

#include <cstdint>
#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/storage/sqlite/rows.h"
#include "server/storage/sqlite/sqlite_writer.h"

namespace continuum::storage {
namespace {

constexpr char kResourceOwner[] = R"(
  SELECT owner FROM resources
  WHERE name = ?1 AND (?2 IS NULL OR owner IN (SELECT value FROM json_each(?2))))";

constexpr char kPutUse[] = R"(
  INSERT INTO uses (name, owner, time) VALUES (?1, ?2, ?3)
  ON CONFLICT (name) DO UPDATE SET time = max(time, ?3))";

constexpr char kGetTally[] = R"(
  SELECT owner, amount FROM tallies
  WHERE kind = ?1 AND resource = ?2 AND hour = ?3 AND account = ?4 AND detail = ?5)";

constexpr char kPutTally[] = R"(
  INSERT INTO tallies (kind, resource, hour, account, detail, owner, amount)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  ON CONFLICT (kind, resource, hour, account, detail) DO UPDATE SET amount = ?7)";

constexpr char kMailOwner[] = "SELECT owner FROM mails WHERE name = ?1";

constexpr char kPutMail[] = R"(
  INSERT INTO mails (name, owner, account, due_time, attempts) VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT (name) DO UPDATE SET owner = ?2, account = ?3, due_time = ?4, attempts = ?5)";

}  // namespace

absl::Status SqliteWriter::NoteUses(const auth::Scope& scope, absl::Span<const UseRecord> uses) {
  for (const UseRecord& use : uses) {
    ASSIGN_OR_RETURN(const std::string owner, GetChangeableOwner(kResourceOwner, scope, use.name));
    RETURN_IF_ERROR(db_.Run(kPutUse, use.name, owner, absl::ToUnixMicros(use.time)));
    noted_ = true;
  }
  return absl::OkStatus();
}

absl::Status SqliteWriter::AddTallies(const auth::Scope& scope,
                                      absl::Span<const TallyRecord> tallies) {
  for (const TallyRecord& tally : tallies) RETURN_IF_ERROR(AddTally(scope, tally));
  return absl::OkStatus();
}

absl::Status SqliteWriter::AddTally(const auth::Scope& scope, const TallyRecord& tally) {
  RETURN_IF_ERROR(CheckMayChange(scope, tally.owner));
  const auto kind = static_cast<int64_t>(tally.kind);
  const int64_t hour = absl::ToUnixMicros(tally.hour);
  int64_t before = 0;
  {
    Query query(db_, kGetTally, kind, tally.resource, hour, tally.account, tally.detail);
    if (query.Next()) {
      RETURN_IF_ERROR(CheckSame("owner", tally.owner, std::string(query.Text(0))));
      before = query.Int(1);
    }
    RETURN_IF_ERROR(query.status());
  }
  if (tally.amount < 1 || tally.amount > std::numeric_limits<int64_t>::max() - before) {
    return base::InvalidField("amount", absl::StrCat(tally.amount),
                              "1 or more, and a sum that a 64-bit number holds");
  }
  RETURN_IF_ERROR(db_.Run(kPutTally, kind, tally.resource, hour, tally.account, tally.detail,
                          tally.owner, before + tally.amount));
  noted_ = true;
  return absl::OkStatus();
}

absl::Status SqliteWriter::PutMail(const auth::Scope& scope, const MailRecord& mail) {
  RETURN_IF_ERROR(CheckMayChange(scope, mail.owner));
  {
    Query query(db_, kMailOwner, mail.name);
    if (query.Next()) RETURN_IF_ERROR(CheckMayChange(scope, std::string(query.Text(0))));
    RETURN_IF_ERROR(query.status());
  }
  RETURN_IF_ERROR(db_.Run(kPutMail, mail.name, mail.owner, mail.account,
                          absl::ToUnixMicros(mail.due_time), mail.attempts));
  noted_ = true;
  return absl::OkStatus();
}

absl::Status SqliteWriter::RemoveMail(const auth::Scope& scope, absl::string_view name) {
  {
    Query query(db_, kMailOwner, name);
    if (!query.Next()) return query.status();
    const std::string owner(query.Text(0));
    if (!scope.MayRead(owner)) return absl::OkStatus();  // as if it did not exist
    RETURN_IF_ERROR(CheckMayChange(scope, owner));
  }
  RETURN_IF_ERROR(db_.Run("DELETE FROM mails WHERE name = ?1", name));
  noted_ = true;
  return absl::OkStatus();
}

}  // namespace continuum::storage
