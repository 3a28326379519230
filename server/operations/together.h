// SPDX-License-Identifier: Apache-2.0
//
// The use cases of TogetherService, one function per RPC of the same name. The contract stands at
// the RPCs in continuum/v1/together_service.proto; what rubrics.h says of all use cases holds here
// too. Reads: List..., CompareAnswerSets and GetEffort. All others wait for the one writer.

#ifndef CONTINUUM_SERVER_OPERATIONS_TOGETHER_H_
#define CONTINUUM_SERVER_OPERATIONS_TOGETHER_H_

#include "absl/status/statusor.h"
#include "continuum/v1/together_service.pb.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

absl::StatusOr<v1::Assignment> CreateAssignment(const Dependencies& dependencies, const Call& call,
                                                const v1::CreateAssignmentRequest& request);

absl::StatusOr<v1::ListAssignmentsResponse> ListAssignments(
    const Dependencies& dependencies, const Call& call, const v1::ListAssignmentsRequest& request);

absl::StatusOr<v1::ListMyAssignmentsResponse> ListMyAssignments(
    const Dependencies& dependencies, const Call& call,
    const v1::ListMyAssignmentsRequest& request);

absl::StatusOr<v1::Assignment> FinishAssignment(const Dependencies& dependencies, const Call& call,
                                                const v1::FinishAssignmentRequest& request);

absl::StatusOr<v1::Assignment> CancelAssignment(const Dependencies& dependencies, const Call& call,
                                                const v1::CancelAssignmentRequest& request);

absl::StatusOr<v1::Thread> CreateThread(const Dependencies& dependencies, const Call& call,
                                        const v1::CreateThreadRequest& request);

absl::StatusOr<v1::Comment> CreateComment(const Dependencies& dependencies, const Call& call,
                                          const v1::CreateCommentRequest& request);

absl::StatusOr<v1::ListThreadsResponse> ListThreads(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::ListThreadsRequest& request);

absl::StatusOr<v1::ListCommentsResponse> ListComments(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ListCommentsRequest& request);

absl::StatusOr<v1::Thread> ResolveThread(const Dependencies& dependencies, const Call& call,
                                         const v1::ResolveThreadRequest& request);

absl::StatusOr<v1::Thread> ReopenThread(const Dependencies& dependencies, const Call& call,
                                        const v1::ReopenThreadRequest& request);

absl::StatusOr<v1::ListAnswerSetsResponse> ListAnswerSets(const Dependencies& dependencies,
                                                          const Call& call,
                                                          const v1::ListAnswerSetsRequest& request);

absl::StatusOr<v1::CompareAnswerSetsResponse> CompareAnswerSets(
    const Dependencies& dependencies, const Call& call,
    const v1::CompareAnswerSetsRequest& request);

absl::StatusOr<v1::ListChangesResponse> ListChanges(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::ListChangesRequest& request);

absl::StatusOr<v1::CarryForwardResponse> CarryForward(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::CarryForwardRequest& request);

absl::StatusOr<v1::ConfirmAnswersResponse> ConfirmAnswers(const Dependencies& dependencies,
                                                          const Call& call,
                                                          const v1::ConfirmAnswersRequest& request);

absl::StatusOr<v1::Effort> GetEffort(const Dependencies& dependencies, const Call& call,
                                     const v1::GetEffortRequest& request);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_TOGETHER_H_
