// SPDX-License-Identifier: Apache-2.0
//
// The calls, one method each.
#include "clients/cli/connection.h"
#include "clients/cli/connection_impl.h"

namespace continuum::cli {

absl::StatusOr<v1::RubricRevision> Connection::CreateRubricRevision(
    v1::CreateRubricRevisionRequest request) {
  return impl_->Write(*impl_->rubrics, &v1::RubricService::Stub::CreateRubricRevision, request);
}

absl::StatusOr<v1::RubricRevision> Connection::UpdateRubricRevision(
    v1::UpdateRubricRevisionRequest request) {
  return impl_->Write(*impl_->rubrics, &v1::RubricService::Stub::UpdateRubricRevision, request);
}

absl::StatusOr<v1::RubricRevision> Connection::PublishRubricRevision(
    v1::PublishRubricRevisionRequest request) {
  return impl_->Write(*impl_->rubrics, &v1::RubricService::Stub::PublishRubricRevision, request);
}

absl::StatusOr<v1::Rubric> Connection::GetRubric(const v1::GetRubricRequest& request) {
  return impl_->Read(*impl_->rubrics, &v1::RubricService::Stub::GetRubric, request);
}

absl::StatusOr<v1::ListRubricsResponse> Connection::ListRubrics(
    const v1::ListRubricsRequest& request) {
  return impl_->Read(*impl_->rubrics, &v1::RubricService::Stub::ListRubrics, request);
}

absl::StatusOr<v1::RubricRevision> Connection::GetRubricRevision(
    const v1::GetRubricRevisionRequest& request) {
  return impl_->Read(*impl_->rubrics, &v1::RubricService::Stub::GetRubricRevision, request);
}

absl::StatusOr<v1::ListRubricRevisionsResponse> Connection::ListRubricRevisions(
    const v1::ListRubricRevisionsRequest& request) {
  return impl_->Read(*impl_->rubrics, &v1::RubricService::Stub::ListRubricRevisions, request);
}

absl::StatusOr<v1::Organization> Connection::CreateOrganization(
    v1::CreateOrganizationRequest request) {
  return impl_->Write(*impl_->programs, &v1::ProgramService::Stub::CreateOrganization, request);
}

absl::StatusOr<v1::Organization> Connection::GetOrganization(
    const v1::GetOrganizationRequest& request) {
  return impl_->Read(*impl_->programs, &v1::ProgramService::Stub::GetOrganization, request);
}

absl::StatusOr<v1::ListOrganizationsResponse> Connection::ListOrganizations(
    const v1::ListOrganizationsRequest& request) {
  return impl_->Read(*impl_->programs, &v1::ProgramService::Stub::ListOrganizations, request);
}

absl::StatusOr<v1::Organization> Connection::UpdateOrganization(
    v1::UpdateOrganizationRequest request) {
  return impl_->Write(*impl_->programs, &v1::ProgramService::Stub::UpdateOrganization, request);
}

absl::StatusOr<v1::Organization> Connection::ArchiveOrganization(
    v1::ArchiveOrganizationRequest request) {
  return impl_->Write(*impl_->programs, &v1::ProgramService::Stub::ArchiveOrganization, request);
}

absl::StatusOr<v1::Program> Connection::CreateProgram(v1::CreateProgramRequest request) {
  return impl_->Write(*impl_->programs, &v1::ProgramService::Stub::CreateProgram, request);
}

absl::StatusOr<v1::Program> Connection::GetProgram(const v1::GetProgramRequest& request) {
  return impl_->Read(*impl_->programs, &v1::ProgramService::Stub::GetProgram, request);
}

absl::StatusOr<v1::ListProgramsResponse> Connection::ListPrograms(
    const v1::ListProgramsRequest& request) {
  return impl_->Read(*impl_->programs, &v1::ProgramService::Stub::ListPrograms, request);
}

absl::StatusOr<v1::Program> Connection::UpdateProgram(v1::UpdateProgramRequest request) {
  return impl_->Write(*impl_->programs, &v1::ProgramService::Stub::UpdateProgram, request);
}

absl::StatusOr<v1::Program> Connection::ArchiveProgram(v1::ArchiveProgramRequest request) {
  return impl_->Write(*impl_->programs, &v1::ProgramService::Stub::ArchiveProgram, request);
}

absl::StatusOr<v1::Site> Connection::CreateSite(v1::CreateSiteRequest request) {
  return impl_->Write(*impl_->programs, &v1::ProgramService::Stub::CreateSite, request);
}

absl::StatusOr<v1::Site> Connection::GetSite(const v1::GetSiteRequest& request) {
  return impl_->Read(*impl_->programs, &v1::ProgramService::Stub::GetSite, request);
}

absl::StatusOr<v1::ListSitesResponse> Connection::ListSites(const v1::ListSitesRequest& request) {
  return impl_->Read(*impl_->programs, &v1::ProgramService::Stub::ListSites, request);
}

absl::StatusOr<v1::Site> Connection::UpdateSite(v1::UpdateSiteRequest request) {
  return impl_->Write(*impl_->programs, &v1::ProgramService::Stub::UpdateSite, request);
}

absl::StatusOr<v1::Site> Connection::ArchiveSite(v1::ArchiveSiteRequest request) {
  return impl_->Write(*impl_->programs, &v1::ProgramService::Stub::ArchiveSite, request);
}

absl::StatusOr<v1::Assessment> Connection::CreateAssessment(v1::CreateAssessmentRequest request) {
  return impl_->Write(*impl_->assessments, &v1::AssessmentService::Stub::CreateAssessment, request);
}

absl::StatusOr<v1::Assessment> Connection::GetAssessment(const v1::GetAssessmentRequest& request) {
  return impl_->Read(*impl_->assessments, &v1::AssessmentService::Stub::GetAssessment, request);
}

absl::StatusOr<v1::ListAssessmentsResponse> Connection::ListAssessments(
    const v1::ListAssessmentsRequest& request) {
  return impl_->Read(*impl_->assessments, &v1::AssessmentService::Stub::ListAssessments, request);
}

absl::StatusOr<v1::Assessment> Connection::SaveAnswers(v1::SaveAnswersRequest request) {
  return impl_->Write(*impl_->assessments, &v1::AssessmentService::Stub::SaveAnswers, request);
}

absl::StatusOr<v1::RecordedAnswerSet> Connection::GetAnswerSet(
    const v1::GetAnswerSetRequest& request) {
  return impl_->Read(*impl_->assessments, &v1::AssessmentService::Stub::GetAnswerSet, request);
}

absl::StatusOr<v1::Assessment> Connection::CompleteAssessment(
    v1::CompleteAssessmentRequest request) {
  return impl_->Write(*impl_->assessments, &v1::AssessmentService::Stub::CompleteAssessment,
                      request);
}

absl::StatusOr<v1::Assessment> Connection::CorrectAssessment(v1::CorrectAssessmentRequest request) {
  return impl_->Write(*impl_->assessments, &v1::AssessmentService::Stub::CorrectAssessment,
                      request);
}

absl::StatusOr<v1::Scorecard> Connection::GetScorecard(const v1::GetScorecardRequest& request) {
  return impl_->Read(*impl_->assessments, &v1::AssessmentService::Stub::GetScorecard, request);
}

absl::StatusOr<v1::NextLevel> Connection::GetNextLevel(const v1::GetNextLevelRequest& request) {
  return impl_->Read(*impl_->assessments, &v1::AssessmentService::Stub::GetNextLevel, request);
}

absl::StatusOr<v1::GetFidelityHistoryResponse> Connection::GetFidelityHistory(
    const v1::GetFidelityHistoryRequest& request) {
  return impl_->Read(*impl_->assessments, &v1::AssessmentService::Stub::GetFidelityHistory,
                     request);
}

absl::StatusOr<v1::PrefillAssessmentResponse> Connection::PrefillAssessment(
    v1::PrefillAssessmentRequest request) {
  return impl_->Write(*impl_->crosswalks, &v1::CrosswalkService::Stub::PrefillAssessment, request);
}

absl::StatusOr<v1::SignInResponse> Connection::SignIn(const v1::SignInRequest& request) {
  return impl_->Once(*impl_->people, &v1::PeopleService::Stub::SignIn, request);
}

absl::StatusOr<v1::SignOutResponse> Connection::SignOut(const v1::SignOutRequest& request) {
  return impl_->Once(*impl_->people, &v1::PeopleService::Stub::SignOut, request);
}

absl::StatusOr<v1::Caller> Connection::GetCaller(const v1::GetCallerRequest& request) {
  return impl_->Read(*impl_->people, &v1::PeopleService::Stub::GetCaller, request);
}

absl::StatusOr<v1::SignInResponse> Connection::RedeemCode(const v1::RedeemCodeRequest& request) {
  return impl_->Once(*impl_->people, &v1::PeopleService::Stub::RedeemCode, request);
}

absl::StatusOr<v1::Account> Connection::ChangePassword(const v1::ChangePasswordRequest& request) {
  return impl_->Once(*impl_->people, &v1::PeopleService::Stub::ChangePassword, request);
}

absl::StatusOr<v1::BeginSecondFactorResponse> Connection::BeginSecondFactor(
    const v1::BeginSecondFactorRequest& request) {
  return impl_->Once(*impl_->people, &v1::PeopleService::Stub::BeginSecondFactor, request);
}

absl::StatusOr<v1::Account> Connection::ConfirmSecondFactor(
    const v1::ConfirmSecondFactorRequest& request) {
  return impl_->Once(*impl_->people, &v1::PeopleService::Stub::ConfirmSecondFactor, request);
}

absl::StatusOr<v1::Account> Connection::CreateAccount(v1::CreateAccountRequest request) {
  return impl_->Write(*impl_->people, &v1::PeopleService::Stub::CreateAccount, request);
}

absl::StatusOr<v1::ListAccountsResponse> Connection::ListAccounts(
    const v1::ListAccountsRequest& request) {
  return impl_->Read(*impl_->people, &v1::PeopleService::Stub::ListAccounts, request);
}

absl::StatusOr<v1::Account> Connection::DisableAccount(v1::DisableAccountRequest request) {
  return impl_->Write(*impl_->people, &v1::PeopleService::Stub::DisableAccount, request);
}

absl::StatusOr<v1::ResetPasswordResponse> Connection::ResetPassword(
    const v1::ResetPasswordRequest& request) {
  return impl_->Once(*impl_->people, &v1::PeopleService::Stub::ResetPassword, request);
}

absl::StatusOr<v1::CreateInvitationResponse> Connection::CreateInvitation(
    const v1::CreateInvitationRequest& request) {
  return impl_->Once(*impl_->people, &v1::PeopleService::Stub::CreateInvitation, request);
}

absl::StatusOr<v1::Membership> Connection::CreateMembership(v1::CreateMembershipRequest request) {
  return impl_->Write(*impl_->people, &v1::PeopleService::Stub::CreateMembership, request);
}

absl::StatusOr<v1::ListMembershipsResponse> Connection::ListMemberships(
    const v1::ListMembershipsRequest& request) {
  return impl_->Read(*impl_->people, &v1::PeopleService::Stub::ListMemberships, request);
}

absl::StatusOr<v1::Membership> Connection::EndMembership(v1::EndMembershipRequest request) {
  return impl_->Write(*impl_->people, &v1::PeopleService::Stub::EndMembership, request);
}

absl::StatusOr<v1::HandOverResponse> Connection::HandOver(v1::HandOverRequest request) {
  return impl_->Write(*impl_->people, &v1::PeopleService::Stub::HandOver, request);
}

absl::StatusOr<v1::ReviewAccessResponse> Connection::ReviewAccess(
    const v1::ReviewAccessRequest& request) {
  return impl_->Read(*impl_->people, &v1::PeopleService::Stub::ReviewAccess, request);
}

absl::StatusOr<v1::CreateTokenResponse> Connection::CreateToken(
    const v1::CreateTokenRequest& request) {
  return impl_->Once(*impl_->people, &v1::PeopleService::Stub::CreateToken, request);
}

absl::StatusOr<v1::ListTokensResponse> Connection::ListTokens(
    const v1::ListTokensRequest& request) {
  return impl_->Read(*impl_->people, &v1::PeopleService::Stub::ListTokens, request);
}

absl::StatusOr<v1::Token> Connection::RevokeToken(const v1::RevokeTokenRequest& request) {
  return impl_->Once(*impl_->people, &v1::PeopleService::Stub::RevokeToken, request);
}

absl::StatusOr<v1::Body> Connection::CreateBody(v1::CreateBodyRequest request) {
  return impl_->Write(*impl_->people, &v1::PeopleService::Stub::CreateBody, request);
}

absl::StatusOr<v1::ListBodiesResponse> Connection::ListBodies(
    const v1::ListBodiesRequest& request) {
  return impl_->Read(*impl_->people, &v1::PeopleService::Stub::ListBodies, request);
}

absl::StatusOr<v1::Access> Connection::CreateAccess(v1::CreateAccessRequest request) {
  return impl_->Write(*impl_->people, &v1::PeopleService::Stub::CreateAccess, request);
}

absl::StatusOr<v1::ListAccessesResponse> Connection::ListAccesses(
    const v1::ListAccessesRequest& request) {
  return impl_->Read(*impl_->people, &v1::PeopleService::Stub::ListAccesses, request);
}

absl::StatusOr<v1::ListAccessUsesResponse> Connection::ListAccessUses(
    const v1::ListAccessUsesRequest& request) {
  return impl_->Read(*impl_->people, &v1::PeopleService::Stub::ListAccessUses, request);
}

absl::StatusOr<v1::Access> Connection::EndAccess(v1::EndAccessRequest request) {
  return impl_->Write(*impl_->people, &v1::PeopleService::Stub::EndAccess, request);
}

absl::StatusOr<v1::Assignment> Connection::CreateAssignment(v1::CreateAssignmentRequest request) {
  return impl_->Write(*impl_->team, &v1::TogetherService::Stub::CreateAssignment, request);
}

absl::StatusOr<v1::ListAssignmentsResponse> Connection::ListAssignments(
    const v1::ListAssignmentsRequest& request) {
  return impl_->Read(*impl_->team, &v1::TogetherService::Stub::ListAssignments, request);
}

absl::StatusOr<v1::ListMyAssignmentsResponse> Connection::ListMyAssignments(
    const v1::ListMyAssignmentsRequest& request) {
  return impl_->Read(*impl_->team, &v1::TogetherService::Stub::ListMyAssignments, request);
}

absl::StatusOr<v1::Assignment> Connection::FinishAssignment(v1::FinishAssignmentRequest request) {
  return impl_->Write(*impl_->team, &v1::TogetherService::Stub::FinishAssignment, request);
}

absl::StatusOr<v1::Assignment> Connection::CancelAssignment(v1::CancelAssignmentRequest request) {
  return impl_->Write(*impl_->team, &v1::TogetherService::Stub::CancelAssignment, request);
}

absl::StatusOr<v1::Thread> Connection::CreateThread(v1::CreateThreadRequest request) {
  return impl_->Write(*impl_->team, &v1::TogetherService::Stub::CreateThread, request);
}

absl::StatusOr<v1::Comment> Connection::CreateComment(v1::CreateCommentRequest request) {
  return impl_->Write(*impl_->team, &v1::TogetherService::Stub::CreateComment, request);
}

absl::StatusOr<v1::ListThreadsResponse> Connection::ListThreads(
    const v1::ListThreadsRequest& request) {
  return impl_->Read(*impl_->team, &v1::TogetherService::Stub::ListThreads, request);
}

absl::StatusOr<v1::ListCommentsResponse> Connection::ListComments(
    const v1::ListCommentsRequest& request) {
  return impl_->Read(*impl_->team, &v1::TogetherService::Stub::ListComments, request);
}

absl::StatusOr<v1::Thread> Connection::ResolveThread(v1::ResolveThreadRequest request) {
  return impl_->Write(*impl_->team, &v1::TogetherService::Stub::ResolveThread, request);
}

absl::StatusOr<v1::Thread> Connection::ReopenThread(v1::ReopenThreadRequest request) {
  return impl_->Write(*impl_->team, &v1::TogetherService::Stub::ReopenThread, request);
}

absl::StatusOr<v1::ListAnswerSetsResponse> Connection::ListAnswerSets(
    const v1::ListAnswerSetsRequest& request) {
  return impl_->Read(*impl_->team, &v1::TogetherService::Stub::ListAnswerSets, request);
}

absl::StatusOr<v1::CompareAnswerSetsResponse> Connection::CompareAnswerSets(
    const v1::CompareAnswerSetsRequest& request) {
  return impl_->Read(*impl_->team, &v1::TogetherService::Stub::CompareAnswerSets, request);
}

absl::StatusOr<v1::ListChangesResponse> Connection::ListChanges(
    const v1::ListChangesRequest& request) {
  return impl_->Read(*impl_->team, &v1::TogetherService::Stub::ListChanges, request);
}

absl::StatusOr<v1::CarryForwardResponse> Connection::CarryForward(v1::CarryForwardRequest request) {
  return impl_->Write(*impl_->team, &v1::TogetherService::Stub::CarryForward, request);
}

absl::StatusOr<v1::ConfirmAnswersResponse> Connection::ConfirmAnswers(
    v1::ConfirmAnswersRequest request) {
  return impl_->Write(*impl_->team, &v1::TogetherService::Stub::ConfirmAnswers, request);
}

absl::StatusOr<v1::ListNotificationsResponse> Connection::ListNotifications(
    const v1::ListNotificationsRequest& request) {
  return impl_->Read(*impl_->notices, &v1::NotificationService::Stub::ListNotifications, request);
}

absl::StatusOr<v1::MarkNotificationsReadResponse> Connection::MarkNotificationsRead(
    v1::MarkNotificationsReadRequest request) {
  return impl_->Write(*impl_->notices, &v1::NotificationService::Stub::MarkNotificationsRead,
                      request);
}

absl::StatusOr<v1::NotificationSettings> Connection::GetNotificationSettings(
    const v1::GetNotificationSettingsRequest& request) {
  return impl_->Read(*impl_->notices, &v1::NotificationService::Stub::GetNotificationSettings,
                     request);
}

absl::StatusOr<v1::NotificationSettings> Connection::UpdateNotificationSettings(
    v1::UpdateNotificationSettingsRequest request) {
  return impl_->Write(*impl_->notices, &v1::NotificationService::Stub::UpdateNotificationSettings,
                      request);
}

absl::StatusOr<v1::EvidenceUpload> Connection::BeginUpload(v1::BeginUploadRequest request) {
  return impl_->Write(*impl_->evidence, &v1::EvidenceService::Stub::BeginUpload, request);
}

absl::StatusOr<v1::EvidenceItem> Connection::CreateLink(v1::CreateLinkRequest request) {
  return impl_->Write(*impl_->evidence, &v1::EvidenceService::Stub::CreateLink, request);
}

absl::StatusOr<v1::EvidenceItem> Connection::CreateInterview(v1::CreateInterviewRequest request) {
  return impl_->Write(*impl_->evidence, &v1::EvidenceService::Stub::CreateInterview, request);
}

absl::StatusOr<v1::EvidenceItem> Connection::CreateChartReview(
    v1::CreateChartReviewRequest request) {
  return impl_->Write(*impl_->evidence, &v1::EvidenceService::Stub::CreateChartReview, request);
}

absl::StatusOr<v1::EvidenceItem> Connection::RemoveEvidence(v1::RemoveEvidenceRequest request) {
  return impl_->Write(*impl_->evidence, &v1::EvidenceService::Stub::RemoveEvidence, request);
}

absl::StatusOr<v1::EvidenceAttachment> Connection::AttachEvidence(
    v1::AttachEvidenceRequest request) {
  return impl_->Write(*impl_->evidence, &v1::EvidenceService::Stub::AttachEvidence, request);
}

absl::StatusOr<v1::EvidenceAttachment> Connection::DetachEvidence(
    v1::DetachEvidenceRequest request) {
  return impl_->Write(*impl_->evidence, &v1::EvidenceService::Stub::DetachEvidence, request);
}

absl::StatusOr<v1::ListEvidenceResponse> Connection::ListEvidence(
    const v1::ListEvidenceRequest& request) {
  return impl_->Read(*impl_->evidence, &v1::EvidenceService::Stub::ListEvidence, request);
}

absl::StatusOr<v1::EvidenceItem> Connection::GetEvidence(const v1::GetEvidenceRequest& request) {
  return impl_->Read(*impl_->evidence, &v1::EvidenceService::Stub::GetEvidence, request);
}

absl::StatusOr<v1::ListEvidenceReadsResponse> Connection::ListEvidenceReads(
    const v1::ListEvidenceReadsRequest& request) {
  return impl_->Read(*impl_->evidence, &v1::EvidenceService::Stub::ListEvidenceReads, request);
}

absl::StatusOr<v1::ListAttachmentsResponse> Connection::ListAttachments(
    const v1::ListAttachmentsRequest& request) {
  return impl_->Read(*impl_->evidence, &v1::EvidenceService::Stub::ListAttachments, request);
}

absl::StatusOr<v1::EvidenceUpload> Connection::UploadChunk(const v1::UploadChunkRequest& request) {
  return impl_->Call(*impl_->evidence, &v1::EvidenceService::Stub::UploadChunk, request,
                     impl_->patience.file, impl_->patience.tries);
}

absl::StatusOr<v1::CheckUploadResponse> Connection::CheckUpload(
    const v1::CheckUploadRequest& request) {
  return impl_->Call(*impl_->evidence, &v1::EvidenceService::Stub::CheckUpload, request,
                     impl_->patience.file, impl_->patience.tries);
}

absl::StatusOr<v1::EvidenceItem> Connection::FinishUpload(const v1::FinishUploadRequest& request) {
  return impl_->Call(*impl_->evidence, &v1::EvidenceService::Stub::FinishUpload, request,
                     impl_->patience.file, impl_->patience.tries);
}

absl::StatusOr<v1::EvidenceUpload> Connection::CancelUpload(
    const v1::CancelUploadRequest& request) {
  return impl_->Call(*impl_->evidence, &v1::EvidenceService::Stub::CancelUpload, request,
                     impl_->patience.file, impl_->patience.tries);
}

absl::StatusOr<v1::ReadEvidenceResponse> Connection::ReadEvidence(
    const v1::ReadEvidenceRequest& request) {
  return impl_->Call(*impl_->evidence, &v1::EvidenceService::Stub::ReadEvidence, request,
                     impl_->patience.file, impl_->patience.tries);
}

absl::StatusOr<v1::Purge> Connection::CreatePurge(v1::CreatePurgeRequest request) {
  return impl_->Write(*impl_->records, &v1::RecordsService::Stub::CreatePurge, request);
}

absl::StatusOr<v1::Purge> Connection::ApprovePurge(v1::ApprovePurgeRequest request) {
  return impl_->Write(*impl_->records, &v1::RecordsService::Stub::ApprovePurge, request);
}

absl::StatusOr<v1::Purge> Connection::DeclinePurge(v1::DeclinePurgeRequest request) {
  return impl_->Write(*impl_->records, &v1::RecordsService::Stub::DeclinePurge, request);
}

absl::StatusOr<v1::ListPurgesResponse> Connection::ListPurges(
    const v1::ListPurgesRequest& request) {
  return impl_->Read(*impl_->records, &v1::RecordsService::Stub::ListPurges, request);
}

absl::StatusOr<v1::Hold> Connection::CreateHold(v1::CreateHoldRequest request) {
  return impl_->Write(*impl_->records, &v1::RecordsService::Stub::CreateHold, request);
}

absl::StatusOr<v1::Hold> Connection::EndHold(v1::EndHoldRequest request) {
  return impl_->Write(*impl_->records, &v1::RecordsService::Stub::EndHold, request);
}

absl::StatusOr<v1::ListHoldsResponse> Connection::ListHolds(const v1::ListHoldsRequest& request) {
  return impl_->Read(*impl_->records, &v1::RecordsService::Stub::ListHolds, request);
}

absl::StatusOr<v1::RetentionPolicy> Connection::GetRetentionPolicy(
    const v1::GetRetentionPolicyRequest& request) {
  return impl_->Read(*impl_->records, &v1::RecordsService::Stub::GetRetentionPolicy, request);
}

absl::StatusOr<v1::RetentionPolicy> Connection::UpdateRetentionPolicy(
    v1::UpdateRetentionPolicyRequest request) {
  return impl_->Write(*impl_->records, &v1::RecordsService::Stub::UpdateRetentionPolicy, request);
}

absl::StatusOr<v1::PreviewRetentionResponse> Connection::PreviewRetention(
    const v1::PreviewRetentionRequest& request) {
  return impl_->Read(*impl_->records, &v1::RecordsService::Stub::PreviewRetention, request);
}

absl::StatusOr<v1::PublicRecord> Connection::ExportPublicRecord(
    const v1::ExportPublicRecordRequest& request) {
  return impl_->Read(*impl_->records, &v1::RecordsService::Stub::ExportPublicRecord, request);
}

absl::StatusOr<v1::Effort> Connection::GetEffort(const v1::GetEffortRequest& request) {
  return impl_->Read(*impl_->team, &v1::TogetherService::Stub::GetEffort, request);
}

absl::StatusOr<v1::LedgerHead> Connection::GetLedgerHead(const v1::GetLedgerHeadRequest& request) {
  return impl_->Read(*impl_->ledger, &v1::LedgerService::Stub::GetLedgerHead, request);
}

absl::StatusOr<v1::ListLedgerEntriesResponse> Connection::ListLedgerEntries(
    const v1::ListLedgerEntriesRequest& request) {
  return impl_->Read(*impl_->ledger, &v1::LedgerService::Stub::ListLedgerEntries, request);
}

absl::StatusOr<v1::VerifyLedgerResponse> Connection::VerifyLedger(
    const v1::VerifyLedgerRequest& request) {
  return impl_->Call(*impl_->ledger, &v1::LedgerService::Stub::VerifyLedger, request,
                     impl_->patience.file, 1);
}

}  // namespace continuum::cli
