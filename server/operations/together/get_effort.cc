// SPDX-License-Identifier: Apache-2.0

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/together.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

constexpr int kStep = 500;
constexpr int64_t kSecondsPerMinute = 60;

// Seconds of work.
struct Work {
  int64_t all = 0;
  int64_t own = 0;
  std::set<std::string> accounts;
};

absl::StatusOr<Work> Collect(const storage::Reader& reader, const auth::Scope& scope,
                             const std::string& assessment, const std::string& caller) {
  Work work;
  storage::TallyQuery query;
  query.kind = storage::TallyKind::kEffort;
  query.resource = assessment;
  query.limit = kStep;
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<storage::TallyRecord> tallies,
                     reader.ListTallies(scope, query));
    for (const storage::TallyRecord& tally : tallies) {
      work.all += tally.amount;
      if (tally.account == caller) work.own += tally.amount;
      work.accounts.insert(tally.account);
    }
    if (tallies.size() < static_cast<size_t>(kStep)) return work;
    query.skip += kStep;
  }
}

}  // namespace

absl::StatusOr<v1::Effort> GetEffort(const Dependencies& dependencies, const Call& call,
                                     const v1::GetEffortRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "name", request.name());
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  Work work;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    RETURN_IF_ERROR(reader.GetAssessment(scope, request.name()).status());
    ASSIGN_OR_RETURN(work, Collect(reader, scope, request.name(), call.caller.id()));
    return absl::OkStatus();
  }));
  v1::Effort effort;
  effort.set_minutes(work.all / kSecondsPerMinute);
  effort.set_people(static_cast<int32_t>(work.accounts.size()));
  effort.set_own_minutes(work.own / kSecondsPerMinute);
  return effort;
}

}  // namespace continuum::operations
