// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs.h"

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/programs/rows.h"

namespace continuum::operations {

absl::StatusOr<v1::Program> CreateProgram(const Dependencies& dependencies, const Call& call,
                                          const v1::CreateProgramRequest& request) {
  const v1::Program& program = request.program();
  FieldChecks checks;
  checks.ResourceId("program_id", request.program_id());
  checks.NameOf(Resource::kOrganization, "program.organization", program.organization());
  checks.Line("program.title", program.title(), 1, kMaxTitleCharacters);
  CheckJurisdiction("program.jurisdiction", program.jurisdiction(), checks);
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  storage::ProgramRecord record;
  record.name = absl::StrCat("programs/", request.program_id());
  record.organization = program.organization();
  record.title = program.title();
  record.jurisdiction = program.jurisdiction();
  return CreateRow<Programs>(
      dependencies, call, request, record,
      [&](const storage::Reader& reader, const auth::Scope& scope) -> absl::Status {
        ASSIGN_OR_RETURN(const storage::OrganizationRecord organization,
                         reader.GetOrganization(scope, record.organization));
        RETURN_IF_ERROR(CheckAbsent(record.name, reader.GetProgram(scope, record.name)));
        return CheckActive(organization.name, organization.state);
      });
}

}  // namespace continuum::operations
