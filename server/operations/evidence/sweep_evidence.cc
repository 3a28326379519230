// SPDX-License-Identifier: Apache-2.0

#include "server/operations/evidence/sweep_evidence.h"

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "server/auth/caller.h"
#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/evidence_records.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<evidence::SweepReport> SweepEvidence(const Dependencies& dependencies) {
  absl::flat_hash_set<std::string> named;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    storage::ResourceQuery query;
    query.state = static_cast<int64_t>(storage::EvidenceState::kActive);
    ASSIGN_OR_RETURN(
        const std::vector<storage::EvidenceRecord> records,
        ListAll<storage::EvidenceRecord>(reader, auth::Scope(auth::Caller::Server()), query));
    for (const storage::EvidenceRecord& record : records) named.insert(record.sha256);
    return absl::OkStatus();
  }));
  return dependencies.files->Sweep(named);
}

}  // namespace continuum::operations
