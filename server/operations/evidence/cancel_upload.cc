// SPDX-License-Identifier: Apache-2.0

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/evidence/blob_store.h"
#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"

namespace continuum::operations {

absl::StatusOr<v1::EvidenceUpload> CancelUpload(const Dependencies& dependencies, const Call& call,
                                                const v1::CancelUploadRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kUpload, "name", request.name());
  RETURN_IF_ERROR(checks.Result());
  // First the record, so that it takes no chunk after its file is gone.
  ASSIGN_OR_RETURN(const storage::EvidenceUploadRecord upload,
                   CloseUpload(dependencies, call.caller, call.patience, "CancelUpload",
                               request.name(), storage::UploadState::kGivenUp));
  if (upload.state == storage::UploadState::kFinished) {
    return base::FailedPrecondition(
        "UPLOAD_CLOSED", upload.name,
        "it became evidence already; remove that, or ask for its purge if it holds patients' data");
  }
  // Also of one that was closed before: the call may have failed here.
  RETURN_IF_ERROR(dependencies.files->Discard(UploadIdOf(upload.name)));
  return ToMessage(upload, 0);
}

}  // namespace continuum::operations
