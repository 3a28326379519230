// SPDX-License-Identifier: Apache-2.0

#include "continuum/v1/ledger_service.pb.h"
#include "server/operations/ledger.h"
#include "server/services/services.h"
#include "server/services/unary_service.h"

namespace continuum::services {

std::unique_ptr<grpc::Service> MakeLedgerService(Serve& serve) {
  auto service = std::make_unique<UnaryService>(
      *v1::GetLedgerHeadRequest::descriptor()->file()->FindServiceByName("LedgerService"), serve);
  service->Read(operations::GetLedgerHead);
  service->Read(operations::ListLedgerEntries);
  service->Read(operations::VerifyLedger);
  return service;
}

}  // namespace continuum::services
