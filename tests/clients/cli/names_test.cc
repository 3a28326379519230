// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "server/storage/resource_kinds.h"
#include "server/storage/row_content.h"
#include "tests/testing/status_matchers.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::HasSubstr;

TEST(NamesTest, ShortFormsAreExpanded) {
  EXPECT_THAT(OrganizationName("o"), IsOkAndHolds("organizations/o"));
  EXPECT_THAT(ProgramName("harbor"), IsOkAndHolds("programs/harbor"));
  EXPECT_THAT(SiteName("harbor/main"), IsOkAndHolds("programs/harbor/sites/main"));
  EXPECT_THAT(AssessmentName("harbor/y2025"), IsOkAndHolds("programs/harbor/assessments/y2025"));
  EXPECT_THAT(RubricName("bhh-continuum"), IsOkAndHolds("rubrics/bhh-continuum"));
  EXPECT_THAT(RevisionName("bhh/1.0.0"), IsOkAndHolds("rubrics/bhh/revisions/1.0.0"));
  EXPECT_THAT(RevisionName("bhh"), IsOkAndHolds("rubrics/bhh/revisions/-"));
  EXPECT_THAT(ResourceName("harbor"), IsOkAndHolds("programs/harbor"));
  EXPECT_THAT(AccountName("ana"), IsOkAndHolds("accounts/ana"));
  EXPECT_THAT(TokenName("ana/t1"), IsOkAndHolds("accounts/ana/tokens/t1"));
  EXPECT_THAT(MembershipName("m1"), IsOkAndHolds("memberships/m1"));
  EXPECT_THAT(AccessName("harbor/a1"), IsOkAndHolds("programs/harbor/accesses/a1"));
  EXPECT_THAT(AssignmentName("harbor/y2025/s1"),
              IsOkAndHolds("programs/harbor/assessments/y2025/assignments/s1"));
  EXPECT_THAT(ThreadName("harbor/y2025/t1"),
              IsOkAndHolds("programs/harbor/assessments/y2025/threads/t1"));
}

TEST(NamesTest, FullFormsStay) {
  EXPECT_THAT(ProgramName("programs/harbor"), IsOkAndHolds("programs/harbor"));
  EXPECT_THAT(SiteName("programs/p/sites/s"), IsOkAndHolds("programs/p/sites/s"));
  EXPECT_THAT(AssessmentName("programs/p/assessments/a"), IsOkAndHolds("programs/p/assessments/a"));
  EXPECT_THAT(RubricName("rubrics/r"), IsOkAndHolds("rubrics/r"));
  EXPECT_THAT(RubricName("rubrics/r/revisions/1"), IsOkAndHolds("rubrics/r"));
  EXPECT_THAT(RubricName("r/1"), IsOkAndHolds("rubrics/r"));
  EXPECT_THAT(RevisionName("rubrics/r/revisions/1"), IsOkAndHolds("rubrics/r/revisions/1"));
  EXPECT_THAT(RevisionName("rubrics/r"), IsOkAndHolds("rubrics/r/revisions/-"));
  for (const char* resource :
       {"installation", "programs/p", "organizations/o", "accreditors/a", "agencies/a"}) {
    EXPECT_THAT(ResourceName(resource), IsOkAndHolds(resource));
  }
  EXPECT_THAT(BodyName("agencies/a"), IsOkAndHolds("agencies/a"));
  EXPECT_THAT(BodyName("accreditors/a"), IsOkAndHolds("accreditors/a"));
}

TEST(NamesTest, OtherFormsAreRefusedWithWhatWasWanted) {
  const auto refused = StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("want"));
  EXPECT_THAT(ProgramName(""), refused);
  EXPECT_THAT(ProgramName("a/b"), refused);
  EXPECT_THAT(ProgramName("two words"), refused);
  EXPECT_THAT(SiteName("harbor"), refused);
  EXPECT_THAT(SiteName("programs/p/assessments/a"), refused);
  EXPECT_THAT(AssessmentName("harbor"), refused);
  EXPECT_THAT(AssessmentName("programs/harbor"), refused);
  EXPECT_THAT(AssessmentName("harbor/"), refused);
  EXPECT_THAT(RevisionName("a/b/c"), refused);
  EXPECT_THAT(ResourceName("organizations/"), refused);
  EXPECT_THAT(ResourceName("accounts/ana"), refused);
  EXPECT_THAT(ResourceName("installation/x"), refused);
  EXPECT_THAT(BodyName("state"), refused);
  EXPECT_THAT(BodyName("programs/p"), refused);
  EXPECT_THAT(TokenName("t1"), refused);
  EXPECT_THAT(AccountName("memberships/m1"), refused);
}

TEST(NamesTest, WhatALedgerSpeaksOfMayBeShort) {
  EXPECT_THAT(AuthorName("ana"), IsOkAndHolds("accounts/ana"));
  EXPECT_THAT(AuthorName("accounts/ana"), IsOkAndHolds("accounts/ana"));
  EXPECT_THAT(AuthorName("local"), IsOkAndHolds("local"));
  EXPECT_THAT(AuthorName("server"), IsOkAndHolds("server"));
  EXPECT_THAT(OwnerName("coastal"), IsOkAndHolds("organizations/coastal"));
  EXPECT_THAT(OwnerName("installation"), IsOkAndHolds("installation"));
  EXPECT_THAT(AnyName("harbor"), IsOkAndHolds("programs/harbor"));
  EXPECT_THAT(AnyName("harbor/y2025"), IsOkAndHolds("programs/harbor/assessments/y2025"));
  for (const char* full : {"programs/p", "rubrics/r", "accounts/ana", "memberships/m1",
                           "retentionPolicy", "programs/p/assessments/a/threads/t1"}) {
    EXPECT_THAT(AnyName(full), IsOkAndHolds(full));
  }
  const auto refused = StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("want"));
  EXPECT_THAT(AuthorName("two words"), refused);
  EXPECT_THAT(OwnerName("programs/p"), refused);
  EXPECT_THAT(AnyName(""), refused);
  EXPECT_THAT(AnyName("a//b"), refused);
}

// A name of each kind that is kept. The compiler names a kind that is missing here.
std::string NameOfKind(storage::RowKind kind) {
  using Kind = storage::RowKind;
  switch (kind) {
    case Kind::kOrganization:
      return "organizations/o";
    case Kind::kProgram:
      return "programs/p";
    case Kind::kSite:
      return "programs/p/sites/s";
    case Kind::kRubric:
      return "rubrics/r";
    case Kind::kRubricRevision:
    case Kind::kRubricText:
      return "rubrics/r/revisions/1.0.0";
    case Kind::kAssessment:
      return "programs/p/assessments/a";
    case Kind::kAnswer:
      return "programs/p/assessments/a/answerSets/consensus/answers/c";
    case Kind::kScorecard:
      return "programs/p/assessments/a/scorecard";
    case Kind::kErasure:
      return "programs/p/evidence/e";  // that of what was erased
    case Kind::kAccount:
      return "accounts/a";
    case Kind::kAccountLink:
      return "accountLinks/l";
    case Kind::kMembership:
      return "memberships/m";
    case Kind::kToken:
      return "accounts/a/tokens/t";
    case Kind::kBody:
      return "agencies/b";
    case Kind::kAccess:
      return "programs/p/accesses/x";
    case Kind::kComment:
      return "programs/p/assessments/a/threads/t/comments/c";
    case Kind::kAssignment:
      return "programs/p/assessments/a/assignments/s";
    case Kind::kHandOver:
      return "handOvers/h";
    case Kind::kNotification:
      return "accounts/a/notifications/n";
    case Kind::kNotificationSettings:
      return "accounts/a/notificationSettings";
    case Kind::kThread:
      return "programs/p/assessments/a/threads/t";
    case Kind::kAnswerSet:
      return "programs/p/assessments/a/answerSets/ana";
    case Kind::kConfirmation:
      return "programs/p/assessments/a/confirmations/f";
    case Kind::kPurge:
      return "programs/p/purges/u";
    case Kind::kHold:
      return "programs/p/holds/h";
    case Kind::kRetentionPolicy:
      return "retentionPolicy";
    case Kind::kEvidence:
      return "programs/p/evidence/e";
    case Kind::kEvidenceUpload:
      return "programs/p/evidenceUploads/u";
    case Kind::kEvidenceAttachment:
      return "programs/p/assessments/a/evidenceAttachments/t";
    case Kind::kEvidenceRead:
      return "programs/p/evidence/e/reads/r";
  }
  return "";
}

TEST(NamesTest, FullNamesOfAllThatIsKeptStay) {
  for (int number = 1; number < 256; ++number) {
    const std::string name = NameOfKind(static_cast<storage::RowKind>(number));
    if (name.empty()) continue;
    EXPECT_THAT(AnyName(name), IsOkAndHolds(name));
  }
  for (const storage::RowKind kind : storage::ResourceKinds()) {
    EXPECT_NE(NameOfKind(kind), "") << static_cast<int>(kind);
  }
  EXPECT_THAT(AnyName("accreditors/b"), IsOkAndHolds("accreditors/b"));
}

TEST(NamesTest, ShortNameIsTheWayBack) {
  EXPECT_EQ(ShortName("programs/harbor/assessments/y2025"), "harbor/y2025");
  EXPECT_EQ(ShortName("rubrics/bhh"), "bhh");
  EXPECT_EQ(ShortName(""), "");
}

}  // namespace
}  // namespace continuum::cli
