// SPDX-License-Identifier: Apache-2.0

#include "continuum/v1/assessment_service.pb.h"
#include "server/operations/assessments.h"
#include "server/services/services.h"
#include "server/services/unary_service.h"

namespace continuum::services {

std::unique_ptr<grpc::Service> MakeAssessmentService(Serve& serve) {
  auto service = std::make_unique<UnaryService>(
      *v1::CreateAssessmentRequest::descriptor()->file()->FindServiceByName("AssessmentService"),
      serve);
  service->Write(operations::CreateAssessment);
  service->Read(operations::GetAssessment);
  service->Read(operations::ListAssessments);
  service->Write(operations::SaveAnswers);
  service->Read(operations::GetAnswerSet);
  service->Write(operations::CompleteAssessment);
  service->Write(operations::CorrectAssessment);
  service->Read(operations::GetScorecardBytes);  // bytes that were stored go out as they are
  service->Read(operations::GetNextLevel);
  service->Read(operations::GetFidelityHistory);
  return service;
}

}  // namespace continuum::services
