// SPDX-License-Identifier: Apache-2.0
//
// The use cases of LedgerService, one function per RPC of the same name. The contract stands at the
// RPCs in continuum/v1/ledger_service.proto; what rubrics.h says of all use cases holds here too.
// All of them read, and show what everybody has: the permission table lets only those call them who
// may see that.

#ifndef CONTINUUM_SERVER_OPERATIONS_LEDGER_H_
#define CONTINUUM_SERVER_OPERATIONS_LEDGER_H_

#include "absl/status/statusor.h"
#include "continuum/v1/ledger_service.pb.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

absl::StatusOr<v1::LedgerHead> GetLedgerHead(const Dependencies& dependencies, const Call& call,
                                             const v1::GetLedgerHeadRequest& request);

absl::StatusOr<v1::ListLedgerEntriesResponse> ListLedgerEntries(
    const Dependencies& dependencies, const Call& call,
    const v1::ListLedgerEntriesRequest& request);

absl::StatusOr<v1::VerifyLedgerResponse> VerifyLedger(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::VerifyLedgerRequest& request);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_LEDGER_H_
