// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_CONNECTION_H_
#define CONTINUUM_CLIENTS_CLI_CONNECTION_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "continuum/v1/assessment_service.pb.h"
#include "continuum/v1/crosswalk_service.pb.h"
#include "continuum/v1/program_service.pb.h"
#include "continuum/v1/rubric_service.pb.h"

namespace continuum::cli {

// A connection to a Continuum server: one method per call that the command makes. All gRPC is
// behind it.
//
// Every call has a deadline. A call that the server could not take (UNAVAILABLE, or
// RESOURCE_EXHAUSTED with the advice to retry) is tried again, a little later each time; changes
// carry a fresh request_id, the same for every try, so that none happens twice. Messages that the
// transport would refuse are refused here, with a reason.
//
// Errors are the server's own, with google.rpc details as payloads (error.h reads them). Not
// thread-safe; connects with the first call.
class Connection {
 public:
  struct Patience {
    absl::Duration read = absl::Seconds(5);    // how long one try of a reading call may take
    absl::Duration write = absl::Seconds(15);  // the same for a change
    absl::Duration first_pause = absl::Milliseconds(200);  // doubles with every further try
    int tries = 4;
  };

  // `address` is host:port on this machine, or unix:path. Calls are not encrypted, so other hosts
  // are refused.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(absl::string_view address,
                                                          const Patience& patience);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // The address as it was given.
  const std::string& address() const;

  absl::StatusOr<v1::RubricRevision> CreateRubricRevision(v1::CreateRubricRevisionRequest request);
  absl::StatusOr<v1::RubricRevision> UpdateRubricRevision(v1::UpdateRubricRevisionRequest request);
  absl::StatusOr<v1::RubricRevision> PublishRubricRevision(
      v1::PublishRubricRevisionRequest request);
  absl::StatusOr<v1::Rubric> GetRubric(const v1::GetRubricRequest& request);
  absl::StatusOr<v1::ListRubricsResponse> ListRubrics(const v1::ListRubricsRequest& request);
  absl::StatusOr<v1::RubricRevision> GetRubricRevision(const v1::GetRubricRevisionRequest& request);
  absl::StatusOr<v1::ListRubricRevisionsResponse> ListRubricRevisions(
      const v1::ListRubricRevisionsRequest& request);

  absl::StatusOr<v1::Organization> CreateOrganization(v1::CreateOrganizationRequest request);
  absl::StatusOr<v1::Organization> GetOrganization(const v1::GetOrganizationRequest& request);
  absl::StatusOr<v1::ListOrganizationsResponse> ListOrganizations(
      const v1::ListOrganizationsRequest& request);
  absl::StatusOr<v1::Program> CreateProgram(v1::CreateProgramRequest request);
  absl::StatusOr<v1::Program> GetProgram(const v1::GetProgramRequest& request);
  absl::StatusOr<v1::ListProgramsResponse> ListPrograms(const v1::ListProgramsRequest& request);
  absl::StatusOr<v1::Site> CreateSite(v1::CreateSiteRequest request);
  absl::StatusOr<v1::ListSitesResponse> ListSites(const v1::ListSitesRequest& request);

  absl::StatusOr<v1::Assessment> CreateAssessment(v1::CreateAssessmentRequest request);
  absl::StatusOr<v1::Assessment> GetAssessment(const v1::GetAssessmentRequest& request);
  absl::StatusOr<v1::ListAssessmentsResponse> ListAssessments(
      const v1::ListAssessmentsRequest& request);
  absl::StatusOr<v1::Assessment> SaveAnswers(v1::SaveAnswersRequest request);
  absl::StatusOr<v1::RecordedAnswerSet> GetAnswerSet(const v1::GetAnswerSetRequest& request);
  absl::StatusOr<v1::Assessment> CompleteAssessment(v1::CompleteAssessmentRequest request);
  absl::StatusOr<v1::Assessment> CorrectAssessment(v1::CorrectAssessmentRequest request);
  absl::StatusOr<v1::Scorecard> GetScorecard(const v1::GetScorecardRequest& request);
  absl::StatusOr<v1::NextLevel> GetNextLevel(const v1::GetNextLevelRequest& request);
  absl::StatusOr<v1::GetFidelityHistoryResponse> GetFidelityHistory(
      const v1::GetFidelityHistoryRequest& request);

  absl::StatusOr<v1::PrefillAssessmentResponse> PrefillAssessment(
      v1::PrefillAssessmentRequest request);

 private:
  struct Impl;
  explicit Connection(std::unique_ptr<Impl> impl);

  const std::unique_ptr<Impl> impl_;
};

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_CONNECTION_H_
