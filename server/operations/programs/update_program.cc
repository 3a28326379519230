// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs.h"

#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/programs/rows.h"

namespace continuum::operations {

absl::StatusOr<v1::Program> UpdateProgram(const Dependencies& dependencies, const Call& call,
                                          const v1::UpdateProgramRequest& request) {
  const v1::Program& program = request.program();
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "program.name", program.name());
  checks.UpdateMask(request.update_mask(), {"title", "jurisdiction"});
  if (Names(request.update_mask(), "title")) {
    checks.Line("program.title", program.title(), 1, kMaxTitleCharacters);
  }
  if (Names(request.update_mask(), "jurisdiction")) {
    CheckJurisdiction("program.jurisdiction", program.jurisdiction(), checks);
  }
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  return ChangeRow<Programs>(
      dependencies, call, request, program.name(), program.etag(),
      [&](storage::Writer&, const auth::Scope&, storage::ProgramRecord& record) {
        if (Names(request.update_mask(), "title")) record.title = program.title();
        if (Names(request.update_mask(), "jurisdiction"))
          record.jurisdiction = program.jurisdiction();
        return absl::OkStatus();
      });
}

}  // namespace continuum::operations
