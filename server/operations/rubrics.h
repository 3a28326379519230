// SPDX-License-Identifier: Apache-2.0
//
// The use cases of RubricService, one function per RPC of the same name. What each does, in which
// order it checks, and its errors (codes with google.rpc details, made by server/base/errors.h) are
// written at the RPC in continuum/v1/rubric_service.proto; this holds for the other services' use
// cases as well. Whether the caller may use the method at all was asked before; whose rows the
// caller may touch is asked here.
//
// All functions are thread-safe, block, and may be called from any thread that may wait for
// storage. Reads: CheckRubric, Get..., List..., ScoreAnswers. All others wait for the one writer.

#ifndef CONTINUUM_SERVER_OPERATIONS_RUBRICS_H_
#define CONTINUUM_SERVER_OPERATIONS_RUBRICS_H_

#include "absl/status/statusor.h"
#include "continuum/v1/rubric_service.pb.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

absl::StatusOr<v1::CheckRubricResponse> CheckRubric(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::CheckRubricRequest& request);

absl::StatusOr<v1::RubricRevision> CreateRubricRevision(
    const Dependencies& dependencies, const Call& call,
    const v1::CreateRubricRevisionRequest& request);

absl::StatusOr<v1::RubricRevision> UpdateRubricRevision(
    const Dependencies& dependencies, const Call& call,
    const v1::UpdateRubricRevisionRequest& request);

absl::StatusOr<v1::RubricRevision> PublishRubricRevision(
    const Dependencies& dependencies, const Call& call,
    const v1::PublishRubricRevisionRequest& request);

absl::StatusOr<v1::Rubric> GetRubric(const Dependencies& dependencies, const Call& call,
                                     const v1::GetRubricRequest& request);

absl::StatusOr<v1::ListRubricsResponse> ListRubrics(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::ListRubricsRequest& request);

absl::StatusOr<v1::RubricRevision> GetRubricRevision(const Dependencies& dependencies,
                                                     const Call& call,
                                                     const v1::GetRubricRevisionRequest& request);

absl::StatusOr<v1::ListRubricRevisionsResponse> ListRubricRevisions(
    const Dependencies& dependencies, const Call& call,
    const v1::ListRubricRevisionsRequest& request);

absl::StatusOr<v1::ScoreAnswersResponse> ScoreAnswers(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ScoreAnswersRequest& request);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RUBRICS_H_
