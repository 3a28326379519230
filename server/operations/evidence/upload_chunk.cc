// SPDX-License-Identifier: Apache-2.0

#include "server/operations/evidence.h"

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/evidence/blob_store.h"
#include "server/operations/evidence/evidence_rows.h"

namespace continuum::operations {

absl::StatusOr<v1::EvidenceUpload> UploadChunk(const Dependencies& dependencies, const Call& call,
                                               const v1::UploadChunkRequest& request) {
  const auto length = static_cast<int64_t>(request.data().size());
  FieldChecks checks;
  checks.NameOf(Resource::kUpload, "name", request.name());
  if (request.offset() < 0) {
    checks.Wrong("offset", absl::StrCat(request.offset()), "0 or more");
  }
  // What a file holds is never repeated, not even to who sent it.
  if (length < 1 || length > kMaxChunkBytes) {
    checks.Wrong("data", absl::StrCat(length, " bytes"),
                 absl::StrCat("1 to ", kMaxChunkBytes, " bytes"));
  }
  RETURN_IF_ERROR(checks.Result());
  ASSIGN_OR_RETURN(const FoundUpload upload, FindUpload(dependencies, call, request.name()));
  RETURN_IF_ERROR(CheckOpen(upload.record, dependencies.clock->Now()));
  if (request.offset() > upload.record.size - length) {
    return base::InvalidField(
        "data", absl::StrCat(request.offset(), " + ", length, " bytes"),
        absl::StrCat("no more than the ", upload.record.size, " bytes that were declared"));
  }
  ASSIGN_OR_RETURN(
      const int64_t uploaded,
      dependencies.files->Append(UploadIdOf(request.name()), request.offset(), request.data()));
  // Once it is closed, its file is deleted, and this may have made it anew.
  ASSIGN_OR_RETURN(const FoundUpload after, FindUpload(dependencies, call, request.name()));
  absl::Status open = CheckOpen(after.record, dependencies.clock->Now());
  if (!open.ok()) {
    RETURN_IF_ERROR(dependencies.files->Discard(UploadIdOf(request.name())));
    return open;
  }
  return ToMessage(upload.record, uploaded);
}

}  // namespace continuum::operations
