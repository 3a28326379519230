// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/access/look_log.h"
#include "server/operations/access/use_log.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/programs.h"
#include "server/operations/programs/rows.h"
#include "server/operations/programs/shared_programs.h"

namespace continuum::operations {
namespace {

// The program sees that others saw it.
void NoteLooks(const Dependencies& dependencies, const Call& call, const SharedProgram& shared) {
  for (const std::string& access : shared.accesses) {
    dependencies.uses->Note(access, dependencies.clock->Now());
    dependencies.looks->Note({.hour = dependencies.clock->Now(),
                              .access = access,
                              .account = call.caller.id(),
                              .resource = shared.program.name,
                              .method = "ListPrograms"});
  }
}

// A page of both, by name; no program is in both.
std::vector<SharedProgram> Merge(std::vector<storage::ProgramRecord> own,
                                 std::vector<SharedProgram> shared, int limit) {
  for (storage::ProgramRecord& program : own) shared.push_back({std::move(program), {}});
  std::sort(shared.begin(), shared.end(), [](const SharedProgram& a, const SharedProgram& b) {
    return a.program.name < b.program.name;
  });
  shared.resize(std::min(shared.size(), static_cast<size_t>(limit)));
  return shared;
}

}  // namespace

absl::StatusOr<v1::ListProgramsResponse> ListPrograms(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ListProgramsRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.OptionalNameOf(Resource::kOrganization, "organization", request.organization());
  CheckJurisdiction("jurisdiction", request.jurisdiction(), checks);
  checks.KnownEnum("state", request.state(), v1::LifecycleState_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  storage::ProgramQuery query;
  query.organization = request.organization();
  query.title_contains = request.title_contains();
  query.jurisdiction = request.jurisdiction();
  query.state = ToFilter(request.state());
  v1::ListProgramsResponse response;
  std::vector<SharedProgram> page;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    ASSIGN_OR_RETURN(std::vector<storage::ProgramRecord> own,
                     reader.ListPrograms(auth::Scope(call.caller), query));
    ASSIGN_OR_RETURN(std::vector<SharedProgram> shared,
                     ListSharedPrograms(reader, call.caller, query));
    page = Merge(std::move(own), std::move(shared), query.page.limit);
    return absl::OkStatus();
  }));
  response.set_next_page_token(
      paging.Close(&page, [](const SharedProgram& row) { return row.program.name; }));
  for (const SharedProgram& row : page) {
    NoteLooks(dependencies, call, row);
    *response.add_programs() = ToMessage(row.program);
  }
  return response;
}

}  // namespace continuum::operations
