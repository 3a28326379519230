// SPDX-License-Identifier: Apache-2.0

#include "continuum/v1/program_service.pb.h"
#include "server/operations/programs.h"
#include "server/services/services.h"
#include "server/services/unary_service.h"

namespace continuum::services {

std::unique_ptr<grpc::Service> MakeProgramService(Serve& serve) {
  auto service = std::make_unique<UnaryService>(
      *v1::CreateOrganizationRequest::descriptor()->file()->FindServiceByName("ProgramService"),
      serve);
  service->Write(operations::CreateOrganization);
  service->Read(operations::GetOrganization);
  service->Read(operations::ListOrganizations);
  service->Write(operations::UpdateOrganization);
  service->Write(operations::ArchiveOrganization);
  service->Write(operations::CreateProgram);
  service->Read(operations::GetProgram);
  service->Read(operations::ListPrograms);
  service->Write(operations::UpdateProgram);
  service->Write(operations::ArchiveProgram);
  service->Write(operations::CreateSite);
  service->Read(operations::GetSite);
  service->Read(operations::ListSites);
  service->Write(operations::UpdateSite);
  service->Write(operations::ArchiveSite);
  return service;
}

}  // namespace continuum::services
