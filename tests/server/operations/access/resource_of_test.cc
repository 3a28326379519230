// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/resource_of.h"

#include <gtest/gtest.h>

#include "continuum/v1/people_service.pb.h"

namespace continuum::operations {
namespace {

using auth::ResourceKind;

TEST(ResourceAroundTest, FindsWhatRolesAreFor) {
  const RoleResource program{ResourceKind::kProgram, "programs/p"};
  EXPECT_EQ(ResourceAround("programs/p"), program);
  EXPECT_EQ(ResourceAround("programs/p/assessments/a/answerSets/consensus"), program);
  EXPECT_EQ(ResourceAround("programs/p/"), program);
  EXPECT_EQ(ResourceAround("organizations/o"),
            (RoleResource{ResourceKind::kOrganization, "organizations/o"}));
  EXPECT_EQ(ResourceAround("accounts/a/tokens/t"),
            (RoleResource{ResourceKind::kAccount, "accounts/a"}));
  EXPECT_EQ(ResourceAround("accreditors/a"),
            (RoleResource{ResourceKind::kAccreditor, "accreditors/a"}));
  EXPECT_EQ(ResourceAround("agencies/a"), (RoleResource{ResourceKind::kAgency, "agencies/a"}));
  EXPECT_EQ(ResourceAround("installation"),
            (RoleResource{ResourceKind::kInstallation, "installation"}));
}

TEST(ResourceAroundTest, FindsNothingElsewhere) {
  for (const char* name : {"", "programs", "programs/", "programs/P", "programs//assessments/a",
                           "rubrics/r", "memberships/m", "/programs/p", "installation/x",
                           "programs/../organizations/o", "Programs/p"}) {
    EXPECT_EQ(ResourceAround(name), std::nullopt) << name;
  }
}

TEST(LooksLikeNameTest, IsTrueOfNamesOnly) {
  for (const char* name : {"programs/p", "programs/p/assessments/2026-h1/scorecard", "installation",
                           "rubrics/small/revisions/1.0.0", "accounts/ana/tokens/t01h"}) {
    EXPECT_TRUE(LooksLikeName(name)) << name;
  }
  for (const char* text :
       {"", "programs", "programs/", "/programs/p", "programs/P", "programs/a@b.org", "a b/c",
        "accounts/ana/tokens/ctm_api_ABC", "programs/p\n", "programs//p", "a/b/c/d/e/f/g",
        "programs/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
    EXPECT_FALSE(LooksLikeName(text)) << text;
  }
}

TEST(AssessmentAroundTest, FindsTheAssessment) {
  EXPECT_EQ(AssessmentAround("programs/p/assessments/a"), "programs/p/assessments/a");
  EXPECT_EQ(AssessmentAround("programs/p/assessments/a/answerSets/consensus"),
            "programs/p/assessments/a");
  for (const char* name : {"", "programs/p", "programs/p/assessments", "programs/p/sites/s",
                           "programs/P/assessments/a", "programs/p/assessments/"}) {
    EXPECT_EQ(AssessmentAround(name), "") << name;
  }
}

TEST(NameInTest, IsTheFirstOfTheUsualFields) {
  v1::CreateMembershipRequest none;
  none.set_request_id("programs/p");
  EXPECT_EQ(NameIn(none), "");
  v1::DisableAccountRequest request;
  request.set_name("accounts/a");
  EXPECT_EQ(NameIn(request), "accounts/a");
}

TEST(TextAtTest, FollowsThePath) {
  v1::CreateMembershipRequest request;
  EXPECT_EQ(TextAt(request, "membership.resource"), "");
  request.mutable_membership()->set_resource("programs/p");
  EXPECT_EQ(TextAt(request, "membership.resource"), "programs/p");
  EXPECT_EQ(TextAt(request, "request_id"), "");
}

TEST(TextAtDeathTest, ATableThatIsWrongEndsTheProcess) {
  const v1::CreateMembershipRequest request;
  EXPECT_DEATH(TextAt(request, "membership.none"), "has no text at membership.none");
  EXPECT_DEATH(TextAt(request, "membership"), "has no text");
  EXPECT_DEATH(TextAt(request, "request_id.name"), "has no text");
}

}  // namespace
}  // namespace continuum::operations
