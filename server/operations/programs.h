// SPDX-License-Identifier: Apache-2.0
//
// The use cases of ProgramService, one function per RPC of the same name. The contract stands at
// the RPCs in continuum/v1/program_service.proto; what rubrics.h says of all use cases holds here
// too. Reads: Get..., List.... All others wait for the one writer.

#ifndef CONTINUUM_SERVER_OPERATIONS_PROGRAMS_H_
#define CONTINUUM_SERVER_OPERATIONS_PROGRAMS_H_

#include "absl/status/statusor.h"
#include "continuum/v1/program_service.pb.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

absl::StatusOr<v1::Organization> CreateOrganization(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::CreateOrganizationRequest& request);

absl::StatusOr<v1::Organization> GetOrganization(const Dependencies& dependencies, const Call& call,
                                                 const v1::GetOrganizationRequest& request);

absl::StatusOr<v1::ListOrganizationsResponse> ListOrganizations(
    const Dependencies& dependencies, const Call& call,
    const v1::ListOrganizationsRequest& request);

absl::StatusOr<v1::Organization> UpdateOrganization(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::UpdateOrganizationRequest& request);

absl::StatusOr<v1::Organization> ArchiveOrganization(const Dependencies& dependencies,
                                                     const Call& call,
                                                     const v1::ArchiveOrganizationRequest& request);

absl::StatusOr<v1::Program> CreateProgram(const Dependencies& dependencies, const Call& call,
                                          const v1::CreateProgramRequest& request);

absl::StatusOr<v1::Program> GetProgram(const Dependencies& dependencies, const Call& call,
                                       const v1::GetProgramRequest& request);

absl::StatusOr<v1::ListProgramsResponse> ListPrograms(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ListProgramsRequest& request);

absl::StatusOr<v1::Program> UpdateProgram(const Dependencies& dependencies, const Call& call,
                                          const v1::UpdateProgramRequest& request);

absl::StatusOr<v1::Program> ArchiveProgram(const Dependencies& dependencies, const Call& call,
                                           const v1::ArchiveProgramRequest& request);

absl::StatusOr<v1::Site> CreateSite(const Dependencies& dependencies, const Call& call,
                                    const v1::CreateSiteRequest& request);

absl::StatusOr<v1::Site> GetSite(const Dependencies& dependencies, const Call& call,
                                 const v1::GetSiteRequest& request);

absl::StatusOr<v1::ListSitesResponse> ListSites(const Dependencies& dependencies, const Call& call,
                                                const v1::ListSitesRequest& request);

absl::StatusOr<v1::Site> UpdateSite(const Dependencies& dependencies, const Call& call,
                                    const v1::UpdateSiteRequest& request);

absl::StatusOr<v1::Site> ArchiveSite(const Dependencies& dependencies, const Call& call,
                                     const v1::ArchiveSiteRequest& request);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_PROGRAMS_H_
