// SPDX-License-Identifier: Apache-2.0
//
// What every query over stored rows does: ask for the scope, decode the content in column 0.

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_ROWS_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_ROWS_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/storage/queries.h"
#include "server/storage/row_content.h"
#include "server/storage/sqlite/db.h"

namespace continuum::storage {

// The owners whose rows the scope may read, as a JSON array; nothing if it may read all. Queries
// use it as (?n IS NULL OR owner IN (SELECT value FROM json_each(?n))).
std::optional<std::string> OwnersParameter(const auth::Scope& scope);

// The same without the installation's rows, which every scope may otherwise read.
std::optional<std::string> OwnOwnersParameter(const auth::Scope& scope);

// INVALID_ARGUMENT if the limit is below 1.
absl::Status CheckLimit(int limit);
absl::Status CheckPage(const Page& page);

// INVALID_ARGUMENT: page.after is not a row of the list.
absl::Status NotInList(const Page& page);

// 0 if there is none, as no state has that number.
template <typename State>
int64_t StateParameter(const std::optional<State>& state) {
  return state.has_value() ? static_cast<int64_t>(*state) : 0;
}

// The record in the first row. NOT_FOUND with this name if there is no row.
template <typename Record>
absl::StatusOr<Record> FirstRow(Query& query, absl::string_view name) {
  Record record;
  if (query.Next()) {
    RETURN_IF_ERROR(DecodeRow(query.Bytes(0), &record));
    return record;
  }
  RETURN_IF_ERROR(query.status());
  return base::NotFound(name);
}

// The records in all rows.
template <typename Record>
absl::StatusOr<std::vector<Record>> AllRows(Query& query) {
  std::vector<Record> records;
  while (query.Next()) {
    RETURN_IF_ERROR(DecodeRow(query.Bytes(0), &records.emplace_back()));
  }
  RETURN_IF_ERROR(query.status());
  return records;
}

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_ROWS_H_
