// SPDX-License-Identifier: Apache-2.0

#include "continuum/v1/assessment_service.grpc.pb.h"
#include "server/operations/assessments.h"
#include "server/services/services.h"

namespace continuum::services {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

class AssessmentService final : public v1::AssessmentService::WithRawCallbackMethod_GetScorecard<
                                    v1::AssessmentService::CallbackService> {
 public:
  explicit AssessmentService(Serve& serve) : serve_(serve) {}

  Reactor* CreateAssessment(Context* context, const v1::CreateAssessmentRequest* request,
                            v1::Assessment* response) override {
    return serve_.Write(context, request, response, operations::CreateAssessment);
  }
  Reactor* GetAssessment(Context* context, const v1::GetAssessmentRequest* request,
                         v1::Assessment* response) override {
    return serve_.Read(context, request, response, operations::GetAssessment);
  }
  Reactor* ListAssessments(Context* context, const v1::ListAssessmentsRequest* request,
                           v1::ListAssessmentsResponse* response) override {
    return serve_.Read(context, request, response, operations::ListAssessments);
  }
  Reactor* SaveAnswers(Context* context, const v1::SaveAnswersRequest* request,
                       v1::Assessment* response) override {
    return serve_.Write(context, request, response, operations::SaveAnswers);
  }
  Reactor* GetAnswerSet(Context* context, const v1::GetAnswerSetRequest* request,
                        v1::RecordedAnswerSet* response) override {
    return serve_.Read(context, request, response, operations::GetAnswerSet);
  }
  Reactor* CompleteAssessment(Context* context, const v1::CompleteAssessmentRequest* request,
                              v1::Assessment* response) override {
    return serve_.Write(context, request, response, operations::CompleteAssessment);
  }
  Reactor* CorrectAssessment(Context* context, const v1::CorrectAssessmentRequest* request,
                             v1::Assessment* response) override {
    return serve_.Write(context, request, response, operations::CorrectAssessment);
  }
  // Raw: the bytes that were stored with a completed assessment go out as they are.
  Reactor* GetScorecard(Context* context, const grpc::ByteBuffer* request,
                        grpc::ByteBuffer* response) override {
    return serve_.ReadBytes<v1::GetScorecardRequest>(context, request, response,
                                                     operations::GetScorecardBytes);
  }
  Reactor* GetNextLevel(Context* context, const v1::GetNextLevelRequest* request,
                        v1::NextLevel* response) override {
    return serve_.Read(context, request, response, operations::GetNextLevel);
  }
  Reactor* GetFidelityHistory(Context* context, const v1::GetFidelityHistoryRequest* request,
                              v1::GetFidelityHistoryResponse* response) override {
    return serve_.Read(context, request, response, operations::GetFidelityHistory);
  }

 private:
  Serve& serve_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeAssessmentService(Serve& serve) {
  return std::make_unique<AssessmentService>(serve);
}

}  // namespace continuum::services
