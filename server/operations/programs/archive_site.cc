// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs.h"

#include "server/operations/programs/rows.h"

namespace continuum::operations {

absl::StatusOr<v1::Site> ArchiveSite(const Dependencies& dependencies, const Call& call,
                                     const v1::ArchiveSiteRequest& request) {
  return ArchiveRow<Sites>(dependencies, call, request,
                           [](storage::Writer&, const auth::Scope&) { return absl::OkStatus(); });
}

}  // namespace continuum::operations
