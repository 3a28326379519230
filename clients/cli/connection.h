// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_CONNECTION_H_
#define CONTINUUM_CLIENTS_CLI_CONNECTION_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "clients/cli/tls.h"
#include "continuum/v1/assessment_service.pb.h"
#include "continuum/v1/crosswalk_service.pb.h"
#include "continuum/v1/evidence_service.pb.h"
#include "continuum/v1/ledger_service.pb.h"
#include "continuum/v1/notification_service.pb.h"
#include "continuum/v1/people.pb.h"
#include "continuum/v1/people_service.pb.h"
#include "continuum/v1/program_service.pb.h"
#include "continuum/v1/records_service.pb.h"
#include "continuum/v1/rubric_service.pb.h"
#include "continuum/v1/together_service.pb.h"

namespace continuum::cli {

// A connection to a Continuum server: one method per call that the command makes. All gRPC is
// behind it.
//
// Every call has a deadline. A call that the server could not take (UNAVAILABLE, or
// RESOURCE_EXHAUSTED with the advice to retry) is tried again, a little later each time; changes
// carry a fresh request_id, the same for every try, so that none happens twice. Messages that the
// transport would refuse are refused here, with a reason. A few calls about people have no
// request_id, since what they give is shown once: these are made once.
//
// Errors are the server's own, with google.rpc details as payloads (error.h reads them); where
// encryption keeps calls from reaching it, they say why. Not thread-safe; connects with the first
// call.
class Connection {
 public:
  struct Patience {
    absl::Duration read = absl::Seconds(5);    // how long one try of a reading call may take
    absl::Duration write = absl::Seconds(15);  // the same for a change
    absl::Duration file = absl::Seconds(60);   // the same for a step of a file, or verifying
    absl::Duration first_pause = absl::Milliseconds(200);  // doubles with every further try
    int tries = 4;
  };

  // `address` is host:port, or unix:path. Without encryption only this machine's are taken; see
  // channel.h.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(absl::string_view address,
                                                          const Patience& patience,
                                                          const TlsSettings& tls = {});
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // The address as it was given.
  const std::string& address() const;

  // Says with every call from now on who makes it, by the secret of a session or token. Open has
  // made sure that nobody on the way can read it. An error, which does not repeat the secret, says
  // that it cannot be one.
  absl::Status SetSecret(absl::string_view secret);

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
  absl::StatusOr<v1::Organization> UpdateOrganization(v1::UpdateOrganizationRequest request);
  absl::StatusOr<v1::Organization> ArchiveOrganization(v1::ArchiveOrganizationRequest request);
  absl::StatusOr<v1::Program> CreateProgram(v1::CreateProgramRequest request);
  absl::StatusOr<v1::Program> GetProgram(const v1::GetProgramRequest& request);
  absl::StatusOr<v1::ListProgramsResponse> ListPrograms(const v1::ListProgramsRequest& request);
  absl::StatusOr<v1::Program> UpdateProgram(v1::UpdateProgramRequest request);
  absl::StatusOr<v1::Program> ArchiveProgram(v1::ArchiveProgramRequest request);
  absl::StatusOr<v1::Site> CreateSite(v1::CreateSiteRequest request);
  absl::StatusOr<v1::Site> GetSite(const v1::GetSiteRequest& request);
  absl::StatusOr<v1::ListSitesResponse> ListSites(const v1::ListSitesRequest& request);
  absl::StatusOr<v1::Site> UpdateSite(v1::UpdateSiteRequest request);
  absl::StatusOr<v1::Site> ArchiveSite(v1::ArchiveSiteRequest request);

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

  absl::StatusOr<v1::SignInResponse> SignIn(const v1::SignInRequest& request);
  absl::StatusOr<v1::SignOutResponse> SignOut(const v1::SignOutRequest& request);
  absl::StatusOr<v1::Caller> GetCaller(const v1::GetCallerRequest& request);
  absl::StatusOr<v1::SignInResponse> RedeemCode(const v1::RedeemCodeRequest& request);
  absl::StatusOr<v1::Account> ChangePassword(const v1::ChangePasswordRequest& request);
  absl::StatusOr<v1::BeginSecondFactorResponse> BeginSecondFactor(
      const v1::BeginSecondFactorRequest& request);
  absl::StatusOr<v1::Account> ConfirmSecondFactor(const v1::ConfirmSecondFactorRequest& request);

  absl::StatusOr<v1::Account> CreateAccount(v1::CreateAccountRequest request);
  absl::StatusOr<v1::ListAccountsResponse> ListAccounts(const v1::ListAccountsRequest& request);
  absl::StatusOr<v1::Account> DisableAccount(v1::DisableAccountRequest request);
  absl::StatusOr<v1::ResetPasswordResponse> ResetPassword(const v1::ResetPasswordRequest& request);

  absl::StatusOr<v1::CreateInvitationResponse> CreateInvitation(
      const v1::CreateInvitationRequest& request);
  absl::StatusOr<v1::Membership> CreateMembership(v1::CreateMembershipRequest request);
  absl::StatusOr<v1::ListMembershipsResponse> ListMemberships(
      const v1::ListMembershipsRequest& request);
  absl::StatusOr<v1::Membership> EndMembership(v1::EndMembershipRequest request);
  absl::StatusOr<v1::HandOverResponse> HandOver(v1::HandOverRequest request);
  absl::StatusOr<v1::ReviewAccessResponse> ReviewAccess(const v1::ReviewAccessRequest& request);

  absl::StatusOr<v1::CreateTokenResponse> CreateToken(const v1::CreateTokenRequest& request);
  absl::StatusOr<v1::ListTokensResponse> ListTokens(const v1::ListTokensRequest& request);
  absl::StatusOr<v1::Token> RevokeToken(const v1::RevokeTokenRequest& request);

  absl::StatusOr<v1::Body> CreateBody(v1::CreateBodyRequest request);
  absl::StatusOr<v1::ListBodiesResponse> ListBodies(const v1::ListBodiesRequest& request);
  absl::StatusOr<v1::Access> CreateAccess(v1::CreateAccessRequest request);
  absl::StatusOr<v1::ListAccessesResponse> ListAccesses(const v1::ListAccessesRequest& request);
  absl::StatusOr<v1::ListAccessUsesResponse> ListAccessUses(
      const v1::ListAccessUsesRequest& request);
  absl::StatusOr<v1::Access> EndAccess(v1::EndAccessRequest request);

  absl::StatusOr<v1::Assignment> CreateAssignment(v1::CreateAssignmentRequest request);
  absl::StatusOr<v1::ListAssignmentsResponse> ListAssignments(
      const v1::ListAssignmentsRequest& request);
  absl::StatusOr<v1::ListMyAssignmentsResponse> ListMyAssignments(
      const v1::ListMyAssignmentsRequest& request);
  absl::StatusOr<v1::Assignment> FinishAssignment(v1::FinishAssignmentRequest request);
  absl::StatusOr<v1::Assignment> CancelAssignment(v1::CancelAssignmentRequest request);
  absl::StatusOr<v1::Thread> CreateThread(v1::CreateThreadRequest request);
  absl::StatusOr<v1::Comment> CreateComment(v1::CreateCommentRequest request);
  absl::StatusOr<v1::ListThreadsResponse> ListThreads(const v1::ListThreadsRequest& request);
  absl::StatusOr<v1::ListCommentsResponse> ListComments(const v1::ListCommentsRequest& request);
  absl::StatusOr<v1::Thread> ResolveThread(v1::ResolveThreadRequest request);
  absl::StatusOr<v1::Thread> ReopenThread(v1::ReopenThreadRequest request);
  absl::StatusOr<v1::ListAnswerSetsResponse> ListAnswerSets(
      const v1::ListAnswerSetsRequest& request);
  absl::StatusOr<v1::CompareAnswerSetsResponse> CompareAnswerSets(
      const v1::CompareAnswerSetsRequest& request);
  absl::StatusOr<v1::ListChangesResponse> ListChanges(const v1::ListChangesRequest& request);
  absl::StatusOr<v1::CarryForwardResponse> CarryForward(v1::CarryForwardRequest request);
  absl::StatusOr<v1::ConfirmAnswersResponse> ConfirmAnswers(v1::ConfirmAnswersRequest request);
  absl::StatusOr<v1::Effort> GetEffort(const v1::GetEffortRequest& request);

  absl::StatusOr<v1::LedgerHead> GetLedgerHead(const v1::GetLedgerHeadRequest& request);
  absl::StatusOr<v1::ListLedgerEntriesResponse> ListLedgerEntries(
      const v1::ListLedgerEntriesRequest& request);
  // Takes its time, and is not tried again where another one runs.
  absl::StatusOr<v1::VerifyLedgerResponse> VerifyLedger(const v1::VerifyLedgerRequest& request);

  absl::StatusOr<v1::ListNotificationsResponse> ListNotifications(
      const v1::ListNotificationsRequest& request);
  absl::StatusOr<v1::MarkNotificationsReadResponse> MarkNotificationsRead(
      v1::MarkNotificationsReadRequest request);
  absl::StatusOr<v1::NotificationSettings> GetNotificationSettings(
      const v1::GetNotificationSettingsRequest& request);
  absl::StatusOr<v1::NotificationSettings> UpdateNotificationSettings(
      v1::UpdateNotificationSettingsRequest request);

  absl::StatusOr<v1::EvidenceUpload> BeginUpload(v1::BeginUploadRequest request);
  absl::StatusOr<v1::EvidenceItem> CreateLink(v1::CreateLinkRequest request);
  absl::StatusOr<v1::EvidenceItem> CreateInterview(v1::CreateInterviewRequest request);
  absl::StatusOr<v1::EvidenceItem> CreateChartReview(v1::CreateChartReviewRequest request);
  absl::StatusOr<v1::EvidenceItem> RemoveEvidence(v1::RemoveEvidenceRequest request);
  absl::StatusOr<v1::EvidenceAttachment> AttachEvidence(v1::AttachEvidenceRequest request);
  absl::StatusOr<v1::EvidenceAttachment> DetachEvidence(v1::DetachEvidenceRequest request);
  absl::StatusOr<v1::ListEvidenceResponse> ListEvidence(const v1::ListEvidenceRequest& request);
  absl::StatusOr<v1::EvidenceItem> GetEvidence(const v1::GetEvidenceRequest& request);
  absl::StatusOr<v1::ListEvidenceReadsResponse> ListEvidenceReads(
      const v1::ListEvidenceReadsRequest& request);
  absl::StatusOr<v1::ListAttachmentsResponse> ListAttachments(
      const v1::ListAttachmentsRequest& request);
  // These may be repeated as they are.
  absl::StatusOr<v1::EvidenceUpload> UploadChunk(const v1::UploadChunkRequest& request);
  absl::StatusOr<v1::CheckUploadResponse> CheckUpload(const v1::CheckUploadRequest& request);
  absl::StatusOr<v1::EvidenceItem> FinishUpload(const v1::FinishUploadRequest& request);
  absl::StatusOr<v1::EvidenceUpload> CancelUpload(const v1::CancelUploadRequest& request);
  absl::StatusOr<v1::ReadEvidenceResponse> ReadEvidence(const v1::ReadEvidenceRequest& request);

  absl::StatusOr<v1::Purge> CreatePurge(v1::CreatePurgeRequest request);
  absl::StatusOr<v1::Purge> ApprovePurge(v1::ApprovePurgeRequest request);
  absl::StatusOr<v1::Purge> DeclinePurge(v1::DeclinePurgeRequest request);
  absl::StatusOr<v1::ListPurgesResponse> ListPurges(const v1::ListPurgesRequest& request);
  absl::StatusOr<v1::Hold> CreateHold(v1::CreateHoldRequest request);
  absl::StatusOr<v1::Hold> EndHold(v1::EndHoldRequest request);
  absl::StatusOr<v1::ListHoldsResponse> ListHolds(const v1::ListHoldsRequest& request);
  absl::StatusOr<v1::RetentionPolicy> GetRetentionPolicy(
      const v1::GetRetentionPolicyRequest& request);
  absl::StatusOr<v1::RetentionPolicy> UpdateRetentionPolicy(
      v1::UpdateRetentionPolicyRequest request);
  absl::StatusOr<v1::PreviewRetentionResponse> PreviewRetention(
      const v1::PreviewRetentionRequest& request);
  absl::StatusOr<v1::PublicRecord> ExportPublicRecord(const v1::ExportPublicRecordRequest& request);

 private:
  struct Impl;
  explicit Connection(std::unique_ptr<Impl> impl);

  const std::unique_ptr<Impl> impl_;
};

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_CONNECTION_H_
