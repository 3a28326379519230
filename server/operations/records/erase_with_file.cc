// SPDX-License-Identifier: Apache-2.0

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/evidence/blob_store.h"
#include "server/operations/common/resource_names.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records/erase_words.h"
#include "server/storage/evidence_records.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// Others may add or purge the same file meanwhile; no file is so busy that this is not enough.
constexpr int kMaxAttempts = 5;

// Whether the file has to go with this evidence.
absl::StatusOr<bool> FileGoes(const storage::Reader& reader,
                              const storage::EvidenceRecord& evidence) {
  if (evidence.kind != storage::EvidenceKind::kFile || evidence.sha256.empty()) return false;
  ASSIGN_OR_RETURN(const bool others, IsFileOfEvidence(reader, evidence.sha256, evidence.name));
  return !others;
}

// Uploads are not listed by what they became: looks at all finished ones of the program, in steps.
absl::StatusOr<std::vector<std::string>> UploadsOf(const Dependencies& dependencies,
                                                   const std::string& evidence) {
  constexpr int kStep = 200;
  storage::ResourceQuery query;
  query.parent = std::string(ParentOf(Resource::kEvidence, evidence));
  query.state = static_cast<int64_t>(storage::UploadState::kFinished);
  query.page.limit = kStep;
  std::vector<std::string> found;
  for (bool more = true; more;) {
    RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(std::vector<storage::EvidenceUploadRecord> step,
                       storage::List<storage::EvidenceUploadRecord>(reader, PeopleScope(), query));
      more = step.size() == static_cast<size_t>(kStep);
      if (more) query.page.after = step.back().name;
      for (storage::EvidenceUploadRecord& upload : step) {
        if (upload.evidence == evidence) found.push_back(std::move(upload.name));
      }
      return absl::OkStatus();
    }));
  }
  return found;
}

// Whether it may be that the change was made although it failed.
bool OutcomeUnknown(const absl::Status& status) { return absl::IsUnavailable(status); }

}  // namespace

absl::Status AsideFile::Check(const storage::Reader& reader,
                              const storage::EvidenceRecord& evidence) {
  ASSIGN_OR_RETURN(const bool goes, FileGoes(reader, evidence));
  moved_on_ = goes != aside_;
  return moved_on_ ? absl::AbortedError("the file's other evidence changed meanwhile; try again")
                   : absl::OkStatus();
}

absl::Status EraseWithFile(const Dependencies& dependencies, const std::string& evidence,
                           absl::FunctionRef<absl::Status(AsideFile&)> change) {
  ASSIGN_OR_RETURN(const std::vector<std::string> uploads, UploadsOf(dependencies, evidence));
  for (int attempt = 1;; ++attempt) {
    AsideFile file;
    file.uploads_ = uploads;
    std::string digest;
    RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(const storage::EvidenceRecord record,
                       storage::Get<storage::EvidenceRecord>(reader, PeopleScope(), evidence));
      digest = record.sha256;
      ASSIGN_OR_RETURN(file.aside_, FileGoes(reader, record));
      return absl::OkStatus();
    }));
    if (file.aside_) RETURN_IF_ERROR(dependencies.files->SetAside(digest));
    absl::Status changed = change(file);
    if (file.aside_ && changed.ok()) {
      // The record is gone, and nobody finds the file: what cannot be deleted now, a sweep deletes.
      dependencies.files->DeleteAside(digest).IgnoreError();
    } else if (file.aside_ && OutcomeUnknown(changed)) {
      dependencies.files->ForgetAside(digest);
    } else if (file.aside_) {
      RETURN_IF_ERROR(dependencies.files->PutBack(digest));
    }
    // Where the server died between finishing an upload and discarding it.
    for (const std::string& upload : uploads) {
      if (changed.ok()) dependencies.files->Discard(UploadIdOf(upload)).IgnoreError();
    }
    if (!file.moved_on_ || attempt == kMaxAttempts) return changed;
  }
}

}  // namespace continuum::operations
