// SPDX-License-Identifier: Apache-2.0

#include "continuum/v1/program_service.grpc.pb.h"
#include "server/operations/programs.h"
#include "server/services/services.h"

namespace continuum::services {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

class ProgramService final : public v1::ProgramService::CallbackService {
 public:
  explicit ProgramService(Serve& serve) : serve_(serve) {}

  Reactor* CreateOrganization(Context* context, const v1::CreateOrganizationRequest* request,
                              v1::Organization* response) override {
    return serve_.Write(context, request, response, operations::CreateOrganization);
  }
  Reactor* GetOrganization(Context* context, const v1::GetOrganizationRequest* request,
                           v1::Organization* response) override {
    return serve_.Read(context, request, response, operations::GetOrganization);
  }
  Reactor* ListOrganizations(Context* context, const v1::ListOrganizationsRequest* request,
                             v1::ListOrganizationsResponse* response) override {
    return serve_.Read(context, request, response, operations::ListOrganizations);
  }
  Reactor* UpdateOrganization(Context* context, const v1::UpdateOrganizationRequest* request,
                              v1::Organization* response) override {
    return serve_.Write(context, request, response, operations::UpdateOrganization);
  }
  Reactor* ArchiveOrganization(Context* context, const v1::ArchiveOrganizationRequest* request,
                               v1::Organization* response) override {
    return serve_.Write(context, request, response, operations::ArchiveOrganization);
  }
  Reactor* CreateProgram(Context* context, const v1::CreateProgramRequest* request,
                         v1::Program* response) override {
    return serve_.Write(context, request, response, operations::CreateProgram);
  }
  Reactor* GetProgram(Context* context, const v1::GetProgramRequest* request,
                      v1::Program* response) override {
    return serve_.Read(context, request, response, operations::GetProgram);
  }
  Reactor* ListPrograms(Context* context, const v1::ListProgramsRequest* request,
                        v1::ListProgramsResponse* response) override {
    return serve_.Read(context, request, response, operations::ListPrograms);
  }
  Reactor* UpdateProgram(Context* context, const v1::UpdateProgramRequest* request,
                         v1::Program* response) override {
    return serve_.Write(context, request, response, operations::UpdateProgram);
  }
  Reactor* ArchiveProgram(Context* context, const v1::ArchiveProgramRequest* request,
                          v1::Program* response) override {
    return serve_.Write(context, request, response, operations::ArchiveProgram);
  }
  Reactor* CreateSite(Context* context, const v1::CreateSiteRequest* request,
                      v1::Site* response) override {
    return serve_.Write(context, request, response, operations::CreateSite);
  }
  Reactor* GetSite(Context* context, const v1::GetSiteRequest* request,
                   v1::Site* response) override {
    return serve_.Read(context, request, response, operations::GetSite);
  }
  Reactor* ListSites(Context* context, const v1::ListSitesRequest* request,
                     v1::ListSitesResponse* response) override {
    return serve_.Read(context, request, response, operations::ListSites);
  }
  Reactor* UpdateSite(Context* context, const v1::UpdateSiteRequest* request,
                      v1::Site* response) override {
    return serve_.Write(context, request, response, operations::UpdateSite);
  }
  Reactor* ArchiveSite(Context* context, const v1::ArchiveSiteRequest* request,
                       v1::Site* response) override {
    return serve_.Write(context, request, response, operations::ArchiveSite);
  }

 private:
  Serve& serve_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeProgramService(Serve& serve) {
  return std::make_unique<ProgramService>(serve);
}

}  // namespace continuum::services
