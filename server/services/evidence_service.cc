// SPDX-License-Identifier: Apache-2.0

#include "continuum/v1/evidence_service.pb.h"
#include "server/operations/evidence.h"
#include "server/services/services.h"
#include "server/services/unary_service.h"

namespace continuum::services {

std::unique_ptr<grpc::Service> MakeEvidenceService(Serve& serve) {
  auto service = std::make_unique<UnaryService>(
      *v1::BeginUploadRequest::descriptor()->file()->FindServiceByName("EvidenceService"), serve);
  service->Write(operations::BeginUpload);
  service->Write(operations::UploadChunk);
  service->Read(operations::GetUpload);
  service->SlowRead(operations::CheckUpload);  // looks into a whole file
  service->Write(operations::FinishUpload);
  service->Write(operations::CancelUpload);
  service->Write(operations::CreateLink);
  service->Write(operations::CreateInterview);
  service->Write(operations::CreateChartReview);
  service->Read(operations::ListEvidence);
  service->Read(operations::GetEvidence);
  service->SlowRead(operations::ReadEvidence);  // notes who read
  service->Read(operations::ListEvidenceReads);
  service->Write(operations::RemoveEvidence);
  service->Write(operations::AttachEvidence);
  service->Write(operations::DetachEvidence);
  service->Read(operations::ListAttachments);
  return service;
}

}  // namespace continuum::services
