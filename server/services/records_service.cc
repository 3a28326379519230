// SPDX-License-Identifier: Apache-2.0

#include "continuum/v1/records_service.pb.h"
#include "server/operations/records.h"
#include "server/services/services.h"
#include "server/services/unary_service.h"

namespace continuum::services {

std::unique_ptr<grpc::Service> MakeRecordsService(Serve& serve) {
  auto service = std::make_unique<UnaryService>(
      *v1::CreatePurgeRequest::descriptor()->file()->FindServiceByName("RecordsService"), serve);
  service->Write(operations::CreatePurge);
  service->Write(operations::ApprovePurge);
  service->Write(operations::DeclinePurge);
  service->Read(operations::ListPurges);
  service->Write(operations::CreateHold);
  service->Write(operations::EndHold);
  service->Read(operations::ListHolds);
  service->Read(operations::GetRetentionPolicy);
  service->Write(operations::UpdateRetentionPolicy);
  service->Read(operations::PreviewRetention);
  service->Read(operations::ExportPublicRecord);
  return service;
}

}  // namespace continuum::services
