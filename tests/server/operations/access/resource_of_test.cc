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
