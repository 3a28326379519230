// SPDX-License-Identifier: Apache-2.0

#include "server/operations/evidence/inspect_upload.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/evidence/blob_store.h"
#include "server/evidence/pdf_text.h"
#include "server/evidence/sniff.h"

namespace continuum::operations {
namespace {

absl::StatusOr<evidence::IdentifierReport> FindIdentifiers(const Dependencies& dependencies,
                                                           const Call& call,
                                                           absl::string_view bytes,
                                                           evidence::FileKind kind) {
  if (kind != evidence::FileKind::kPdf || dependencies.pdf_reader == nullptr) {
    return evidence::FindIdentifiersInFile(bytes, kind);
  }
  ASSIGN_OR_RETURN(const auto pages, dependencies.pdf_reader->Pages(bytes, call.patience));
  return evidence::FindIdentifiersInTexts(pages);
}

}  // namespace

absl::StatusOr<InspectedUpload> InspectUpload(const Dependencies& dependencies, const Call& call,
                                              const FoundUpload& upload) {
  const storage::EvidenceUploadRecord& record = upload.record;
  RETURN_IF_ERROR(CheckOpen(record, dependencies.clock->Now()));
  RETURN_IF_ERROR(dependencies.inspections->Take(call.patience));
  InspectedUpload inspected;
  inspected.turn.reset(dependencies.inspections);
  ASSIGN_OR_RETURN(inspected.bytes, dependencies.files->ReadUpload(UploadIdOf(record.name)));
  if (static_cast<int64_t>(inspected.bytes.size()) != record.size) {
    // While this waited for its turn, somebody may have closed it and discarded what had come.
    ASSIGN_OR_RETURN(const FoundUpload now, FindUpload(dependencies, call, record.name));
    RETURN_IF_ERROR(CheckOpen(now.record, dependencies.clock->Now()));
    return base::FailedPrecondition(
        "UPLOAD_INCOMPLETE", record.name,
        absl::StrCat(inspected.bytes.size(), " of ", record.size, " bytes have come"));
  }
  const auto kind = evidence::KindOfMediaType(record.media_type);
  if (!kind.has_value()) {
    return absl::DataLossError(absl::StrCat("the media type of ", record.name, " is none"));
  }
  RETURN_IF_ERROR(evidence::CheckFileKind(inspected.bytes, *kind));
  ASSIGN_OR_RETURN(inspected.identifiers,
                   FindIdentifiers(dependencies, call, inspected.bytes, *kind));
  return inspected;
}

}  // namespace continuum::operations
