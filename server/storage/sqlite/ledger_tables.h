// SPDX-License-Identifier: Apache-2.0
//
// Which tables hold what the ledger speaks of, for verifying it.

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_LEDGER_TABLES_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_LEDGER_TABLES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "server/storage/records.h"
#include "server/storage/row_content.h"
#include "server/storage/sqlite/db.h"

namespace continuum::storage {

// What a row is found by. Parts that a table does not have are empty.
struct RowKey {
  std::string name;  // or the assessment
  std::string answer_set;
  std::string criterion;
  Sequence sequence = 0;
};

// Columns and what they should hold, by the row's content.
using Columns = std::vector<std::pair<absl::string_view, std::string>>;

// The kind of a table whose rows are of many kinds: each row's content says which.
inline constexpr RowKind kManyKinds{0};

// A table of rows with content.
struct RowTable {
  RowKind kind;
  // The rows after a RowKey (?1 to ?4), at most ?5: the key, owner, the owner that it should have
  // (NULL if what the row belongs to does not exist), salt, content, then the columns that serve
  // queries.
  absl::string_view scan;
  // Salt and content of the row with a RowKey.
  absl::string_view find;
  // Of rows that can be erased, else empty: the versions up to ?4 of the row with the other parts
  // of a RowKey that still have content or salt.
  absl::string_view find_unerased;
  // What the key and the columns after the content should be. DATA_LOSS: it cannot be read.
  absl::StatusOr<Columns> (*expect)(absl::string_view content);
};
absl::Span<const RowTable> RowTables();

// The table that has the rows of this kind; null if there is no such kind.
const RowTable* FindRowTable(RowKind kind);

// A table of resources, with what never changes of them.
struct ResourceTable {
  // The resources after name ?1, at most ?2: name, the content of the first version (NULL if there
  // is none), owner, the owner that it should have, then all other columns.
  absl::string_view scan;
  // What the other columns should be.
  absl::StatusOr<Columns> (*expect)(absl::string_view content);
};
absl::Span<const ResourceTable> ResourceTables();

// What a row is called in the ledger, and back.
std::string ToRowName(RowKind kind, const RowKey& key);
RowKey ToRowKey(RowKind kind, absl::string_view name, Sequence sequence);

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_LEDGER_TABLES_H_
