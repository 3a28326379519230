// SPDX-License-Identifier: Apache-2.0
//
// The last administrator and the last owner, and how an installation without an administrator gets
// one again.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/operations/access/authenticate.h"
#include "server/operations/people/first_administrator.h"
#include "server/operations/people/sign_in_rules.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr auto kUnauthenticated = absl::StatusCode::kUnauthenticated;

class LastOnesTest : public OperationsTest {
 protected:
  LastOnesTest() { MakeOwners(); }

  std::string Start() {
    const auto code = MakeFirstAdministrator(dependencies_);
    EXPECT_THAT(code, IsOk());
    return code.value_or("");
  }
  absl::StatusOr<v1::SignInResponse> Redeem(const std::string& code,
                                            const std::string& email = "") {
    v1::RedeemCodeRequest request;
    request.set_code(code);
    request.set_password("seven brown kettles sing");
    request.set_email(email);
    const Call nobody{.caller = auth::Caller::Public(), .patience = {}, .peer = "192.0.2.1"};
    return RedeemCode(dependencies_, nobody, request);
  }
  absl::StatusOr<auth::Caller> Who(const std::string& secret) {
    return Authenticate(dependencies_, {.secret = secret, .peer = {}});
  }
  // accounts/administrator, signed in.
  v1::SignInResponse MakeRoot() {
    auto root = Redeem(Start(), "root@example.org");
    EXPECT_THAT(root, IsOk());
    EXPECT_EQ(root->account().name(), kRoot);
    return *std::move(root);
  }
  v1::CreateInvitationResponse Invite(const std::string& email, const std::string& resource,
                                      const std::string& role) {
    auto invited =
        CreateInvitation(dependencies_, call_,
                         Parse<v1::CreateInvitationRequest>(absl::StrCat(
                             "resource: '", resource, "' role: ", role, " email: '", email, "'")));
    EXPECT_THAT(invited, IsOk());
    return *std::move(invited);
  }
  absl::StatusOr<v1::Membership> Give(const std::string& account, const std::string& resource,
                                      const std::string& role) {
    return CreateMembership(dependencies_, call_,
                            Parse<v1::CreateMembershipRequest>(
                                absl::StrCat("membership { account: '", account, "' resource: '",
                                             resource, "' role: ", role, " }")));
  }
  // A program's account that is administrator.
  void MakeRobot(const std::string& rest = "") {
    EXPECT_THAT(
        CreateAccount(dependencies_, call_,
                      Parse<v1::CreateAccountRequest>(absl::StrCat(
                          "account_id: 'robot' account { kind: KIND_SERVICE display_name: 'Robot' ",
                          rest, " }"))),
        IsOk());
    EXPECT_THAT(Give("accounts/robot", "installation", "ROLE_ADMINISTRATOR"), IsOk());
  }
  // A token of it, for 90 days.
  void GiveToken(const std::string& what) {
    EXPECT_THAT(CreateToken(dependencies_, call_,
                            Parse<v1::CreateTokenRequest>(absl::StrCat(
                                "parent: 'accounts/robot' token { title: 't' ", what, " }"))),
                IsOk());
  }
  absl::StatusOr<v1::Account> Disable(const std::string& account) {
    v1::DisableAccountRequest request;
    request.set_name(account);
    return DisableAccount(dependencies_, call_, request);
  }
  std::vector<v1::Membership> RolesFor(const std::string& resource, const std::string& account) {
    v1::ListMembershipsRequest request;
    request.set_resource(resource);
    request.set_state(v1::Membership::STATE_ACTIVE);
    const auto listed = ListMemberships(dependencies_, call_, request);
    EXPECT_THAT(listed, IsOk());
    std::vector<v1::Membership> roles;
    for (const v1::Membership& role : listed->memberships()) {
      if (role.account() == account) roles.push_back(role);
    }
    return roles;
  }
  absl::StatusOr<v1::Membership> EndRoleFor(const std::string& resource,
                                            const std::string& account) {
    const std::vector<v1::Membership> roles = RolesFor(resource, account);
    if (roles.empty()) return absl::NotFoundError("no such role");
    v1::EndMembershipRequest request;
    request.set_resource(resource);
    request.set_name(roles[0].name());
    return EndMembership(dependencies_, call_, request);
  }
  absl::StatusOr<v1::HandOverResponse> Pass(const std::string& from, const std::string& to) {
    return HandOver(
        dependencies_, call_,
        Parse<v1::HandOverRequest>(absl::StrCat("resource: 'organizations/o' from: '", from,
                                                "' to: '", to, "' reason: 'left the clinic'")));
  }
  // Leaves only a program's account, whose token is over.
  void LoseTheAdministrators() {
    clock_.Advance(absl::Hours(24 * 91));
    callers_.ForgetAll();
  }

  static constexpr char kRoot[] = "accounts/administrator";
};

// Once the only administrator could go, and nobody was left who could let anybody in.
TEST_F(LastOnesTest, TheOnlyAdministratorCannotLeaveAnInvitationBehind) {
  MakeRoot();
  const auto invited = Invite("two@example.org", "installation", "ROLE_ADMINISTRATOR");
  const auto refused = Disable(kRoot);
  EXPECT_THAT(refused, FailsWith(kFailedPrecondition, "LAST_ADMINISTRATOR"));
  EXPECT_THAT(refused.status().message(), HasSubstr("no other administrator can sign in"));
  EXPECT_THAT(EndRoleFor("installation", kRoot),
              FailsWith(kFailedPrecondition, "LAST_ADMINISTRATOR"));
  ASSERT_THAT(Redeem(invited.code()), IsOk());
  EXPECT_THAT(Disable(kRoot), IsOk());
}

TEST_F(LastOnesTest, AProgramsAccountIsAnAdministratorOnceItCanSignIn) {
  MakeRoot();
  MakeRobot();
  EXPECT_THAT(Disable(kRoot), FailsWith(kFailedPrecondition, "LAST_ADMINISTRATOR"));
  GiveToken("read_only: true");
  EXPECT_THAT(Disable(kRoot), FailsWith(kFailedPrecondition, "LAST_ADMINISTRATOR"));
  ASSERT_THAT(Give("accounts/robot", "programs/p", "ROLE_EDITOR"), IsOk());
  GiveToken("resource: 'programs/p'");
  EXPECT_THAT(Disable(kRoot), FailsWith(kFailedPrecondition, "LAST_ADMINISTRATOR"));
  GiveToken("resource: 'installation'");
  LoseTheAdministrators();
  EXPECT_THAT(Disable(kRoot), FailsWith(kFailedPrecondition, "LAST_ADMINISTRATOR"));
  GiveToken("");
  EXPECT_THAT(Disable(kRoot), IsOk());
}

TEST_F(LastOnesTest, ACertificateLetsInAndAnIssuerThatNobodyAsksDoesNot) {
  MakeRoot();
  MakeRobot("external_subject: 'https://sso.example.org robot'");
  EXPECT_THAT(Disable(kRoot), FailsWith(kFailedPrecondition, "LAST_ADMINISTRATOR"));
  ASSERT_THAT(CreateAccount(dependencies_, call_,
                            Parse<v1::CreateAccountRequest>(
                                "account_id: 'nightly' account { kind: KIND_SERVICE display_name: "
                                "'Nightly' certificate_name: 'nightly.example.org' }")),
              IsOk());
  ASSERT_THAT(Give("accounts/nightly", "installation", "ROLE_ADMINISTRATOR"), IsOk());
  EXPECT_THAT(Disable(kRoot), IsOk());
}

// An invitation to a wrong address can be taken back, though nobody else has taken up theirs yet.
TEST_F(LastOnesTest, OfSeveralInvitationsAllButOneMayBeEnded) {
  for (const char* email : {"one@example.org", "two@example.org"}) {
    Invite(email, "organizations/o", "ROLE_OWNER");
  }
  v1::ListMembershipsRequest all;
  all.set_resource("organizations/o");
  const auto listed = ListMemberships(dependencies_, call_, all);
  ASSERT_EQ(listed->memberships_size(), 2);
  EXPECT_THAT(EndRoleFor("organizations/o", listed->memberships(0).account()), IsOk());
  EXPECT_THAT(EndRoleFor("organizations/o", listed->memberships(1).account()),
              FailsWith(kFailedPrecondition, "LAST_OWNER"));
}

TEST_F(LastOnesTest, TheOnlyOwnerCannotLeaveAnInvitationBehind) {
  const auto one = Invite("one@example.org", "organizations/o", "ROLE_OWNER");
  ASSERT_THAT(Redeem(one.code()), IsOk());
  const auto two = Invite("two@example.org", "organizations/o", "ROLE_OWNER");
  const std::string first = one.membership().account();
  const std::string second = two.membership().account();
  EXPECT_THAT(EndRoleFor("organizations/o", first), FailsWith(kFailedPrecondition, "LAST_OWNER"));
  EXPECT_THAT(Pass(first, second), FailsWith(kFailedPrecondition, "LAST_OWNER"));
  EXPECT_THAT(RolesFor("organizations/o", first), Not(IsEmpty()));
  ASSERT_THAT(Redeem(two.code()), IsOk());
  EXPECT_THAT(Pass(first, second), IsOk());
}

// Once the code was for an account that had been disabled, and let nobody in.
TEST_F(LastOnesTest, AStartMakesAFreshAdministratorWhereTheFirstWasDisabled) {
  MakeRoot();
  MakeRobot();
  GiveToken("");
  ASSERT_THAT(Disable(kRoot), IsOk());
  EXPECT_THAT(Start(), IsEmpty());
  LoseTheAdministrators();
  const std::string old_code = Start();
  const std::string code = Start();
  EXPECT_THAT(Redeem(old_code, "new@example.org"), FailsWith(kUnauthenticated, "CODE_INVALID"));
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(code, "new@example.org"));
  EXPECT_EQ(in.account().name(), "accounts/administrator-2");
  EXPECT_TRUE(Who(in.secret())->sees_everything());
  EXPECT_THAT(Start(), IsEmpty());
}

// Once each start ended that person's tokens and sessions, and the code signed in as them, who were
// no administrator any more.
TEST_F(LastOnesTest, AStartTouchesNobodyWhoIsNoAdministratorAnyMore) {
  MakeRoot();
  ASSERT_THAT(Give(kRoot, "programs/p", "ROLE_LEAD"), IsOk());
  MakeRobot();
  GiveToken("");
  ASSERT_THAT(EndRoleFor("installation", kRoot), IsOk());
  LoseTheAdministrators();
  v1::SignInRequest sign_in;
  sign_in.set_email("root@example.org");
  sign_in.set_password("seven brown kettles sing");
  const Call nobody{.caller = auth::Caller::Public(), .patience = {}, .peer = "192.0.2.1"};
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse before, SignIn(dependencies_, nobody, sign_in));
  const std::string code = Start();
  EXPECT_TRUE(Who(before.secret())->RolesFor("programs/p").Has(auth::Role::kLead));
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(code, "new@example.org"));
  EXPECT_EQ(in.account().name(), "accounts/administrator-2");
  EXPECT_TRUE(Who(in.secret())->RolesFor("installation").Has(auth::Role::kAdministrator));
  EXPECT_THAT(Who(before.secret()), IsOk());
  EXPECT_THAT(SignIn(dependencies_, nobody, sign_in), IsOk());
}

// What somebody else made or was given under the name is theirs.
TEST_F(LastOnesTest, AStartTakesNoAccountThatItDidNotMake) {
  ASSERT_THAT(
      CreateAccount(dependencies_, call_,
                    Parse<v1::CreateAccountRequest>("account_id: 'administrator' account { kind: "
                                                    "KIND_SERVICE display_name: 'Backup' }")),
      IsOk());
  ASSERT_THAT(Give(kRoot, "installation", "ROLE_ADMINISTRATOR"), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Start(), "new@example.org"));
  EXPECT_EQ(in.account().name(), "accounts/administrator-2");
}

TEST_F(LastOnesTest, AStartGivesNoCodeForAnAccountWhoseRoleWasEndedMeanwhile) {
  Start();
  MakeRobot();
  ASSERT_THAT(EndRoleFor("installation", kRoot), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Start(), "new@example.org"));
  EXPECT_EQ(in.account().name(), "accounts/administrator-2");
  EXPECT_TRUE(Who(in.secret())->sees_everything());
}

// Two leads are recommended: somebody who cannot lead yet does not make two.
TEST_F(LastOnesTest, WhoHasNotTakenUpAnInvitationIsToldApart) {
  MakeRobot();
  const v1::CreateInvitationResponse lea = Invite("lea@example.org", "programs/p", "ROLE_LEAD");
  EXPECT_TRUE(lea.membership().invited());
  const std::string max =
      Invite("max@example.org", "programs/p", "ROLE_EDITOR").membership().account();
  EXPECT_THAT(Give("accounts/robot", "programs/p", "ROLE_LEAD"), IsOk());
  const auto pass = [&](const std::string& from, const std::string& to) {
    return HandOver(dependencies_, call_,
                    Parse<v1::HandOverRequest>(absl::StrCat("resource: 'programs/p' from: '", from,
                                                            "' to: '", to, "' reason: 'left'")));
  };
  ASSERT_OK_AND_ASSIGN(v1::HandOverResponse done, pass("accounts/robot", max));
  EXPECT_EQ(done.leads(), 2);
  EXPECT_EQ(done.invited_leads(), 2);
  EXPECT_THAT(Redeem(lea.code()), IsOk());
  ASSERT_OK_AND_ASSIGN(done, pass(max, "accounts/robot"));
  EXPECT_EQ(done.leads(), 2);
  EXPECT_EQ(done.invited_leads(), 0);
  ASSERT_OK_AND_ASSIGN(
      const v1::ListMembershipsResponse members,
      ListMemberships(dependencies_, call_,
                      Parse<v1::ListMembershipsRequest>("resource: 'programs/p'")));
  for (const v1::Membership& member : members.memberships()) EXPECT_FALSE(member.invited());
}

}  // namespace
}  // namespace continuum::operations
