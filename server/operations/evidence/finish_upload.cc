// SPDX-License-Identifier: Apache-2.0

#include "server/operations/evidence.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/evidence/blob_store.h"
#include "server/evidence/clamd.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/common/identifiers_seen.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/operations/evidence/inspect_upload.h"

namespace continuum::operations {
namespace {

// The evidence that the upload became earlier, if it did: the answer that was lost then.
absl::StatusOr<std::optional<v1::EvidenceItem>> FindFinished(
    const Dependencies& dependencies, const storage::Reader& reader, const Call& call,
    const storage::EvidenceUploadRecord& upload, const v1::FinishUploadRequest& request) {
  if (upload.state != storage::UploadState::kFinished) return std::nullopt;
  ASSIGN_OR_RETURN(
      const storage::EvidenceRecord evidence,
      storage::Get<storage::EvidenceRecord>(reader, auth::Scope(call.caller), upload.evidence));
  if (evidence.sha256 != request.sha256()) return CheckOpen(upload, dependencies.clock->Now());
  return ToShownMessage(reader, evidence);
}

// Whether these are the bytes that were to be sent. Asked of the very bytes that were looked into:
// a digest is all that it takes to get at a file, so nobody may name one whose bytes they do not
// have.
absl::Status CheckDigest(const v1::FinishUploadRequest& request, absl::string_view bytes) {
  if (evidence::DigestOf(bytes) == request.sha256()) return absl::OkStatus();
  return base::FailedPrecondition("DIGEST_MISMATCH", request.name(),
                                  "what has come has another SHA-256 than the file that was to be "
                                  "sent; begin the upload again");
}

// Whether a person answers for the file.
absl::Status CheckAttestation(const v1::FinishUploadRequest& request,
                              const evidence::IdentifierReport& report) {
  if (!request.no_patient_data()) {
    return base::FailedPrecondition("ATTESTATION_NEEDED", request.name(),
                                    "a person must attest that the file holds nothing about a "
                                    "single patient");
  }
  return CheckIdentifiersSeen(request.name(), "the file", report, request.identifiers_seen());
}

absl::Status Refuse(const Dependencies& dependencies, const Call& call,
                    const storage::EvidenceUploadRecord& upload) {
  RETURN_IF_ERROR(CloseUpload(dependencies, call.caller, call.patience, "RefuseUpload", upload.name,
                              storage::UploadState::kRefused)
                      .status());
  return base::InvalidRequest("MALWARE_FOUND",
                              "the malware scanner refuses the file, and nothing of it was kept. "
                              "Check the computer that it comes from");
}

// What the scanner says; the error of a file that is refused.
absl::StatusOr<storage::EvidenceScan> Scan(const Dependencies& dependencies, const Call& call,
                                           const storage::EvidenceUploadRecord& upload,
                                           absl::string_view bytes) {
  if (dependencies.scanner == nullptr) return storage::EvidenceScan::kNotScanned;
  ASSIGN_OR_RETURN(const evidence::ScanResult result, dependencies.scanner->Scan(bytes));
  if (result == evidence::ScanResult::kClean) return storage::EvidenceScan::kClean;
  // First the file, so that nothing of it is left whatever happens then.
  RETURN_IF_ERROR(dependencies.files->Discard(UploadIdOf(upload.name)));
  return Refuse(dependencies, call, upload);
}

// `added` tells whether it was this call that made the evidence.
absl::StatusOr<v1::EvidenceItem> Finish(const Dependencies& dependencies, storage::Writer& writer,
                                        const Call& call, const v1::FinishUploadRequest& request,
                                        storage::EvidenceRecord evidence, bool& added) {
  const auth::Scope scope(call.caller);
  added = false;
  ASSIGN_OR_RETURN(storage::EvidenceUploadRecord upload,
                   storage::Get<storage::EvidenceUploadRecord>(writer, scope, request.name()));
  ASSIGN_OR_RETURN(std::optional<v1::EvidenceItem> finished,
                   FindFinished(dependencies, writer, call, upload, request));
  if (finished.has_value()) return *std::move(finished);
  RETURN_IF_ERROR(CheckOpen(upload, dependencies.clock->Now()));
  RETURN_IF_ERROR(CheckProgramActive(writer, scope, upload.program));
  upload.state = storage::UploadState::kFinished;
  upload.evidence = evidence.name;
  RETURN_IF_ERROR(storage::Update(writer, scope, upload));
  ASSIGN_OR_RETURN(Changed<v1::EvidenceItem> made, AddEvidence(writer, call, std::move(evidence)));
  added = true;
  return std::move(made.response);
}

// Keeps the file, unless the upload was closed meanwhile.
absl::Status Keep(const Dependencies& dependencies, const Call& call,
                  const v1::FinishUploadRequest& request) {
  absl::Status kept = dependencies.files->Keep(UploadIdOf(request.name()), request.sha256());
  if (kept.ok()) return kept;
  ASSIGN_OR_RETURN(const FoundUpload upload, FindUpload(dependencies, call, request.name()));
  RETURN_IF_ERROR(CheckOpen(upload.record, dependencies.clock->Now()));
  return kept;
}

storage::EvidenceRecord WithFile(storage::EvidenceRecord evidence, const Call& call,
                                 const storage::EvidenceUploadRecord& upload,
                                 const v1::FinishUploadRequest& request,
                                 const evidence::IdentifierReport& report) {
  evidence.title = upload.title;
  evidence.evidence_date = upload.evidence_date;
  evidence.media_type = upload.media_type;
  evidence.size = upload.size;
  evidence.sha256 = request.sha256();
  evidence.searched = report.searched;
  for (const evidence::IdentifierFinding& finding : report.findings) {
    evidence.identifiers.push_back(static_cast<int64_t>(finding.kind));
    evidence.identifiers.push_back(finding.count);
  }
  evidence.attested_by = call.caller.id();
  return evidence;
}

// What an upload became that was finished already; or what it would become, with nothing written.
struct Beginning {
  std::optional<v1::EvidenceItem> finished;
  storage::EvidenceRecord evidence;
};

absl::StatusOr<Beginning> Begin(const Dependencies& dependencies, const Call& call,
                                const storage::EvidenceUploadRecord& upload,
                                const v1::FinishUploadRequest& request) {
  Beginning beginning;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(beginning.finished, FindFinished(dependencies, reader, call, upload, request));
    if (beginning.finished.has_value()) return absl::OkStatus();
    ASSIGN_OR_RETURN(beginning.evidence, NewEvidence(dependencies, reader, call, upload.program));
    return absl::OkStatus();
  }));
  return beginning;
}

// Of an upload that was open a moment ago.
absl::StatusOr<v1::EvidenceItem> FinishOpen(const Dependencies& dependencies, const Call& call,
                                            const FoundUpload& upload,
                                            storage::EvidenceRecord evidence,
                                            const v1::FinishUploadRequest& request) {
  ASSIGN_OR_RETURN(const InspectedUpload inspected, InspectUpload(dependencies, call, upload));
  RETURN_IF_ERROR(CheckDigest(request, inspected.bytes));
  RETURN_IF_ERROR(CheckAttestation(request, inspected.identifiers));
  evidence = WithFile(std::move(evidence), call, upload.record, request, inspected.identifiers);
  ASSIGN_OR_RETURN(evidence.scan, Scan(dependencies, call, upload.record, inspected.bytes));
  const evidence::BlobStore::InUse in_use(*dependencies.files, request.sha256());
  // The file before the record, so that there is never a record without its file. A file that no
  // record came to name is swept.
  RETURN_IF_ERROR(Keep(dependencies, call, request));
  v1::EvidenceItem response;
  bool added = false;
  RETURN_IF_ERROR(dependencies.storage->Write(
      {.kind = "FinishUpload", .author = call.caller.id()}, call.patience,
      [&](storage::Writer& writer) -> absl::Status {
        ASSIGN_OR_RETURN(response, Finish(dependencies, writer, call, request, evidence, added));
        return absl::OkStatus();
      }));
  // What cannot be discarded now, a sweep discards.
  dependencies.files->Discard(UploadIdOf(request.name())).IgnoreError();
  if (added) {
    AddToKept<storage::EvidenceRecord>(dependencies, call.caller, upload.record.program,
                                       {1, evidence.size});
  }
  return response;
}

}  // namespace

absl::StatusOr<v1::EvidenceItem> FinishUpload(const Dependencies& dependencies, const Call& call,
                                              const v1::FinishUploadRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kUpload, "name", request.name());
  if (!evidence::IsDigest(request.sha256())) {
    checks.Wrong("sha256", request.sha256(), "64 lower-case hexadecimal digits");
  }
  RETURN_IF_ERROR(checks.Result());
  ASSIGN_OR_RETURN(const FoundUpload upload, FindUpload(dependencies, call, request.name()));
  ASSIGN_OR_RETURN(Beginning beginning, Begin(dependencies, call, upload.record, request));
  if (beginning.finished.has_value()) return *std::move(beginning.finished);
  auto made = FinishOpen(dependencies, call, upload, std::move(beginning.evidence), request);
  if (made.ok()) return made;
  // Whoever finishes it at the same time takes the file away; then this has the same answer.
  const auto after = FindUpload(dependencies, call, request.name());
  if (!after.ok() || after->record.state != storage::UploadState::kFinished) return made;
  ASSIGN_OR_RETURN(Beginning again, Begin(dependencies, call, after->record, request));
  return again.finished.has_value() ? *std::move(again.finished) : std::move(made);
}

}  // namespace continuum::operations
