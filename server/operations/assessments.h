// SPDX-License-Identifier: Apache-2.0
//
// The use cases of AssessmentService, one function per RPC of the same name. The contract stands at
// the RPCs in continuum/v1/assessment_service.proto; what rubrics.h says of all use cases holds
// here too. Reads: Get..., List.... All others wait for the one writer.

#ifndef CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_H_
#define CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "continuum/v1/assessment_service.pb.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

absl::StatusOr<v1::Assessment> CreateAssessment(const Dependencies& dependencies, const Call& call,
                                                const v1::CreateAssessmentRequest& request);

absl::StatusOr<v1::Assessment> GetAssessment(const Dependencies& dependencies, const Call& call,
                                             const v1::GetAssessmentRequest& request);

absl::StatusOr<v1::ListAssessmentsResponse> ListAssessments(
    const Dependencies& dependencies, const Call& call, const v1::ListAssessmentsRequest& request);

absl::StatusOr<v1::Assessment> SaveAnswers(const Dependencies& dependencies, const Call& call,
                                           const v1::SaveAnswersRequest& request);

absl::StatusOr<v1::RecordedAnswerSet> GetAnswerSet(const Dependencies& dependencies,
                                                   const Call& call,
                                                   const v1::GetAnswerSetRequest& request);

absl::StatusOr<v1::Assessment> CompleteAssessment(const Dependencies& dependencies,
                                                  const Call& call,
                                                  const v1::CompleteAssessmentRequest& request);

absl::StatusOr<v1::Assessment> CorrectAssessment(const Dependencies& dependencies, const Call& call,
                                                 const v1::CorrectAssessmentRequest& request);

// GetScorecard's answer as serialized bytes: those stored with a completed assessment are handed on
// as they lie there, without parsing, unless there are small counts to withhold.
absl::StatusOr<std::string> GetScorecardBytes(const Dependencies& dependencies, const Call& call,
                                              const v1::GetScorecardRequest& request);

absl::StatusOr<v1::NextLevel> GetNextLevel(const Dependencies& dependencies, const Call& call,
                                           const v1::GetNextLevelRequest& request);

absl::StatusOr<v1::GetFidelityHistoryResponse> GetFidelityHistory(
    const Dependencies& dependencies, const Call& call,
    const v1::GetFidelityHistoryRequest& request);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_H_
