// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs.h"

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/programs/rows.h"

namespace continuum::operations {

absl::StatusOr<v1::Organization> ArchiveOrganization(
    const Dependencies& dependencies, const Call& call,
    const v1::ArchiveOrganizationRequest& request) {
  storage::ProgramQuery active_programs;
  active_programs.organization = request.name();
  active_programs.state = storage::LifecycleState::kActive;
  active_programs.page.limit = 1;
  return ArchiveRow<Organizations>(
      dependencies, call, request,
      [&](storage::Writer& writer, const auth::Scope& scope) -> absl::Status {
        ASSIGN_OR_RETURN(const auto programs, writer.ListPrograms(scope, active_programs));
        if (programs.empty()) return absl::OkStatus();
        return base::FailedPrecondition(
            "HAS_ACTIVE_CHILDREN", request.name(),
            absl::StrCat("it has active programs, such as ", programs.front().name,
                         "; want all of them archived first"));
      });
}

}  // namespace continuum::operations
