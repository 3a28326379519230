// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SERVER_OPERATIONS_EVIDENCE_EVIDENCE_TEST_H_
#define CONTINUUM_TESTS_SERVER_OPERATIONS_EVIDENCE_EVIDENCE_TEST_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "server/auth/slots.h"
#include "server/base/ids.h"
#include "server/evidence/blob_store.h"
#include "server/operations/evidence.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {

// The use cases of evidence over real folders. Organization "o" and program "p" are there.
class EvidenceTest : public OperationsTest {
 protected:
  EvidenceTest();

  // Begins an upload of so many bytes to programs/p.
  absl::StatusOr<v1::EvidenceUpload> Begin(absl::string_view media_type, int64_t size);
  absl::StatusOr<v1::EvidenceUpload> Send(const std::string& upload, int64_t offset,
                                          absl::string_view data);
  // Begins one and sends all of it; gives its name.
  std::string Upload(absl::string_view bytes, absl::string_view media_type = "text/plain");
  absl::StatusOr<v1::CheckUploadResponse> Check(const std::string& upload);
  // Finishes one with the digest of `bytes` and an attestation.
  absl::StatusOr<v1::EvidenceItem> Finish(const std::string& upload, absl::string_view bytes,
                                          int64_t identifiers_seen = 0);
  absl::StatusOr<v1::EvidenceUpload> Cancel(const std::string& upload);
  // Uploads and finishes; the test ends if that fails.
  v1::EvidenceItem MakeFile(absl::string_view bytes);
  v1::EvidenceItem MakeLink(absl::string_view date = "2025-03-31");

  absl::StatusOr<v1::ReadEvidenceResponse> ReadFile(const std::string& name, int64_t offset = 0,
                                                    int32_t limit = 0);
  absl::StatusOr<v1::EvidenceItem> Remove(const std::string& name);
  absl::StatusOr<v1::EvidenceAttachment> Attach(const std::string& evidence,
                                                absl::string_view criterion = "team",
                                                int fresh_months = 0,
                                                absl::string_view assessment = "a");
  absl::StatusOr<v1::EvidenceAttachment> Detach(const std::string& attachment);

  // How many files are in the folder of the evidence, uploads among them.
  int CountFiles() const;

  base::IdGenerator ids_{clock_};
  std::unique_ptr<evidence::BlobStore> files_;
  auth::Slots inspections_{clock_, {.at_once = 1, .waiting = 1}, "too many files"};
};

}  // namespace continuum::operations

#endif  // CONTINUUM_TESTS_SERVER_OPERATIONS_EVIDENCE_EVIDENCE_TEST_H_
