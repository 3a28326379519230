// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/evidence/blob_store.h"
#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/operations/records/waiting_purges.h"

namespace continuum::operations {
namespace {

absl::Status CheckNotHidden(const storage::Reader& reader,
                            const storage::EvidenceRecord& evidence) {
  ASSIGN_OR_RETURN(const WaitingPurges waiting, WaitingPurges::Read(reader, evidence.program));
  if (!waiting.Has(evidence.name)) return absl::OkStatus();
  return base::FailedPrecondition(
      "EVIDENCE_REMOVED", evidence.name,
      "somebody asked that it be purged, and nobody can read it until that is decided");
}

// What may be read; notes nothing yet.
absl::StatusOr<storage::EvidenceRecord> FindFile(const Dependencies& dependencies, const Call& call,
                                                 const std::string& name) {
  storage::EvidenceRecord evidence;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(evidence,
                     storage::Get<storage::EvidenceRecord>(reader, auth::Scope(call.caller), name));
    return CheckNotHidden(reader, evidence);
  }));
  RETURN_IF_ERROR(CheckNotRemoved(evidence));
  if (evidence.kind == storage::EvidenceKind::kFile) return evidence;
  return base::FailedPrecondition("NO_FILE", name, "it is no file, so there is nothing to read");
}

}  // namespace

absl::StatusOr<v1::ReadEvidenceResponse> ReadEvidence(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ReadEvidenceRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kEvidence, "name", request.name());
  if (request.offset() < 0) {
    checks.Wrong("offset", absl::StrCat(request.offset()), "0 or more");
  }
  if (request.limit_bytes() < 0) {
    checks.Wrong("limit_bytes", absl::StrCat(request.limit_bytes()), "0 or more");
  }
  RETURN_IF_ERROR(checks.Result());
  ASSIGN_OR_RETURN(const storage::EvidenceRecord evidence,
                   FindFile(dependencies, call, request.name()));
  const int64_t limit = request.limit_bytes() == 0
                            ? kMaxChunkBytes
                            : std::min<int64_t>(request.limit_bytes(), kMaxChunkBytes);
  v1::ReadEvidenceResponse response;
  response.set_size_bytes(evidence.size);
  ASSIGN_OR_RETURN(*response.mutable_data(),
                   dependencies.files->Read(evidence.sha256, request.offset(), limit));
  storage::EvidenceReadRecord note;
  note.name = absl::StrCat(evidence.name, "/reads/r", dependencies.ids->New());
  note.owner = evidence.owner;
  note.evidence = evidence.name;
  note.reader = call.caller.id();
  note.offset = request.offset();
  note.size = static_cast<int64_t>(response.data().size());
  // Nothing is given out that is not noted.
  RETURN_IF_ERROR(
      dependencies.storage->Write({.kind = "ReadEvidence", .author = call.caller.id()},
                                  call.patience, [&](storage::Writer& writer) -> absl::Status {
                                    return storage::Create(writer, auth::Scope(call.caller), note);
                                  }));
  return response;
}

}  // namespace continuum::operations
