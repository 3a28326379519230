// SPDX-License-Identifier: Apache-2.0

#include "continuum/v1/rubric_service.pb.h"
#include "server/operations/rubrics.h"
#include "server/services/services.h"
#include "server/services/unary_service.h"

namespace continuum::services {

std::unique_ptr<grpc::Service> MakeRubricService(Serve& serve) {
  auto service = std::make_unique<UnaryService>(
      *v1::CheckRubricRequest::descriptor()->file()->FindServiceByName("RubricService"), serve);
  service->Read(operations::CheckRubric);
  service->Write(operations::CreateRubricRevision);
  service->Write(operations::UpdateRubricRevision);
  service->Write(operations::PublishRubricRevision);
  service->Read(operations::GetRubric);
  service->Read(operations::ListRubrics);
  service->Read(operations::GetRubricRevision);
  service->Read(operations::ListRubricRevisions);
  service->Read(operations::ScoreAnswers);
  return service;
}

}  // namespace continuum::services
