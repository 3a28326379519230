// SPDX-License-Identifier: Apache-2.0

#include "tests/server/operations/operations_test.h"

#include <cstdlib>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/rpc/error_details.pb.h"

namespace continuum::operations {
namespace {

// What a helper made. A test without it makes no sense.
template <typename T>
T Must(absl::StatusOr<T> made) {
  if (!made.ok()) {
    ADD_FAILURE() << made.status().ToString();
    std::abort();
  }
  return *std::move(made);
}

std::string NameOf(absl::string_view program, absl::string_view assessment) {
  return absl::StrCat("programs/", program, "/assessments/", assessment);
}

}  // namespace

std::string WrongFields(const absl::Status& status) {
  const auto details = base::GetDetail<google::rpc::BadRequest>(status);
  std::vector<std::string> fields;
  if (details.has_value()) {
    for (const auto& violation : details->field_violations()) fields.push_back(violation.field());
  }
  return absl::StrJoin(fields, ", ");
}

OperationsTest::OperationsTest()
    : storage_(Must(storage::SqliteStorage::Open({.path = dir_.File("db"), .clock = &clock_}))),
      dependencies_{.storage = storage_.get(),
                    .rubrics = &rubrics_,
                    .inline_rubrics = &inline_rubrics_,
                    .followed_revisions = &followed_revisions_,
                    .clock = &clock_,
                    .ids = &ids_,
                    .sign_in = true,
                    .callers = &callers_,
                    .uses = &uses_,
                    .looks = &looks_,
                    .effort = &effort_,
                    .audit = nullptr,
                    .verifying = &verifying_,
                    .passwords = &passwords_,
                    .account_throttle = &account_throttle_,
                    .peer_throttle = &peer_throttle_,
                    .account_rate = &account_rate_,
                    .public_rate = &public_rate_,
                    .unknown_rate = &unknown_rate_,
                    .issuers = nullptr,
                    .kept_counts = &kept_counts_} {}

v1::Organization OperationsTest::MakeOrganization(absl::string_view id) {
  v1::CreateOrganizationRequest request;
  request.set_organization_id(std::string(id));
  request.mutable_organization()->set_title(absl::StrCat("Organization ", id));
  return Must(CreateOrganization(dependencies_, call_, request));
}

v1::Program OperationsTest::MakeProgram(absl::string_view id, absl::string_view organization) {
  v1::CreateProgramRequest request;
  request.set_program_id(std::string(id));
  request.mutable_program()->set_title(absl::StrCat("Program ", id));
  request.mutable_program()->set_organization(absl::StrCat("organizations/", organization));
  return Must(CreateProgram(dependencies_, call_, request));
}

v1::Site OperationsTest::MakeSite(absl::string_view id, absl::string_view program) {
  v1::CreateSiteRequest request;
  request.set_parent(absl::StrCat("programs/", program));
  request.set_site_id(std::string(id));
  request.mutable_site()->set_title(absl::StrCat("Site ", id));
  return Must(CreateSite(dependencies_, call_, request));
}

void OperationsTest::MakeOwners() {
  MakeOrganization();
  MakeProgram();
}

v1::RubricRevision OperationsTest::MakeDraft(const RubricText& text) {
  v1::CreateRubricRevisionRequest request;
  request.set_source_text(WriteRubric(text));
  return Must(CreateRubricRevision(dependencies_, call_, request));
}

v1::RubricRevision OperationsTest::MakePublished(const RubricText& text) {
  v1::PublishRubricRevisionRequest request;
  request.set_name(MakeDraft(text).name());
  return Must(PublishRubricRevision(dependencies_, call_, request));
}

v1::Assessment OperationsTest::MakeAssessment(absl::string_view id, int year,
                                              absl::string_view revision,
                                              absl::string_view program) {
  v1::CreateAssessmentRequest request;
  request.set_parent(absl::StrCat("programs/", program));
  request.set_assessment_id(std::string(id));
  request.mutable_assessment()->set_revision(std::string(revision));
  request.mutable_assessment()->set_period_start(absl::StrCat(year, "-01-01"));
  request.mutable_assessment()->set_period_end(absl::StrCat(year, "-12-31"));
  return Must(CreateAssessment(dependencies_, call_, request));
}

absl::StatusOr<v1::Assessment> OperationsTest::Save(absl::string_view assessment,
                                                    absl::string_view answers,
                                                    absl::string_view etag) {
  auto request = Parse<v1::SaveAnswersRequest>(answers);
  request.set_name(absl::StrCat(NameOf("p", assessment), "/answerSets/consensus"));
  request.set_etag(std::string(etag));
  return SaveAnswers(dependencies_, call_, request);
}

absl::StatusOr<v1::Assessment> OperationsTest::Complete(absl::string_view assessment) {
  v1::CompleteAssessmentRequest request;
  request.set_name(NameOf("p", assessment));
  return CompleteAssessment(dependencies_, call_, request);
}

absl::StatusOr<v1::Assessment> OperationsTest::Read(absl::string_view assessment) {
  v1::GetAssessmentRequest request;
  request.set_name(NameOf("p", assessment));
  return GetAssessment(dependencies_, call_, request);
}

absl::StatusOr<v1::Scorecard> OperationsTest::ReadScorecard(
    const v1::GetScorecardRequest& request) {
  const absl::StatusOr<std::string> bytes = GetScorecardBytes(dependencies_, call_, request);
  if (!bytes.ok()) return bytes.status();
  v1::Scorecard scorecard;
  EXPECT_TRUE(scorecard.ParseFromString(*bytes));
  return scorecard;
}

absl::StatusOr<v1::Scorecard> OperationsTest::ReadScorecard(absl::string_view assessment) {
  v1::GetScorecardRequest request;
  request.set_name(absl::StrCat(NameOf("p", assessment), "/scorecard"));
  return ReadScorecard(request);
}

void OperationsTest::ArchiveTheProgram(absl::string_view id) {
  v1::ArchiveProgramRequest request;
  request.set_name(absl::StrCat("programs/", id));
  Must(ArchiveProgram(dependencies_, call_, request));
}

Call OperationsTest::CallOfOwner(absl::string_view organization) {
  return {.caller = auth::Caller::Owner(absl::StrCat("owner-of-", organization),
                                        {absl::StrCat("organizations/", organization)}),
          .patience = {}};
}

}  // namespace continuum::operations
