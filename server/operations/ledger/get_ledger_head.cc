// SPDX-License-Identifier: Apache-2.0

#include "server/base/status_macros.h"
#include "server/operations/ledger.h"
#include "server/operations/ledger/ledger_messages.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::LedgerHead> GetLedgerHead(const Dependencies& dependencies, const Call& /*call*/,
                                             const v1::GetLedgerHeadRequest& /*request*/) {
  ASSIGN_OR_RETURN(const storage::LedgerHead head, dependencies.storage->GetLedgerHead());
  return ToMessage(head);
}

}  // namespace continuum::operations
