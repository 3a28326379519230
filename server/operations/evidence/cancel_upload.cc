// SPDX-License-Identifier: Apache-2.0

#include <string>

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/evidence/blob_store.h"
#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

absl::StatusOr<bool> IsNamed(const Dependencies& dependencies, const std::string& digest) {
  bool named = false;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(named, IsFileOfEvidence(reader, digest));
    return absl::OkStatus();
  }));
  return named;
}

// Deletes a kept file that no evidence has: finishing the upload failed after its file was kept.
absl::Status DeleteUnnamed(const Dependencies& dependencies, const std::string& digest) {
  ASSIGN_OR_RETURN(const bool named, IsNamed(dependencies, digest));
  if (named) return absl::OkStatus();
  // UNAVAILABLE while somebody finishes an upload of the same file, as of this one.
  RETURN_IF_ERROR(dependencies.files->SetAside(digest));
  // Somebody may have, in between.
  const auto named_now = IsNamed(dependencies, digest);
  if (!named_now.ok() || *named_now) {
    RETURN_IF_ERROR(dependencies.files->PutBack(digest));
    return named_now.status();
  }
  return dependencies.files->DeleteAside(digest);
}

}  // namespace

absl::StatusOr<v1::EvidenceUpload> CancelUpload(const Dependencies& dependencies, const Call& call,
                                                const v1::CancelUploadRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kUpload, "name", request.name());
  RETURN_IF_ERROR(checks.Result());
  // First the record, so that nothing becomes evidence after its file is gone.
  ASSIGN_OR_RETURN(const storage::EvidenceUploadRecord upload,
                   CloseUpload(dependencies, call.caller, call.patience, "CancelUpload",
                               request.name(), storage::UploadState::kGivenUp));
  if (upload.state == storage::UploadState::kFinished) {
    return base::FailedPrecondition(
        "UPLOAD_CLOSED", upload.name,
        "it became evidence already; remove that, or ask for its purge if it holds patients' data");
  }
  // Also of one that was closed before: the call may have failed here.
  const std::string id = UploadIdOf(upload.name);
  ASSIGN_OR_RETURN(const std::string bytes, dependencies.files->ReadUpload(id));
  if (!bytes.empty()) {
    RETURN_IF_ERROR(DeleteUnnamed(dependencies, evidence::DigestOf(bytes)));
  }
  RETURN_IF_ERROR(dependencies.files->Discard(id));
  return ToMessage(upload, 0);
}

}  // namespace continuum::operations
