// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/read_ledger.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/strip.h"
#include "server/base/status_macros.h"
#include "server/storage/ledger_leaf.h"
#include "server/storage/sqlite/rows.h"

namespace continuum::storage::sqlite {
namespace {

constexpr char kListLeaves[] = R"(
  SELECT sequence, leaf FROM ledger_leaves
  WHERE sequence BETWEEN ?1 AND ?2
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3)))
    AND (?4 = '' OR owner = ?4)
  ORDER BY sequence DESC)";

// Whether the name is the resource's, or begins with it and "/".
bool IsOrIsIn(absl::string_view name, absl::string_view resource) {
  return absl::ConsumePrefix(&name, resource) && (name.empty() || name.front() == '/');
}

bool Fits(const LedgerLeaf& leaf, const LeafQuery& q) {
  if (!q.author.empty() && leaf.author != q.author) return false;
  if (!q.kind.empty() && leaf.kind != q.kind) return false;
  return q.resource.empty() ||
         std::any_of(leaf.rows.begin(), leaf.rows.end(),
                     [&q](const auto& row) { return IsOrIsIn(row.first.second, q.resource); });
}

}  // namespace

absl::StatusOr<LeafPage> ListLeaves(Db& db, const auth::Scope& scope, Sequence last,
                                    const LeafQuery& q) {
  RETURN_IF_ERROR(CheckLimit(q.limit));
  const Sequence newest = std::min(last, std::max<Sequence>(q.before, 1) - 1);
  LeafPage page;
  page.looked_to = std::max<Sequence>(newest - kMaxLeavesLookedAt + 1, 1);
  Query query(db, kListLeaves, page.looked_to, newest, OwnOwnersParameter(scope), q.owner);
  while (query.Next()) {
    ASSIGN_OR_RETURN(LedgerLeaf leaf, DecodeLeaf(query.Bytes(1)));
    if (!Fits(leaf, q)) continue;
    page.leaves.push_back(std::move(leaf));
    if (static_cast<int>(page.leaves.size()) < q.limit) continue;
    page.looked_to = query.Int(0);
    break;
  }
  RETURN_IF_ERROR(query.status());
  return page;
}

}  // namespace continuum::storage::sqlite
