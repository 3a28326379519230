// SPDX-License-Identifier: Apache-2.0
//
// The use cases of EvidenceService, one function per RPC of the same name. The contract stands at
// the RPCs in continuum/v1/evidence_service.proto; what rubrics.h says of all use cases holds here
// too. Reads: Get..., List.... All others wait for the one writer, or work with files.

#ifndef CONTINUUM_SERVER_OPERATIONS_EVIDENCE_H_
#define CONTINUUM_SERVER_OPERATIONS_EVIDENCE_H_

#include "absl/status/statusor.h"
#include "continuum/v1/evidence_service.pb.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

absl::StatusOr<v1::EvidenceUpload> BeginUpload(const Dependencies& dependencies, const Call& call,
                                               const v1::BeginUploadRequest& request);

absl::StatusOr<v1::EvidenceUpload> UploadChunk(const Dependencies& dependencies, const Call& call,
                                               const v1::UploadChunkRequest& request);

absl::StatusOr<v1::EvidenceUpload> GetUpload(const Dependencies& dependencies, const Call& call,
                                             const v1::GetUploadRequest& request);

absl::StatusOr<v1::CheckUploadResponse> CheckUpload(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::CheckUploadRequest& request);

absl::StatusOr<v1::EvidenceItem> FinishUpload(const Dependencies& dependencies, const Call& call,
                                              const v1::FinishUploadRequest& request);

absl::StatusOr<v1::EvidenceUpload> CancelUpload(const Dependencies& dependencies, const Call& call,
                                                const v1::CancelUploadRequest& request);

absl::StatusOr<v1::EvidenceItem> CreateLink(const Dependencies& dependencies, const Call& call,
                                            const v1::CreateLinkRequest& request);

absl::StatusOr<v1::EvidenceItem> CreateInterview(const Dependencies& dependencies, const Call& call,
                                                 const v1::CreateInterviewRequest& request);

absl::StatusOr<v1::EvidenceItem> CreateChartReview(const Dependencies& dependencies,
                                                   const Call& call,
                                                   const v1::CreateChartReviewRequest& request);

absl::StatusOr<v1::ListEvidenceResponse> ListEvidence(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ListEvidenceRequest& request);

absl::StatusOr<v1::EvidenceItem> GetEvidence(const Dependencies& dependencies, const Call& call,
                                             const v1::GetEvidenceRequest& request);

absl::StatusOr<v1::ReadEvidenceResponse> ReadEvidence(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ReadEvidenceRequest& request);

absl::StatusOr<v1::ListEvidenceReadsResponse> ListEvidenceReads(
    const Dependencies& dependencies, const Call& call,
    const v1::ListEvidenceReadsRequest& request);

absl::StatusOr<v1::EvidenceItem> RemoveEvidence(const Dependencies& dependencies, const Call& call,
                                                const v1::RemoveEvidenceRequest& request);

absl::StatusOr<v1::EvidenceAttachment> AttachEvidence(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::AttachEvidenceRequest& request);

absl::StatusOr<v1::EvidenceAttachment> DetachEvidence(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::DetachEvidenceRequest& request);

absl::StatusOr<v1::ListAttachmentsResponse> ListAttachments(
    const Dependencies& dependencies, const Call& call, const v1::ListAttachmentsRequest& request);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_EVIDENCE_H_
