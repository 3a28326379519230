// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs.h"

#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/programs/rows.h"

namespace continuum::operations {

absl::StatusOr<v1::Site> UpdateSite(const Dependencies& dependencies, const Call& call,
                                    const v1::UpdateSiteRequest& request) {
  const v1::Site& site = request.site();
  FieldChecks checks;
  checks.NameOf(Resource::kSite, "site.name", site.name());
  checks.UpdateMask(request.update_mask(), {"title", "address"});
  if (Names(request.update_mask(), "title")) {
    checks.Line("site.title", site.title(), 1, kMaxTitleCharacters);
  }
  if (Names(request.update_mask(), "address")) {
    checks.Line("site.address", site.address(), 0, kMaxAddressCharacters);
  }
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  return ChangeRow<Sites>(dependencies, call, request, site.name(), site.etag(),
                          [&](storage::Writer&, const auth::Scope&, storage::SiteRecord& record) {
                            if (Names(request.update_mask(), "title")) record.title = site.title();
                            if (Names(request.update_mask(), "address"))
                              record.address = site.address();
                            return absl::OkStatus();
                          });
}

}  // namespace continuum::operations
