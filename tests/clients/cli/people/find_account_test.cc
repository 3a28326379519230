// SPDX-License-Identifier: Apache-2.0
//
// People are named as they are known, in the commands that take accounts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/exit_code.h"
#include "tests/clients/cli/people/people_test_base.h"

namespace continuum::cli {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kInvited[] = "p01m83zzzzzzzzzzzzzzzzzzzzz";

class FindAccountTest : public testing::PeopleTestBase {
 protected:
  FindAccountTest() {
    people.answers["ListMemberships"] = R"pb(
      memberships { account: "accounts/p1" account_label: "Carla Example" role: ROLE_LEAD }
      memberships { account: "accounts/p1" account_label: "Carla Example" role: ROLE_EDITOR }
      memberships { account: "accounts/p2" account_label: "Lee" }
      memberships { account: "accounts/p3" account_label: "LEE" }
      memberships { account: "accounts/p4" account_label: "ana" }
      memberships { account: "accounts/ana" account_label: "Ana Other" }
      memberships { account: "accounts/p5" account_label: "exporter" }
    )pb";
    people.answers["CreateMembership"] = "account: 'accounts/p1'";
  }

  ExitCode HandOver(const std::string& from, const std::string& to) {
    return Run({"handover", "harbor", "--from", from, "--to", to, "--because", "leaves"});
  }
  ExitCode Add(const std::string& account) {
    return Run({"member", "add", "harbor", "--role", "lead", "--account", account});
  }
};

TEST_F(FindAccountTest, PeopleAreNamedAsTheyAreKnown) {
  ASSERT_EQ(HandOver("carla example", "Ana Other"), ExitCode::kOk) << err;
  // Both of one list.
  EXPECT_THAT(people.calls,
              ElementsAre("ListMemberships resource: \"programs/harbor\" state: STATE_ACTIVE",
                          StartsWith("GetCaller"),
                          StartsWith("HandOver resource: \"programs/harbor\" from: "
                                     "\"accounts/p1\" to: \"accounts/ana\"")));
}

TEST_F(FindAccountTest, WhatIsClearlyAnAccountAsksNothing) {
  ASSERT_EQ(HandOver("accounts/ana", kInvited), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls, ElementsAre(AllOf(HasSubstr("from: \"accounts/ana\""),
                                              HasSubstr(absl::StrCat("\"accounts/", kInvited)))));
  ASSERT_EQ(Run({"admin", "reset-password", kInvited}), ExitCode::kOk) << err;
  EXPECT_EQ(people.calls.size(), 1u);
}

TEST_F(FindAccountTest, AnIdComesBeforeWhatSomebodyIsCalled) {
  ASSERT_EQ(HandOver("ana", "Carla Example"), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls.back(), HasSubstr("from: \"accounts/ana\" to: \"accounts/p1\""));
  // Who has a role only: nobody else can be meant.
  ASSERT_EQ(HandOver("exporter", "Carla Example"), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls.back(), HasSubstr("from: \"accounts/p5\""));
}

TEST_F(FindAccountTest, NobodyGetsARoleByBeingCalledLikeAnAccount) {
  EXPECT_EQ(Add("exporter"), ExitCode::kUsage);
  EXPECT_THAT(err, AllOf(HasSubstr("--account: got \"exporter\""),
                         HasSubstr("want accounts/p5 for who is called so, or accounts/exporter "
                                   "for the other")));
  EXPECT_EQ(HandOver("ana", "exporter"), ExitCode::kUsage);
  EXPECT_THAT(people.calls, Not(Contains(StartsWith("HandOver"))));
  ASSERT_EQ(Add("nightly"), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls.back(), HasSubstr("account: \"accounts/nightly\""));
}

TEST_F(FindAccountTest, WhoIsNotKnownIsSaid) {
  people.refusals.emplace("ListAccounts", grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no"));
  EXPECT_EQ(HandOver("ana", "Carla"), ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("--to: got \"Carla\", want an account, a name or an e-mail address "
                             "of somebody in harbor, as `continuum member list harbor` shows "
                             "them"));
  EXPECT_THAT(err, Not(HasSubstr("administrators alone")));
  people.refusals.emplace("ListAccounts", grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no"));
  EXPECT_EQ(Add("carla@example.org"), ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("shown to administrators alone"));
  EXPECT_EQ(Run({"handover", "organizations/o", "--from", "Carla", "--to", "b", "--because", "x"}),
            ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("`continuum member list organizations/o`"));
  EXPECT_EQ(Add(""), ExitCode::kUsage);
}

TEST_F(FindAccountTest, WhatSomebodyIsCalledIsNoAddress) {
  people.answers["ListMemberships"] = R"pb(
    memberships { account: "accounts/p6" account_label: "carla@example.org" }
    memberships { account: "accounts/p7" account_label: "me@example.org" }
  )pb";
  people.answers["GetCaller"] = "account { name: 'accounts/p7' email: 'me@example.org' }";
  const grpc::Status no(grpc::StatusCode::PERMISSION_DENIED, "no");
  people.refusals.emplace("ListAccounts", no);
  EXPECT_EQ(HandOver("carla@example.org", "ana"), ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("shown to administrators alone"));
  // One's own is known.
  people.refusals.emplace("ListAccounts", no);
  ASSERT_EQ(HandOver("Me@example.org", "ana"), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls.back(), HasSubstr("from: \"accounts/p7\" to: \"accounts/ana\""));
}

// They are listed to themselves by address.
TEST_F(FindAccountTest, WhoCallsIsKnownByNameToo) {
  people.answers["ListMemberships"] = R"pb(
    memberships { account: "accounts/p7" account_label: "me@example.org" }
    memberships { account: "accounts/p8" account_label: "Twin" }
  )pb";
  people.answers["GetCaller"] = "account { name: 'accounts/p7' display_name: 'Me Myself' }";
  ASSERT_EQ(HandOver("me myself", "Twin"), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls.back(), HasSubstr("from: \"accounts/p7\" to: \"accounts/p8\""));
  people.answers["GetCaller"] = "account { name: 'accounts/p7' display_name: 'Twin' }";
  EXPECT_EQ(HandOver("Twin", "ana"), ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("more than one in harbor is called so"));
}

// Administrators see others by address, who are called as they are themselves.
TEST_F(FindAccountTest, AnAdministratorsNamesakeIsListedToo) {
  people.answers["ListMemberships"] = R"pb(
    memberships { account: "accounts/p7" account_label: "me@example.org" }
    memberships { account: "accounts/p8" account_label: "twin@example.org" }
  )pb";
  people.answers["GetCaller"] = "account { name: 'accounts/p7' display_name: 'Same Name' }";
  people.answers["ListAccounts"] = R"pb(
    accounts { name: "accounts/p7" email: "me@example.org" display_name: "Same Name" }
    accounts { name: "accounts/p8" email: "twin@example.org" display_name: "Same Name" }
  )pb";
  EXPECT_EQ(HandOver("same name", "accounts/ana"), ExitCode::kUsage);
  EXPECT_THAT(err, AllOf(HasSubstr("more than one in harbor is called so"),
                         HasSubstr("p7 (me@example.org), p8 (twin@example.org)")));
}

TEST_F(FindAccountTest, WhereMoreThanOneIsCalledSoAllAreListed) {
  EXPECT_EQ(HandOver("Lee", "ana"), ExitCode::kUsage);
  EXPECT_THAT(err, AllOf(HasSubstr("--from: got \"Lee\", and more than one in harbor is called so"),
                         HasSubstr("p2 (Lee), p3 (LEE)")));
}

TEST_F(FindAccountTest, PeopleOfTheOrganizationAreFound) {
  programs.organization = "organizations/o";
  people.answers["ListMemberships resource: \"organizations/o\" state: STATE_ACTIVE"] =
      "memberships { account: 'accounts/p9' account_label: 'Olga Owner' }";
  ASSERT_EQ(HandOver("ana", "Olga Owner"), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls.back(), HasSubstr("to: \"accounts/p9\""));
  // Not all may see the organization's.
  people.answers["ListMemberships resource: \"organizations/o\" state: STATE_ACTIVE"] = "bad";
  EXPECT_EQ(HandOver("ana", "Carla Example"), ExitCode::kOk) << err;
}

TEST_F(FindAccountTest, AdministratorsGiveAddresses) {
  people.answers["ListAccounts"] = R"pb(
    accounts { name: "accounts/p1" email: "carla@example.org" display_name: "Carla" }
    accounts { name: "accounts/p8" email: "new@example.org" display_name: "Carla" }
  )pb";
  ASSERT_EQ(Add("NEW@example.org"), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls.back(), HasSubstr("account: \"accounts/p8\""));
  // A name is that of somebody with a role there.
  ASSERT_EQ(Add("Carla"), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls.back(), HasSubstr("account: \"accounts/p1\""));
  ASSERT_EQ(Run({"admin", "reset-password", " Carla@example.org"}), ExitCode::kOk) << err;
  EXPECT_EQ(people.calls.back(), "ResetPassword name: \"accounts/p1\"");
  ASSERT_EQ(Run({"token", "list", "carla@example.org"}), ExitCode::kOk) << err;
  EXPECT_EQ(people.calls.back(), "ListTokens parent: \"accounts/p1\"");
  for (const char* unknown : {"gone@example.org", "Carla", ""}) {
    EXPECT_EQ(Run({"admin", "reset-password", unknown}), ExitCode::kUsage);
    EXPECT_THAT(err, HasSubstr("want an account's id or e-mail address")) << unknown;
  }
}

TEST_F(FindAccountTest, WhatTheServerSaysOfTheListIsSaid) {
  people.refusals.emplace("ListMemberships",
                          testing::Refusal(grpc::StatusCode::UNAUTHENTICATED, "SIGN_IN_NEEDED"));
  EXPECT_EQ(HandOver("Carla Example", "ana"), ExitCode::kConflict);
  EXPECT_THAT(err, HasSubstr("Sign in with `continuum login`"));
  people.refusals.emplace("ListMemberships",
                          grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no"));
  EXPECT_EQ(Add("nightly"), ExitCode::kOk) << err;
}

}  // namespace
}  // namespace continuum::cli
