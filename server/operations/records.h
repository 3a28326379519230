// SPDX-License-Identifier: Apache-2.0
//
// The use cases of RecordsService, one function per RPC of the same name. The contract stands at
// the RPCs in continuum/v1/records_service.proto; what rubrics.h says of all use cases holds here
// too. Reads: Get..., List..., Preview... and Export.... All others wait for the one writer.

#ifndef CONTINUUM_SERVER_OPERATIONS_RECORDS_H_
#define CONTINUUM_SERVER_OPERATIONS_RECORDS_H_

#include "absl/status/statusor.h"
#include "continuum/v1/records_service.pb.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

absl::StatusOr<v1::Purge> CreatePurge(const Dependencies& dependencies, const Call& call,
                                      const v1::CreatePurgeRequest& request);

absl::StatusOr<v1::Purge> ApprovePurge(const Dependencies& dependencies, const Call& call,
                                       const v1::ApprovePurgeRequest& request);

absl::StatusOr<v1::Purge> DeclinePurge(const Dependencies& dependencies, const Call& call,
                                       const v1::DeclinePurgeRequest& request);

absl::StatusOr<v1::ListPurgesResponse> ListPurges(const Dependencies& dependencies,
                                                  const Call& call,
                                                  const v1::ListPurgesRequest& request);

absl::StatusOr<v1::Hold> CreateHold(const Dependencies& dependencies, const Call& call,
                                    const v1::CreateHoldRequest& request);

absl::StatusOr<v1::Hold> EndHold(const Dependencies& dependencies, const Call& call,
                                 const v1::EndHoldRequest& request);

absl::StatusOr<v1::ListHoldsResponse> ListHolds(const Dependencies& dependencies, const Call& call,
                                                const v1::ListHoldsRequest& request);

absl::StatusOr<v1::RetentionPolicy> GetRetentionPolicy(
    const Dependencies& dependencies, const Call& call,
    const v1::GetRetentionPolicyRequest& request);

absl::StatusOr<v1::RetentionPolicy> UpdateRetentionPolicy(
    const Dependencies& dependencies, const Call& call,
    const v1::UpdateRetentionPolicyRequest& request);

absl::StatusOr<v1::PreviewRetentionResponse> PreviewRetention(
    const Dependencies& dependencies, const Call& call, const v1::PreviewRetentionRequest& request);

absl::StatusOr<v1::PublicRecord> ExportPublicRecord(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::ExportPublicRecordRequest& request);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RECORDS_H_
