// SPDX-License-Identifier: Apache-2.0

#include "continuum/v1/together_service.pb.h"
#include "server/operations/together.h"
#include "server/services/services.h"
#include "server/services/unary_service.h"

namespace continuum::services {

std::unique_ptr<grpc::Service> MakeTogetherService(Serve& serve) {
  auto service = std::make_unique<UnaryService>(
      *v1::CreateAssignmentRequest::descriptor()->file()->FindServiceByName("TogetherService"),
      serve);
  service->Write(operations::CreateAssignment);
  service->Read(operations::ListAssignments);
  service->Read(operations::ListMyAssignments);
  service->Write(operations::FinishAssignment);
  service->Write(operations::CancelAssignment);
  service->Write(operations::CreateThread);
  service->Write(operations::CreateComment);
  service->Read(operations::ListThreads);
  service->Read(operations::ListComments);
  service->Write(operations::ResolveThread);
  service->Write(operations::ReopenThread);
  service->Read(operations::ListAnswerSets);
  service->Read(operations::CompareAnswerSets);
  service->Read(operations::ListChanges);
  service->Write(operations::CarryForward);
  service->Write(operations::ConfirmAnswers);
  service->Read(operations::GetEffort);
  return service;
}

}  // namespace continuum::services
