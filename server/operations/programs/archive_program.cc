// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs.h"

#include "server/base/status_macros.h"
#include "server/operations/programs/rows.h"

namespace continuum::operations {
namespace {

constexpr int kSitesAtOnce = 100;

absl::Status ArchiveSitesOf(storage::Writer& writer, const auth::Scope& scope,
                            const std::string& program) {
  storage::SiteQuery query;
  query.program = program;
  query.page.limit = kSitesAtOnce;
  while (true) {
    ASSIGN_OR_RETURN(std::vector<storage::SiteRecord> sites, writer.ListSites(scope, query));
    for (storage::SiteRecord& site : sites) {
      query.page.after = site.name;
      if (site.state == storage::LifecycleState::kArchived) continue;
      site.state = storage::LifecycleState::kArchived;
      RETURN_IF_ERROR(writer.UpdateSite(scope, site));
    }
    if (sites.size() < kSitesAtOnce) return absl::OkStatus();
  }
}

}  // namespace

absl::StatusOr<v1::Program> ArchiveProgram(const Dependencies& dependencies, const Call& call,
                                           const v1::ArchiveProgramRequest& request) {
  return ArchiveRow<Programs>(dependencies, call, request,
                              [&](storage::Writer& writer, const auth::Scope& scope) {
                                return ArchiveSitesOf(writer, scope, request.name());
                              });
}

}  // namespace continuum::operations
