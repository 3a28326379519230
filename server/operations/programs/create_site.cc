// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs.h"

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/programs/rows.h"

namespace continuum::operations {

absl::StatusOr<v1::Site> CreateSite(const Dependencies& dependencies, const Call& call,
                                    const v1::CreateSiteRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  checks.ResourceId("site_id", request.site_id());
  checks.Line("site.title", request.site().title(), 1, kMaxTitleCharacters);
  checks.Line("site.address", request.site().address(), 0, kMaxAddressCharacters);
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  storage::SiteRecord record;
  record.name = absl::StrCat(request.parent(), "/sites/", request.site_id());
  record.program = request.parent();
  record.title = request.site().title();
  record.address = request.site().address();
  return CreateRow<Sites>(
      dependencies, call, request, record,
      [&](const storage::Reader& reader, const auth::Scope& scope) -> absl::Status {
        ASSIGN_OR_RETURN(const storage::ProgramRecord program,
                         reader.GetProgram(scope, record.program));
        RETURN_IF_ERROR(CheckAbsent(record.name, reader.GetSite(scope, record.name)));
        return CheckActive(program.name, program.state);
      });
}

}  // namespace continuum::operations
