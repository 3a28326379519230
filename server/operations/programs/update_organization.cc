// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs.h"

#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/programs/rows.h"

namespace continuum::operations {

absl::StatusOr<v1::Organization> UpdateOrganization(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::UpdateOrganizationRequest& request) {
  const v1::Organization& organization = request.organization();
  FieldChecks checks;
  checks.NameOf(Resource::kOrganization, "organization.name", organization.name());
  checks.UpdateMask(request.update_mask(), {"title"});
  if (Names(request.update_mask(), "title")) {
    checks.Line("organization.title", organization.title(), 1, kMaxTitleCharacters);
  }
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  return ChangeRow<Organizations>(
      dependencies, call, request, organization.name(), organization.etag(),
      [&](storage::Writer&, const auth::Scope&, storage::OrganizationRecord& record) {
        if (Names(request.update_mask(), "title")) record.title = organization.title();
        return absl::OkStatus();
      });
}

}  // namespace continuum::operations
