// SPDX-License-Identifier: Apache-2.0
//
// A server on which people sign in, from its first start.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/end_to_end/fixture.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::end_to_end {
namespace {

using ::continuum::testing::HasReason;
using ::continuum::testing::IsOk;
using ::continuum::testing::ServerProcess;
using ::continuum::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class PeopleTest : public SignedInTest {};

TEST_F(PeopleTest, FromTheFirstStartToACompletedAssessment) {
  EXPECT_THAT(client_->Call(&Programs::ListPrograms, ""),
              StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_THAT(client_->Call(&Rubrics::ListRubrics, ""), IsOk());  // the public reads rubrics
  const std::string administrator = Redeem(FirstCode(), "root@example.org");
  client_->SetSecret(administrator);
  PublishSmallRubric();
  MakeProgram("clinic");
  // Administrators do not see or make assessments.
  EXPECT_THAT(client_->Call(&Assessments::ListAssessments, "parent: 'programs/clinic'"),
              HasReason("PERMISSION_DENIED"));

  const std::string lead = Invite("lead@example.org", "programs/clinic", "ROLE_LEAD");
  client_->SetSecret(lead);
  MakeAssessment("clinic", "first");
  const std::string editor = Invite("editor@example.org", "programs/clinic", "ROLE_EDITOR");
  client_->SetSecret(editor);
  ASSERT_THAT(client_->Call(&Assessments::SaveAnswers,
                            "name: 'programs/clinic/assessments/first/answerSets/consensus' "
                            "answers { criterion: 'team' rating { option: 'all' } }"),
              IsOk());
  EXPECT_THAT(
      client_->Call(&Assessments::CompleteAssessment, "name: 'programs/clinic/assessments/first'"),
      HasReason("PERMISSION_DENIED"));

  // An agency sees nothing before it has access, nothing of a draft, and then the results.
  client_->SetSecret(administrator);
  ASSERT_THAT(
      client_->Call(&People::CreateBody, "body_name: 'agencies/state' body { title: 'State' }"),
      IsOk());
  const std::string monitor = Invite("monitor@example.org", "agencies/state", "ROLE_MONITOR");
  const auto see = [&] {
    client_->SetSecret(monitor);
    return client_->Call(&Assessments::GetScorecard,
                         "name: 'programs/clinic/assessments/first/scorecard'");
  };
  EXPECT_THAT(see(), HasReason("PERMISSION_DENIED"));
  client_->SetSecret(lead);
  ASSERT_THAT(client_->Call(&People::CreateAccess,
                            "parent: 'programs/clinic' access { body: 'agencies/state' "
                            "reason: 'the grant of 2026' }"),
              IsOk());
  EXPECT_THAT(see(), HasReason("NOT_FOUND"));
  EXPECT_THAT(
      client_->Call(&Assessments::ListAssessments, "parent: 'programs/clinic'")->assessments(),
      SizeIs(0));
  client_->SetSecret(lead);
  ASSERT_THAT(
      client_->Call(&Assessments::CompleteAssessment, "name: 'programs/clinic/assessments/first'"),
      IsOk());
  EXPECT_THAT(see(), IsOk());
  EXPECT_THAT(client_->Call(&Assessments::GetAnswerSet,
                            "name: 'programs/clinic/assessments/first/answerSets/consensus'"),
              HasReason("PERMISSION_DENIED"));

  // What let somebody in is in no log; who called, is not needed there either.
  for (const std::string& secret : {administrator, lead, editor, monitor, std::string(kPassword)}) {
    EXPECT_THAT(server_->log(), Not(HasSubstr(secret)));
  }
}

// Reading a file is noted, and is no change for all that; neither is looking into an upload.
TEST_F(PeopleTest, ATokenThatMayOnlyReadReadsFilesAndChangesNothing) {
  client_->SetSecret(Redeem(FirstCode(), "root@example.org"));
  MakeProgram("clinic");
  const std::string lead = Invite("lead@example.org", "programs/clinic", "ROLE_LEAD");
  client_->SetSecret(lead);
  const auto me = client_->Call(&People::GetCaller, "");
  ASSERT_THAT(me, IsOk());
  const auto token = client_->Call(&People::CreateToken,
                                   absl::StrCat("parent: '", me->account().name(),
                                                "' token { title: 'export' read_only: true }"));
  ASSERT_THAT(token, IsOk());
  const auto upload = client_->Call(
      &Evidence::BeginUpload,
      "parent: 'programs/clinic' upload { title: 'Policy' evidence_date: '2025-03-31' "
      "media_type: 'text/plain' size_bytes: 6 }");
  ASSERT_THAT(upload, IsOk());
  const std::string named = absl::StrCat("name: '", upload->name(), "' ");
  const std::string chunk = absl::StrCat(named, "data: 'policy'");
  client_->SetSecret(token->secret());
  EXPECT_THAT(client_->Call(&Evidence::UploadChunk, chunk), HasReason("TOKEN_READ_ONLY"));
  client_->SetSecret(lead);
  ASSERT_THAT(client_->Call(&Evidence::UploadChunk, chunk), IsOk());
  client_->SetSecret(token->secret());
  EXPECT_THAT(client_->Call(&Evidence::CheckUpload, named), IsOk());
  const std::string finish =
      absl::StrCat(named,
                   "no_patient_data: true "
                   "sha256: '823412d1eacb67956220e532959f0104603057c88704863ca38e7cd188fda812'");
  EXPECT_THAT(client_->Call(&Evidence::FinishUpload, finish), HasReason("TOKEN_READ_ONLY"));
  client_->SetSecret(lead);
  const auto evidence = client_->Call(&Evidence::FinishUpload, finish);
  ASSERT_THAT(evidence, IsOk());
  const std::string file = absl::StrCat("name: '", evidence->name(), "'");
  client_->SetSecret(token->secret());
  const auto read = client_->Call(&Evidence::ReadEvidence, file);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->data(), "policy");
  EXPECT_THAT(client_->Call(&Evidence::RemoveEvidence, file), HasReason("TOKEN_READ_ONLY"));
  const auto reads =
      client_->Call(&Evidence::ListEvidenceReads, absl::StrCat("parent: '", evidence->name(), "'"));
  ASSERT_THAT(reads, IsOk());
  EXPECT_THAT(reads->reads(), SizeIs(1));
}

TEST_F(PeopleTest, TheFirstCodeIsNotAskedForAgainOnceItWasUsed) {
  const std::string first = FirstCode();
  ASSERT_NE(first, "");
  EXPECT_EQ(server_->Stop(), 0);
  StartWithSignIn();
  const std::string second = FirstCode();
  ASSERT_NE(second, "");
  EXPECT_THAT(
      client_->Call(&People::RedeemCode, absl::StrCat("code: '", first, "' password: '", kPassword,
                                                      "' email: 'root@example.org'")),
      HasReason("CODE_INVALID"));
  const std::string session = Redeem(second, "root@example.org");
  EXPECT_EQ(server_->Stop(), 0);
  StartWithSignIn();
  EXPECT_EQ(FirstCode(), "");
  client_->SetSecret(session);  // outlives the restart
  EXPECT_THAT(client_->Call(&People::GetCaller, ""), IsOk());
}

TEST_F(PeopleTest, AnotherTenantsPageTokensAndRequestIdsGiveNothing) {
  client_->SetSecret(Redeem(FirstCode(), "root@example.org"));
  PublishSmallRubric();
  for (const char* id : {"ours", "theirs"}) {
    ASSERT_THAT(client_->Call(
                    &Programs::CreateOrganization,
                    absl::StrCat("organization_id: '", id, "' organization { title: '", id, "' }")),
                IsOk());
    for (const char* program : {"a", "b"}) {
      ASSERT_THAT(client_->Call(&Programs::CreateProgram,
                                absl::StrCat("program_id: '", id, "-", program,
                                             "' program { title: 'P' organization: "
                                             "'organizations/",
                                             id, "' }")),
                  IsOk());
    }
  }
  const std::string ours = Invite("us@example.org", "organizations/ours", "ROLE_OWNER");
  const std::string theirs = Invite("them@example.org", "organizations/theirs", "ROLE_OWNER");
  client_->SetSecret(theirs);
  const auto page = client_->Call(&Programs::ListPrograms, "page_size: 1");
  ASSERT_THAT(page, IsOk());
  ASSERT_THAT(client_->Call(&Programs::UpdateProgram,
                            "program { name: 'programs/theirs-a' title: 'New' } "
                            "update_mask { paths: 'title' } request_id: 'r'"),
              IsOk());
  client_->SetSecret(ours);
  const auto next =
      client_->Call(&Programs::ListPrograms,
                    absl::StrCat("page_size: 1 page_token: '", page->next_page_token(), "'"));
  ASSERT_THAT(next, IsOk());
  for (const v1::Program& program : next->programs()) {
    EXPECT_EQ(program.organization(), "organizations/ours");
  }
  EXPECT_THAT(client_->Call(&Programs::UpdateProgram,
                            "program { name: 'programs/theirs-a' title: 'New' } "
                            "update_mask { paths: 'title' } request_id: 'r'"),
              HasReason("PERMISSION_DENIED"));
}

TEST_F(PeopleTest, WithoutSignInTheServerKeepsToThisMachine) {
  ServerProcess open(dir_.File("other.db"), {"--address", "0.0.0.0"});
  EXPECT_FALSE(open.started());
  EXPECT_EQ(open.Wait(), 2);
  EXPECT_THAT(open.log(), HasSubstr("--without_sign_in: whoever can reach 0.0.0.0"));
}

}  // namespace
}  // namespace continuum::end_to_end
