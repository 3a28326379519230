// SPDX-License-Identifier: Apache-2.0

#include "tests/server/operations/evidence/evidence_test.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"

namespace continuum::operations {

using ::continuum::testing::IsOk;

EvidenceTest::EvidenceTest() {
  auto files = evidence::BlobStore::Open(
      {.folder = dir_.File("evidence"), .max_bytes = 3 << 20, .clock = &clock_});
  EXPECT_THAT(files, IsOk());
  files_ = *std::move(files);
  dependencies_.ids = &ids_;
  dependencies_.files = files_.get();
  dependencies_.inspections = &inspections_;
  MakeOwners();
}

absl::StatusOr<v1::EvidenceUpload> EvidenceTest::Begin(absl::string_view media_type, int64_t size) {
  auto request = Parse<v1::BeginUploadRequest>(
      "parent: 'programs/p' upload { title: 'Policy' evidence_date: '2025-03-31' }");
  request.mutable_upload()->set_media_type(std::string(media_type));
  request.mutable_upload()->set_size_bytes(size);
  return BeginUpload(dependencies_, call_, request);
}

absl::StatusOr<v1::EvidenceUpload> EvidenceTest::Send(const std::string& upload, int64_t offset,
                                                      absl::string_view data) {
  v1::UploadChunkRequest request;
  request.set_name(upload);
  request.set_offset(offset);
  request.set_data(std::string(data));
  return UploadChunk(dependencies_, call_, request);
}

std::string EvidenceTest::Upload(absl::string_view bytes, absl::string_view media_type) {
  const auto upload = Begin(media_type, static_cast<int64_t>(bytes.size()));
  EXPECT_THAT(upload, IsOk());
  for (size_t offset = 0; offset < bytes.size(); offset += 1 << 20) {
    EXPECT_THAT(Send(upload->name(), static_cast<int64_t>(offset), bytes.substr(offset, 1 << 20)),
                IsOk());
  }
  return upload->name();
}

absl::StatusOr<v1::CheckUploadResponse> EvidenceTest::Check(const std::string& upload) {
  v1::CheckUploadRequest request;
  request.set_name(upload);
  return CheckUpload(dependencies_, call_, request);
}

absl::StatusOr<v1::EvidenceItem> EvidenceTest::Finish(const std::string& upload,
                                                      absl::string_view bytes,
                                                      int64_t identifiers_seen) {
  v1::FinishUploadRequest request;
  request.set_name(upload);
  request.set_sha256(evidence::DigestOf(bytes));
  request.set_no_patient_data(true);
  request.set_identifiers_seen(identifiers_seen);
  return FinishUpload(dependencies_, call_, request);
}

absl::StatusOr<v1::EvidenceUpload> EvidenceTest::Cancel(const std::string& upload) {
  v1::CancelUploadRequest request;
  request.set_name(upload);
  return CancelUpload(dependencies_, call_, request);
}

v1::EvidenceItem EvidenceTest::MakeFile(absl::string_view bytes) {
  const auto made = Finish(Upload(bytes), bytes);
  EXPECT_THAT(made, IsOk());
  return *made;
}

v1::EvidenceItem EvidenceTest::MakeLink(absl::string_view date) {
  auto request = Parse<v1::CreateLinkRequest>(
      "parent: 'programs/p' title: 'Page' link { url: 'https://example.org/policy' }");
  request.set_evidence_date(std::string(date));
  const auto made = CreateLink(dependencies_, call_, request);
  EXPECT_THAT(made, IsOk());
  return *made;
}

absl::StatusOr<v1::ReadEvidenceResponse> EvidenceTest::ReadFile(const std::string& name,
                                                                int64_t offset, int32_t limit) {
  v1::ReadEvidenceRequest request;
  request.set_name(name);
  request.set_offset(offset);
  request.set_limit_bytes(limit);
  return ReadEvidence(dependencies_, call_, request);
}

absl::StatusOr<v1::EvidenceItem> EvidenceTest::Remove(const std::string& name) {
  v1::RemoveEvidenceRequest request;
  request.set_name(name);
  return RemoveEvidence(dependencies_, call_, request);
}

absl::StatusOr<v1::EvidenceAttachment> EvidenceTest::Attach(const std::string& evidence,
                                                            absl::string_view criterion,
                                                            int fresh_months,
                                                            absl::string_view assessment) {
  v1::AttachEvidenceRequest request;
  request.set_parent(absl::StrCat("programs/p/assessments/", assessment));
  request.mutable_attachment()->set_evidence(evidence);
  request.mutable_attachment()->set_criterion(std::string(criterion));
  request.mutable_attachment()->set_fresh_months(fresh_months);
  return AttachEvidence(dependencies_, call_, request);
}

absl::StatusOr<v1::EvidenceAttachment> EvidenceTest::Detach(const std::string& attachment) {
  v1::DetachEvidenceRequest request;
  request.set_name(attachment);
  return DetachEvidence(dependencies_, call_, request);
}

int EvidenceTest::CountFiles() const {
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(dir_.File("evidence"))) {
    if (entry.is_regular_file()) ++files;
  }
  return files;
}

}  // namespace continuum::operations
