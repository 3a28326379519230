// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/sqlite_writer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/base/text.h"
#include "server/storage/sqlite/rows.h"

namespace continuum::storage {
namespace {

// Times are kept in microseconds, and what is read back must be what was said.
absl::Time ToMicroseconds(absl::Time time) {
  return absl::FromUnixMicros(absl::ToUnixMicros(time));
}

}  // namespace

SqliteWriter::SqliteWriter(Db& db, const LedgerState& before, const ChangeInfo& info,
                           absl::Time now)
    : SqliteReads<Writer>(db, before.last(), now),
      info_(info),
      sequence_(before.last() + 1),
      time_(std::max(ToMicroseconds(now), before.time)) {}

SqliteWriter::Sealed SqliteWriter::SealContent(RowKind kind, absl::string_view name,
                                               const std::string& owner, std::string content) {
  Sealed sealed{.salt = NewSalt(), .content = std::move(content)};
  if (leaf_.rows.empty()) leaf_.owner = owner;
  if (leaf_.owner != owner) leaf_.owner = auth::kInstallationOwner;
  leaf_.rows.insert_or_assign({kind, std::string(name)}, DigestRow(sealed.salt, sealed.content));
  return sealed;
}

absl::StatusOr<std::string> SqliteWriter::GetChangeableOwner(absl::string_view sql,
                                                             const auth::Scope& scope,
                                                             const std::string& name) const {
  Query query(db_, sql, name, OwnersParameter(scope));
  if (!query.Next()) return query.status().ok() ? base::NotFound(name) : query.status();
  std::string owner(query.Text(0));
  RETURN_IF_ERROR(CheckMayChange(scope, owner));
  return owner;
}

absl::Status SqliteWriter::CheckFree(absl::string_view sql, const std::string& name) const {
  Query query(db_, sql, name);
  if (query.Next()) return base::AlreadyExists(name);
  return query.status();
}

absl::Status CheckMayChange(const auth::Scope& scope, const std::string& owner) {
  if (scope.MayChange(owner)) return absl::OkStatus();
  return base::PermissionDenied(
      "PERMISSION_DENIED",
      absl::StrCat("you may not change what belongs to ", base::Shown(owner, 256)));
}

absl::Status CheckSame(absl::string_view field, const std::string& value,
                       const std::string& current) {
  if (value == current) return absl::OkStatus();
  return base::InvalidField(field, value,
                            absl::StrCat(base::Shown(current), ", as it never changes"));
}

absl::Status SqliteWriter::CreateRequest(const auth::Scope& scope, const RequestRecord& record) {
  RETURN_IF_ERROR(CheckMayChange(scope, record.owner));
  Query query(db_, "SELECT 1 FROM requests WHERE caller = ?1 AND request_id = ?2 AND time >= ?3",
              info_.author, record.request_id, absl::ToUnixMicros(time_ - kRequestLifetime));
  if (query.Next() || request_.has_value()) return base::AlreadyExists(record.request_id);
  RETURN_IF_ERROR(query.status());
  request_ = record;
  return absl::OkStatus();
}

absl::Status SqliteWriter::Finish(LedgerState* state) {
  if (leaf_.rows.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(ForgetErasedRequests());
  if (request_.has_value()) {
    // One that was forgotten but is still there makes room.
    RETURN_IF_ERROR(db_.Run(
        R"(INSERT OR REPLACE INTO requests
             (caller, request_id, sequence, time, owner, method, request_digest, response)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))",
        info_.author, request_->request_id, sequence_, absl::ToUnixMicros(time_), request_->owner,
        request_->method, Blob{request_->request_digest}, Blob{request_->response}));
  }
  leaf_.sequence = sequence_;
  leaf_.time = time_;
  leaf_.kind = info_.kind;
  leaf_.author = info_.author;
  const std::string bytes = EncodeLeaf(leaf_);
  RETURN_IF_ERROR(
      db_.Run("INSERT INTO ledger_leaves (sequence, owner, time, leaf) VALUES (?1, ?2, ?3, ?4)",
              sequence_, leaf_.owner, absl::ToUnixMicros(time_), Blob{bytes}));
  state->frontier.Append(ledger::HashLeaf(bytes));
  state->time = time_;
  return absl::OkStatus();
}

}  // namespace continuum::storage
