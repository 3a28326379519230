// SPDX-License-Identifier: Apache-2.0

#include "continuum/v1/rubric_service.grpc.pb.h"
#include "server/operations/rubrics.h"
#include "server/services/services.h"

namespace continuum::services {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

class RubricService final : public v1::RubricService::CallbackService {
 public:
  explicit RubricService(Serve& serve) : serve_(serve) {}

  Reactor* CheckRubric(Context* context, const v1::CheckRubricRequest* request,
                       v1::CheckRubricResponse* response) override {
    return serve_.Read(context, request, response, operations::CheckRubric);
  }
  Reactor* CreateRubricRevision(Context* context, const v1::CreateRubricRevisionRequest* request,
                                v1::RubricRevision* response) override {
    return serve_.Write(context, request, response, operations::CreateRubricRevision);
  }
  Reactor* UpdateRubricRevision(Context* context, const v1::UpdateRubricRevisionRequest* request,
                                v1::RubricRevision* response) override {
    return serve_.Write(context, request, response, operations::UpdateRubricRevision);
  }
  Reactor* PublishRubricRevision(Context* context, const v1::PublishRubricRevisionRequest* request,
                                 v1::RubricRevision* response) override {
    return serve_.Write(context, request, response, operations::PublishRubricRevision);
  }
  Reactor* GetRubric(Context* context, const v1::GetRubricRequest* request,
                     v1::Rubric* response) override {
    return serve_.Read(context, request, response, operations::GetRubric);
  }
  Reactor* ListRubrics(Context* context, const v1::ListRubricsRequest* request,
                       v1::ListRubricsResponse* response) override {
    return serve_.Read(context, request, response, operations::ListRubrics);
  }
  Reactor* GetRubricRevision(Context* context, const v1::GetRubricRevisionRequest* request,
                             v1::RubricRevision* response) override {
    return serve_.Read(context, request, response, operations::GetRubricRevision);
  }
  Reactor* ListRubricRevisions(Context* context, const v1::ListRubricRevisionsRequest* request,
                               v1::ListRubricRevisionsResponse* response) override {
    return serve_.Read(context, request, response, operations::ListRubricRevisions);
  }
  Reactor* ScoreAnswers(Context* context, const v1::ScoreAnswersRequest* request,
                        v1::ScoreAnswersResponse* response) override {
    return serve_.Read(context, request, response, operations::ScoreAnswers);
  }

 private:
  Serve& serve_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeRubricService(Serve& serve) {
  return std::make_unique<RubricService>(serve);
}

}  // namespace continuum::services
