// SPDX-License-Identifier: Apache-2.0
//
// SqliteWriter's part for erasing what earlier versions said.

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/storage/ledger_leaf.h"
#include "server/storage/resource_kinds.h"
#include "server/storage/row_content.h"
#include "server/storage/sqlite/ledger_tables.h"
#include "server/storage/sqlite/rows.h"
#include "server/storage/sqlite/sqlite_writer.h"

namespace continuum::storage {
namespace {

// The statements for a table whose rows can be erased. ?1 to ?3 are the parts of a RowKey.
struct ErasableTable {
  absl::string_view find_owner;    // ?5: the kind; ?6: the scope's owners
  absl::string_view find_current;  // the version of change ?4
  absl::string_view find_earlier;  // sequences of versions before ?4 that still say something
  absl::string_view blank;         // empties them
};

constexpr ErasableTable kAnswers = {
    R"(SELECT owner FROM answers
       WHERE assessment = ?1 AND answer_set = ?2 AND criterion = ?3
         AND (?6 IS NULL OR owner IN (SELECT value FROM json_each(?6))) LIMIT 1)",
    R"(SELECT 1 FROM answers
       WHERE assessment = ?1 AND answer_set = ?2 AND criterion = ?3 AND sequence = ?4)",
    R"(SELECT sequence FROM answers
       WHERE assessment = ?1 AND answer_set = ?2 AND criterion = ?3 AND sequence < ?4
         AND length(content) > 0)",
    R"(UPDATE answers SET salt = x'', content = x''
       WHERE assessment = ?1 AND answer_set = ?2 AND criterion = ?3 AND sequence < ?4
         AND length(content) > 0)"};

constexpr ErasableTable kResources = {
    R"(SELECT owner FROM resources
       WHERE name = ?1 AND kind = ?5
         AND (?6 IS NULL OR owner IN (SELECT value FROM json_each(?6))))",
    R"(SELECT 1 FROM resource_versions
       WHERE name = ?1 AND sequence = ?4)",
    R"(SELECT sequence FROM resource_versions
       WHERE name = ?1 AND sequence < ?4 AND length(content) > 0)",
    R"(UPDATE resource_versions SET state = 0, salt = x'', content = x''
       WHERE name = ?1 AND sequence < ?4 AND length(content) > 0)"};

constexpr char kPutErasure[] = R"(
  INSERT INTO erasures (name, sequence, owner, kind, up_to, salt, content)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  ON CONFLICT (name, sequence) DO UPDATE SET salt = ?6, content = ?7)";

constexpr char kForgetRequests[] = R"(
  DELETE FROM requests
  WHERE caller = ?1 AND sequence IN (SELECT value FROM json_each(?2)))";

}  // namespace

absl::StatusOr<int64_t> SqliteWriter::Erase(const auth::Scope& scope, RowKind kind,
                                            absl::string_view name) {
  const auto number = static_cast<int64_t>(kind);
  if (kind != RowKind::kAnswer && !IsResourceKind(kind)) {
    return base::InvalidField("kind", absl::StrCat(number),
                              "that of an answer, or one that shares the table of resources");
  }
  const ErasableTable& table = kind == RowKind::kAnswer ? kAnswers : kResources;
  const RowKey key = ToRowKey(kind, name, sequence_);
  std::string owner;
  {
    Query query(db_, table.find_owner, key.name, key.answer_set, key.criterion, sequence_, number,
                OwnersParameter(scope));
    if (!query.Next()) return query.status().ok() ? base::NotFound(name) : query.status();
    owner = std::string(query.Text(0));
    RETURN_IF_ERROR(CheckMayChange(scope, owner));
  }
  {
    Query query(db_, table.find_current, key.name, key.answer_set, key.criterion, sequence_);
    if (!query.Next()) {
      RETURN_IF_ERROR(query.status());
      return base::FailedPrecondition("NOTHING_IN_ITS_PLACE", std::string(name),
                                      "write what stands in its place before you erase it");
    }
  }
  std::vector<Sequence> erased;
  {
    Query query(db_, table.find_earlier, key.name, key.answer_set, key.criterion, sequence_);
    while (query.Next()) erased.push_back(query.Int(0));
    RETURN_IF_ERROR(query.status());
  }
  if (erased.empty()) return 0;
  RETURN_IF_ERROR(db_.Run(table.blank, key.name, key.answer_set, key.criterion, sequence_));
  erased_changes_.insert(erased.begin(), erased.end());
  RETURN_IF_ERROR(PutErasure(owner, kind, std::string(name)));
  return static_cast<int64_t>(erased.size());
}

absl::Status SqliteWriter::PutErasure(const std::string& owner, RowKind kind,
                                      const std::string& name) {
  const ErasureRecord erasure = {
      .kind = kind, .name = name, .up_to = sequence_ - 1, .sequence = sequence_, .time = time_};
  const Sealed row = Seal(RowKind::kErasure, name, owner, erasure);
  return db_.Run(kPutErasure, name, sequence_, owner, static_cast<int64_t>(kind), erasure.up_to,
                 Blob{row.salt}, Blob{row.content});
}

absl::Status SqliteWriter::ForgetErasedRequests() {
  if (erased_changes_.empty()) return absl::OkStatus();
  // A caller's requests stand together, and all of them are looked through: once for all of the
  // caller's changes.
  std::map<std::string, std::string> changes;  // by caller, as a JSON array without its brackets
  for (const Sequence sequence : erased_changes_) {
    Query query(db_, "SELECT leaf FROM ledger_leaves WHERE sequence = ?1", sequence);
    if (query.Next()) {
      ASSIGN_OR_RETURN(const LedgerLeaf leaf, DecodeLeaf(query.Bytes(0)));
      std::string& list = changes[leaf.author];
      absl::StrAppend(&list, list.empty() ? "" : ",", sequence);
    }
    RETURN_IF_ERROR(query.status());
  }
  for (const auto& [caller, list] : changes) {
    RETURN_IF_ERROR(db_.Run(kForgetRequests, caller, absl::StrCat("[", list, "]")));
  }
  return db_.Run("INSERT OR IGNORE INTO rewrite_due (id) VALUES (1)");
}

}  // namespace continuum::storage
