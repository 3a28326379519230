// SPDX-License-Identifier: Apache-2.0

#include "server/auth/roles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "continuum/v1/people.pb.h"

namespace continuum::auth {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(RolesTest, AreThoseOfTheApi) {
  const google::protobuf::EnumDescriptor& api = *v1::Role_descriptor();
  ASSERT_EQ(static_cast<size_t>(api.value_count()), AllRoles().size() + 1);  // and unspecified
  for (size_t i = 0; i < AllRoles().size(); ++i) {
    EXPECT_EQ(static_cast<int>(AllRoles()[i]), api.value(static_cast<int>(i) + 1)->number());
  }
}

TEST(RolesTest, EachHasWordsOfItsOwn) {
  std::set<std::string> words;
  for (const Role role : AllRoles()) words.insert(std::string(RoleWords(role)));
  EXPECT_EQ(words.size(), AllRoles().size());
  EXPECT_EQ(words.count(""), 0u);
}

TEST(RolesTest, AreForOneKindOfThing) {
  EXPECT_EQ(KindOfRole(Role::kOwner), ResourceKind::kOrganization);
  EXPECT_EQ(KindOfRole(Role::kLead), ResourceKind::kProgram);
  EXPECT_EQ(KindOfRole(Role::kCommitteeMember), ResourceKind::kAccreditor);
  EXPECT_EQ(KindOfRole(Role::kMonitor), ResourceKind::kAgency);
  EXPECT_EQ(KindOfRole(Role::kSecurityOfficer), ResourceKind::kInstallation);
}

TEST(RoleSetTest, HoldsRoles) {
  RoleSet set;
  EXPECT_TRUE(set.empty());
  EXPECT_THAT(set.Roles(), IsEmpty());
  set.Add(Role::kSecurityOfficer);
  set.Add(Role::kOwner);
  EXPECT_THAT(set.Roles(), ElementsAre(Role::kOwner, Role::kSecurityOfficer));
  EXPECT_TRUE(set.Has(Role::kOwner));
  EXPECT_FALSE(set.Has(Role::kLead));
  EXPECT_TRUE(set.Meets({Role::kOwner, Role::kLead}));
  EXPECT_FALSE(set.Meets({Role::kLead}));
  EXPECT_FALSE(set.Meets({}));
}

}  // namespace
}  // namespace continuum::auth
