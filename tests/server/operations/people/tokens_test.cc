// SPDX-License-Identifier: Apache-2.0
//
// What API tokens may do, and what may be made of them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "continuum/v1/notification_service.pb.h"
#include "server/auth/permissions.h"
#include "server/operations/access/authenticate.h"
#include "server/operations/access/authorize.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

// Ann leads programs/p and programs/q of one organization and programs/theirs of another, and is an
// administrator. The exporter is a program's account that takes part in programs/p.
class TokensTest : public OperationsTest {
 protected:
  TokensTest() {
    MakeOwners();
    MakeProgram("q");
    MakeOrganization("theirs");
    MakeProgram("theirs", "theirs");
    MakeAccount("ann", "KIND_PERSON", "ann@example.org");
    MakeAccount("exporter", "KIND_SERVICE", "");
    for (const char* program : {"p", "q", "theirs"}) {
      Give("ann", absl::StrCat("programs/", program), v1::ROLE_LEAD);
    }
    Give("ann", "installation", v1::ROLE_ADMINISTRATOR);
    Give("exporter", "programs/p", v1::ROLE_CONTRIBUTOR);
  }

  void MakeAccount(const std::string& id, const std::string& kind, const std::string& email) {
    EXPECT_THAT(CreateAccount(dependencies_, call_,
                              Parse<v1::CreateAccountRequest>(
                                  absl::StrCat("account_id: '", id, "' account { kind: ", kind,
                                               " display_name: 'X' email: '", email, "' }"))),
                IsOk());
  }
  v1::Membership Give(const std::string& account, const std::string& resource, v1::Role role) {
    v1::CreateMembershipRequest request;
    request.mutable_membership()->set_account(absl::StrCat("accounts/", account));
    request.mutable_membership()->set_resource(resource);
    request.mutable_membership()->set_role(role);
    auto given = CreateMembership(dependencies_, call_, request);
    EXPECT_THAT(given, IsOk());
    return *given;
  }

  // A token of `account`, made by Ann: in a call with this secret, or signed in otherwise.
  absl::StatusOr<v1::CreateTokenResponse> Make(const std::string& token,
                                               const std::string& secret = "",
                                               const std::string& account = "ann") {
    auto request = Parse<v1::CreateTokenRequest>(absl::StrCat("token { title: 't' ", token, " }"));
    request.set_parent(absl::StrCat("accounts/", account));
    Call call{
        .caller = auth::Caller::Account("accounts/ann", {}, {}, auth::SignedInBy::kCertificate),
        .patience = {},
        .peer = ""};
    if (!secret.empty()) call.caller = Who(secret);
    return CreateToken(dependencies_, call, request);
  }
  auth::Caller Who(const std::string& secret) {
    auto caller = Authenticate(dependencies_, {.secret = secret, .peer = {}});
    EXPECT_THAT(caller, IsOk());
    return *std::move(caller);
  }
  // An expire_time so many days ahead.
  std::string In(int days) const {
    return absl::StrCat(" expire_time { seconds: ",
                        absl::ToUnixSeconds(clock_.Now() + absl::Hours(24) * days), " }");
  }
  int DaysOf(const v1::CreateTokenResponse& made) const {
    const int64_t seconds =
        made.token().expire_time().seconds() - absl::ToUnixSeconds(clock_.Now());
    return static_cast<int>(seconds / (24 * 60 * 60));
  }

  bool May(const auth::Caller& caller, const std::string& method,
           const google::protobuf::Message& request) {
    const auth::MethodRule* const rule = auth::FindRule(absl::StrCat("continuum.v1.", method));
    EXPECT_NE(rule, nullptr) << method;
    return Authorize(dependencies_, caller, rule, /*changes=*/false, request).ok();
  }
  bool MayRead(const auth::Caller& caller, const std::string& program) {
    v1::GetProgramRequest request;
    request.set_name(program);
    return May(caller, "ProgramService.GetProgram", request);
  }
};

// Once whoever had a token could make another, for a year.
TEST_F(TokensTest, ATokenMadeWithATokenEndsNoLater) {
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse first, Make(In(10)));
  const auto later = Make(In(11), first.secret());
  EXPECT_THAT(later, HasWrongFields("token.expire_time"));
  EXPECT_THAT(std::string(later.status().message()),
              HasSubstr("2026-03-11T12:00:00+00:00, when the token ends"));
  EXPECT_EQ(DaysOf(Make(In(10), first.secret()).value()), 10);
  EXPECT_EQ(DaysOf(Make("", first.secret()).value()), 10);
  // Neither does one for a program's account.
  EXPECT_THAT(Make(In(11), first.secret(), "exporter"), HasWrongFields("token.expire_time"));
  EXPECT_EQ(DaysOf(Make("", first.secret(), "exporter").value()), 10);
  // And one that is made of that: the same.
  clock_.Advance(absl::Hours(24) * 4);
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse second, Make("", first.secret()));
  EXPECT_EQ(DaysOf(second), 6);
  EXPECT_THAT(Make(In(7), second.secret()), HasWrongFields("token.expire_time"));
}

TEST_F(TokensTest, ATokenMadeWithALongOneLastsAsLongAsUsual) {
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse first, Make(In(366)));
  EXPECT_EQ(DaysOf(Make("", first.secret()).value()), 90);
  EXPECT_EQ(DaysOf(Make(In(366), first.secret()).value()), 366);
}

TEST_F(TokensTest, ATokenForOneProgramReadsNoOtherOfTheAccount) {
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse all, Make(""));
  for (const char* program : {"programs/p", "programs/q", "programs/theirs"}) {
    EXPECT_TRUE(MayRead(Who(all.secret()), program)) << program;
  }
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse one, Make("resource: 'programs/p'"));
  EXPECT_EQ(one.token().resource(), "programs/p");
  const auth::Caller caller = Who(one.secret());
  EXPECT_TRUE(MayRead(caller, "programs/p"));
  EXPECT_FALSE(MayRead(caller, "programs/q"));
  EXPECT_FALSE(MayRead(caller, "programs/theirs"));
  EXPECT_THAT(caller.organizations(), ElementsAre("organizations/o"));
  v1::CreateAssessmentRequest request;
  request.set_parent("programs/p");
  EXPECT_TRUE(May(caller, "AssessmentService.CreateAssessment", request));
  request.set_parent("programs/q");
  EXPECT_FALSE(May(caller, "AssessmentService.CreateAssessment", request));
}

TEST_F(TokensTest, ATokenForOneProgramHasNoRoleOfTheInstallation) {
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse all, Make(""));
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse one, Make("resource: 'programs/p'"));
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse installation,
                       Make("resource: 'installation'"));
  EXPECT_TRUE(Who(all.secret()).sees_everything());
  EXPECT_FALSE(Who(one.secret()).sees_everything());
  EXPECT_TRUE(Who(installation.secret()).sees_everything());
  for (const char* method : {"ListAccounts", "ReviewAccess", "CreateBody", "DisableAccount"}) {
    const std::string name = absl::StrCat("PeopleService.", method);
    EXPECT_TRUE(May(Who(all.secret()), name, v1::ListAccountsRequest())) << method;
    EXPECT_FALSE(May(Who(one.secret()), name, v1::ListAccountsRequest())) << method;
    EXPECT_TRUE(May(Who(installation.secret()), name, v1::ListAccountsRequest())) << method;
  }
}

// Notices are about everything that the account takes part in.
TEST_F(TokensTest, ATokenForOneProgramSeesNoNotices) {
  const auto may = [&](const auth::Caller& caller, absl::string_view method,
                       const google::protobuf::Message& request) {
    return Authorize(dependencies_, caller,
                     auth::FindRule(absl::StrCat("continuum.v1.NotificationService.", method)),
                     /*changes=*/false, request)
        .status();
  };
  const auto statuses = [&](const auth::Caller& caller) {
    v1::GetNotificationSettingsRequest get;
    get.set_name("accounts/ann/notificationSettings");
    v1::UpdateNotificationSettingsRequest update;
    update.mutable_settings()->set_name(get.name());
    v1::ListNotificationsRequest list;
    list.set_parent("accounts/ann");
    v1::MarkNotificationsReadRequest mark;
    mark.set_parent("accounts/ann");
    return std::vector<absl::Status>{may(caller, "GetNotificationSettings", get),
                                     may(caller, "UpdateNotificationSettings", update),
                                     may(caller, "ListNotifications", list),
                                     may(caller, "MarkNotificationsRead", mark)};
  };
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse one, Make("resource: 'programs/p'"));
  for (const absl::Status& status : statuses(Who(one.secret()))) {
    EXPECT_THAT(status, FailsWith(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("counts for \"programs/p\" alone, and this is about the whole account"));
  }
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse all, Make(""));
  for (const absl::Status& status : statuses(Who(all.secret()))) EXPECT_THAT(status, IsOk());
}

// Whoever has got hold of such a token must not end all others, and needs no list of them.
TEST_F(TokensTest, ATokenForOneProgramSeesItsOwnAccountAndNoTokens) {
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse one, Make("resource: 'programs/p'"));
  const auth::Caller caller = Who(one.secret());
  const auto may = [&](absl::string_view method, const google::protobuf::Message& request) {
    return Authorize(dependencies_, caller,
                     auth::FindRule(absl::StrCat("continuum.v1.PeopleService.", method)),
                     /*changes=*/false, request)
        .status();
  };
  EXPECT_THAT(may("GetCaller", v1::GetCallerRequest()), IsOk());
  EXPECT_THAT(may("GetAccount", Parse<v1::GetAccountRequest>("name: 'accounts/ann'")), IsOk());
  EXPECT_THAT(may("CreateToken", Parse<v1::CreateTokenRequest>("parent: 'accounts/ann'")), IsOk());
  v1::RevokeTokenRequest revoke;
  revoke.set_name(one.token().name());
  for (const absl::Status& refused :
       {may("ListTokens", Parse<v1::ListTokensRequest>("parent: 'accounts/ann'")),
        may("RevokeToken", revoke)}) {
    EXPECT_THAT(refused, FailsWith(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
    EXPECT_THAT(std::string(refused.message()), HasSubstr("use another token, or sign in"));
  }
  // It can still end itself.
  EXPECT_THAT(may("SignOut", v1::SignOutRequest()), IsOk());
  ASSERT_THAT(SignOut(dependencies_, {.caller = caller, .patience = {}, .peer = ""}, {}), IsOk());
  EXPECT_FALSE(Authenticate(dependencies_, {.secret = one.secret(), .peer = {}}).ok());
}

TEST_F(TokensTest, WhoCallsWithATokenForOneProgramIsToldSo) {
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse one, Make("resource: 'programs/p'"));
  const Call call{.caller = Who(one.secret()), .patience = {}, .peer = ""};
  ASSERT_OK_AND_ASSIGN(const v1::Caller caller, GetCaller(dependencies_, call, {}));
  ASSERT_THAT(caller.memberships(), SizeIs(1));
  EXPECT_EQ(caller.memberships(0).resource(), "programs/p");
  EXPECT_EQ(caller.token().resource(), "programs/p");
}

TEST_F(TokensTest, ATokenForOneProgramMakesNoneForAnother) {
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse one, Make("resource: 'programs/p'"));
  EXPECT_THAT(Make("resource: 'programs/q'", one.secret()), HasWrongFields("token.resource"));
  EXPECT_THAT(Make("resource: 'installation'", one.secret()), HasWrongFields("token.resource"));
  EXPECT_EQ(Make("", one.secret())->token().resource(), "programs/p");
  EXPECT_EQ(Make("resource: 'programs/p'", one.secret())->token().resource(), "programs/p");
}

TEST_F(TokensTest, ATokenCountsForWhatItsAccountItselfHasARole) {
  EXPECT_THAT(Make("resource: 'programs/none'"), HasWrongFields("token.resource"));
  EXPECT_THAT(Make("resource: 'organizations/o'"), HasWrongFields("token.resource"));
  EXPECT_THAT(Make("resource: 'accounts/ann'"), HasWrongFields("token.resource"));
  EXPECT_THAT(Make("resource: 'programs/p/sites/s'"), HasWrongFields("token.resource"));
  EXPECT_THAT(Make("resource: 'programs/q'", "", "exporter"), HasWrongFields("token.resource"));
  EXPECT_THAT(Make("resource: 'programs/p'", "", "exporter"), IsOk());
}

TEST_F(TokensTest, ATokenCountsForNothingWhenItsRoleHasEnded) {
  const v1::Membership given = Give("ann", "organizations/theirs", v1::ROLE_OWNER);
  Give("exporter", "organizations/theirs", v1::ROLE_OWNER);
  ASSERT_THAT(Make("", "", "exporter"), IsOk());  // an owner who can sign in is left
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse one, Make("resource: 'organizations/theirs'"));
  EXPECT_TRUE(MayRead(Who(one.secret()), "programs/theirs"));
  v1::EndMembershipRequest end;
  end.set_resource(given.resource());
  end.set_name(given.name());
  ASSERT_THAT(EndMembership(dependencies_, call_, end), IsOk());
  // Ann leads the program still, but the token is not for that.
  EXPECT_FALSE(MayRead(Who(one.secret()), "programs/theirs"));
  EXPECT_THAT(Who(one.secret()).roles(), ::testing::IsEmpty());
}

}  // namespace
}  // namespace continuum::operations
