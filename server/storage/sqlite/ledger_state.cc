// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/ledger_state.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/ledger/hash.h"

namespace continuum::storage {
namespace {

absl::Status Damaged(absl::string_view what) {
  return base::MakeError(
      absl::StatusCode::kDataLoss, "DATABASE_DAMAGED",
      absl::StrCat("the ledger is damaged (", what, "): restore the database from a backup"));
}

absl::StatusOr<ledger::Frontier> ParseFrontier(int64_t size, absl::string_view bytes) {
  std::vector<ledger::Hash> hashes;
  for (; !bytes.empty(); bytes.remove_prefix(ledger::kHashBytes)) {
    const auto hash = ledger::HashFromBytes(bytes.substr(0, ledger::kHashBytes));
    if (!hash.ok()) return Damaged("a hash of the head is cut short");
    hashes.push_back(*hash);
  }
  auto frontier = ledger::Frontier::Restore(static_cast<uint64_t>(size), std::move(hashes));
  if (!frontier.ok()) return Damaged("the head's hashes do not fit its size");
  return frontier;
}

}  // namespace

absl::StatusOr<LedgerState> LoadLedgerState(Db& db) {
  LedgerState state;
  {
    Query query(db, "SELECT size, time, root, frontier FROM ledger_head WHERE id = 1");
    if (query.Next()) {
      ASSIGN_OR_RETURN(state.frontier, ParseFrontier(query.Int(0), query.Bytes(3)));
      state.time = absl::FromUnixMicros(query.Int(1));
      if (ledger::AsBytes(state.frontier.Root()) != query.Bytes(2)) {
        return Damaged("the head's root does not fit its hashes");
      }
    }
    RETURN_IF_ERROR(query.status());
  }
  ASSIGN_OR_RETURN(const int64_t last,
                   db.GetInt("SELECT coalesce(max(sequence), 0) FROM ledger_leaves"));
  if (last != state.last()) return Damaged("the head does not count the leaves");
  return state;
}

absl::Status StoreLedgerState(Db& db, const LedgerState& state) {
  std::string frontier;
  for (const ledger::Hash& hash : state.frontier.hashes()) {
    absl::StrAppend(&frontier, ledger::AsBytes(hash));
  }
  const ledger::Hash root = state.frontier.Root();
  return db.Run(
      R"(INSERT INTO ledger_head (id, size, time, root, frontier) VALUES (1, ?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET size = ?1, time = ?2, root = ?3, frontier = ?4)",
      state.last(), absl::ToUnixMicros(state.time), Blob{ledger::AsBytes(root)}, Blob{frontier});
}

LedgerHead ToLedgerHead(const LedgerState& state) {
  return {.size = state.last(),
          .root = std::string(ledger::AsBytes(state.frontier.Root())),
          .time = state.time};
}

absl::StatusOr<Sequence> SequenceAt(Db& db, Sequence last, absl::Time time) {
  const int64_t wanted = absl::ToUnixMicros(time);
  Sequence at = 0;  // made at or before `time`
  Sequence after = last + 1;
  while (after - at > 1) {
    const Sequence middle = at + (after - at) / 2;
    Query query(db, "SELECT time FROM ledger_leaves WHERE sequence = ?1", middle);
    if (!query.Next()) return query.status().ok() ? Damaged("a leaf is missing") : query.status();
    (query.Int(0) <= wanted ? at : after) = middle;
  }
  return at;
}

}  // namespace continuum::storage
