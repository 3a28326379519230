// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_LEDGER_STATE_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_LEDGER_STATE_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/ledger/frontier.h"
#include "server/storage/records.h"
#include "server/storage/sqlite/db.h"
#include "server/storage/storage.h"

namespace continuum::storage {

// What the writer knows of the ledger without asking: a value, copied before each change and
// published after the commit.
struct LedgerState {
  ledger::Frontier frontier;
  absl::Time time = absl::InfinitePast();  // of the last change

  Sequence last() const { return static_cast<Sequence>(frontier.size()); }
};

// From the table ledger_head. DATA_LOSS, DATABASE_DAMAGED if it disagrees with itself or with the
// last leaf. Inside or outside of a transaction.
absl::StatusOr<LedgerState> LoadLedgerState(Db& db);

// Into the table ledger_head.
absl::Status StoreLedgerState(Db& db, const LedgerState& state);

// What others see of it.
LedgerHead ToLedgerHead(const LedgerState& state);

// The last change made at or before `time` among the first `last` ones. Searches by halves: times
// never go back.
absl::StatusOr<Sequence> SequenceAt(Db& db, Sequence last, absl::Time time);

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_LEDGER_STATE_H_
