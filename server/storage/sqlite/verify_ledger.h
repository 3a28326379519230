// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_VERIFY_LEDGER_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_VERIFY_LEDGER_H_

#include <optional>

#include "absl/status/statusor.h"
#include "server/base/patience.h"
#include "server/storage/sqlite/read_pool.h"
#include "server/storage/storage.h"

namespace continuum::storage {

// Storage::VerifyLedger for SQLite. Reads every leaf up to the head and every row, some hundred per
// snapshot; what is written meanwhile is right if it agrees with its leaf. Requests are not in the
// ledger and not looked at.
absl::StatusOr<LedgerReport> VerifyLedger(ReadPool& readers, const base::Patience& patience = {},
                                          const std::optional<LedgerHead>& kept = {});

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_VERIFY_LEDGER_H_
