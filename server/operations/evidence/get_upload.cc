// SPDX-License-Identifier: Apache-2.0

#include "server/base/status_macros.h"
#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/operations/records/waiting_purges.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::EvidenceUpload> GetUpload(const Dependencies& dependencies, const Call& call,
                                             const v1::GetUploadRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kUpload, "name", request.name());
  RETURN_IF_ERROR(checks.Result());
  ASSIGN_OR_RETURN(const FoundUpload upload, FindUpload(dependencies, call, request.name()));
  v1::EvidenceUpload response = ToMessage(upload.record, upload.uploaded_bytes);
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const WaitingPurges waiting, WaitingPurges::Read(reader, request.name()));
    waiting.Hide(&response);
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
