// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs.h"

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/programs/rows.h"

namespace continuum::operations {

absl::StatusOr<v1::Organization> CreateOrganization(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::CreateOrganizationRequest& request) {
  FieldChecks checks;
  checks.ResourceId("organization_id", request.organization_id());
  checks.Line("organization.title", request.organization().title(), 1, kMaxTitleCharacters);
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  storage::OrganizationRecord record;
  record.name = absl::StrCat("organizations/", request.organization_id());
  record.title = request.organization().title();
  return CreateRow<Organizations>(
      dependencies, call, request, record,
      [](const storage::Reader&, const auth::Scope&) { return absl::OkStatus(); });
}

}  // namespace continuum::operations
