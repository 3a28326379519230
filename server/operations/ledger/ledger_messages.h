// SPDX-License-Identifier: Apache-2.0
//
// What the ledger holds, as the API shows it. Pure functions.

#ifndef CONTINUUM_SERVER_OPERATIONS_LEDGER_LEDGER_MESSAGES_H_
#define CONTINUUM_SERVER_OPERATIONS_LEDGER_LEDGER_MESSAGES_H_

#include "absl/strings/string_view.h"
#include "continuum/v1/ledger_service.pb.h"
#include "server/storage/ledger_leaf.h"
#include "server/storage/row_content.h"
#include "server/storage/storage.h"

namespace continuum::operations {

// What a row is, in words: "answer set"; empty for a number that no kind has.
absl::string_view RowKindWords(storage::RowKind kind);

v1::LedgerHead ToMessage(const storage::LedgerHead& head);
v1::LedgerEntry ToMessage(const storage::LedgerLeaf& leaf);
v1::LedgerProblem ToMessage(const storage::LedgerProblem& problem);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_LEDGER_LEDGER_MESSAGES_H_
