// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/people_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/testing/status_matchers.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const char* const kResources[] = {"organizations/o", "programs/p", "accreditors/a", "agencies/a",
                                  "installation"};

// What `words` says of each value of an enum but 0, which must all be known and differ.
template <typename Enum>
void ExpectWords(const google::protobuf::EnumDescriptor* type, std::string (*words)(Enum)) {
  std::set<std::string> seen;
  for (int i = 0; i < type->value_count(); ++i) {
    if (type->value(i)->number() == 0) continue;
    const std::string word = words(static_cast<Enum>(type->value(i)->number()));
    EXPECT_THAT(word, AllOf(Not(IsEmpty()), Not("unknown"))) << type->value(i)->name();
    EXPECT_TRUE(seen.insert(word).second) << word;
  }
  EXPECT_EQ(words(static_cast<Enum>(0)), "unknown");
}

std::string SignedInByWords(v1::Caller::SignedInBy how) {
  v1::Caller caller;
  caller.set_signed_in_by(how);
  return SignedInWords(caller);
}

TEST(PeopleWordsTest, EveryValueHasItsWords) {
  ExpectWords(v1::Account::Kind_descriptor(), AccountKindWords);
  ExpectWords(v1::Account::State_descriptor(), AccountStateWords);
  ExpectWords(v1::Membership::State_descriptor(), MembershipStateWords);
  ExpectWords(v1::Token::Kind_descriptor(), TokenKindWords);
  ExpectWords(v1::Token::State_descriptor(), TokenStateWords);
  ExpectWords(v1::Access::State_descriptor(), AccessStateWords);
  ExpectWords(v1::Caller::SignedInBy_descriptor(), SignedInByWords);
}

TEST(PeopleWordsTest, EveryRoleIsTheWordsOfOneResourceAndBack) {
  const auto* type = v1::Role_descriptor();
  for (int i = 0; i < type->value_count(); ++i) {
    const auto role = static_cast<v1::Role>(type->value(i)->number());
    if (role == v1::ROLE_UNSPECIFIED) continue;
    const std::string word = RoleWord(role);
    EXPECT_NE(word, "unknown") << type->value(i)->name();
    int found = 0;
    for (const char* resource : kResources) {
      const auto back = RoleOf(word, resource);
      if (back.ok() && *back == role) ++found;
    }
    EXPECT_EQ(found, 1) << word;
    EXPECT_THAT(RolesHelp(), HasSubstr(absl::StrCat(": ", word, " - ")));
  }
  EXPECT_EQ(RoleWord(v1::ROLE_UNSPECIFIED), "unknown");
}

TEST(PeopleWordsTest, AManagerIsOneOfWhatTheResourceIs) {
  EXPECT_THAT(RoleOf("manager", "accreditors/a"), IsOkAndHolds(v1::ROLE_ACCREDITOR_MANAGER));
  EXPECT_THAT(RoleOf("manager", "agencies/a"), IsOkAndHolds(v1::ROLE_AGENCY_MANAGER));
}

TEST(PeopleWordsTest, OtherWordsAreRefusedWithThoseThereAre) {
  EXPECT_THAT(RoleOf("owner", "programs/p"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "--role: got \"owner\", want one of those for programs/p: lead, editor, "
                       "contributor; for an organization, write organizations/p."));
  EXPECT_THAT(RoleOf("manager", "programs/p"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("for an accreditor, write accreditors/p; for an agency, write "
                                 "agencies/p.")));
  EXPECT_THAT(RoleOf("lead", "organizations/o"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("organizations/o: owner.")));
  EXPECT_THAT(RoleOf("editr", "programs/p"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("mean \"editor\"?")));
  EXPECT_THAT(RoleOf("unknown", "installation"), Not(testing::IsOk()));
  EXPECT_THAT(RoleOf("", "installation"), Not(testing::IsOk()));
}

}  // namespace
}  // namespace continuum::cli
