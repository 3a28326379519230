// SPDX-License-Identifier: Apache-2.0

#include "server/operations/evidence/sweep_evidence.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/time/time.h"
#include "server/auth/caller.h"
#include "server/auth/scope.h"
#include "server/base/patience.h"
#include "server/base/status_macros.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/evidence_records.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

auth::Scope Everything() { return auth::Scope(auth::Caller::Server()); }

// The uploads that were begun so long ago that they take nothing any more, and are not closed yet.
absl::StatusOr<std::vector<storage::EvidenceUploadRecord>> FindGivenUp(
    const Dependencies& dependencies) {
  constexpr int kStep = 500;
  const absl::Time now = dependencies.clock->Now();
  storage::ResourceQuery query;
  query.state = static_cast<int64_t>(storage::UploadState::kOpen);
  query.page.limit = kStep;
  std::vector<storage::EvidenceUploadRecord> given_up;
  for (bool more = true; more;) {
    RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(std::vector<storage::EvidenceUploadRecord> step,
                       storage::List<storage::EvidenceUploadRecord>(reader, Everything(), query));
      more = step.size() == static_cast<size_t>(kStep);
      if (more) query.page.after = step.back().name;
      for (storage::EvidenceUploadRecord& upload : step) {
        if (IsGivenUp(upload, now)) given_up.push_back(std::move(upload));
      }
      return absl::OkStatus();
    }));
  }
  return given_up;
}

// Closes them, and throws away what has come of them: what somebody went on sending would look
// young for ever.
absl::Status CloseGivenUp(const Dependencies& dependencies) {
  ASSIGN_OR_RETURN(const std::vector<storage::EvidenceUploadRecord> uploads,
                   FindGivenUp(dependencies));
  for (const storage::EvidenceUploadRecord& upload : uploads) {
    RETURN_IF_ERROR(CloseUpload(dependencies, auth::Caller::Server(), base::Patience(),
                                "GiveUpUpload", upload.name, storage::UploadState::kGivenUp)
                        .status());
    RETURN_IF_ERROR(dependencies.files->Discard(UploadIdOf(upload.name)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<evidence::SweepReport> SweepEvidence(const Dependencies& dependencies) {
  RETURN_IF_ERROR(CloseGivenUp(dependencies));
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
