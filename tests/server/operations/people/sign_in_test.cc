// SPDX-License-Identifier: Apache-2.0
//
// Invitations, passwords, second factors, sessions and tokens, and who is calling by them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/auth/secret_token.h"
#include "server/auth/totp.h"
#include "server/operations/access/authenticate.h"
#include "server/operations/access/write_uses.h"
#include "server/operations/people/first_administrator.h"
#include "server/operations/people/sign_in_rules.h"
#include "server/storage/storage.h"
#include "tests/server/operations/meddling_storage.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kEmail[] = "ann@example.org";
constexpr char kPassword[] = "seven brown kettles sing";
constexpr char kOther[] = "four green lanterns hum";
constexpr auto kUnauthenticated = absl::StatusCode::kUnauthenticated;

class SignInTest : public OperationsTest {
 protected:
  SignInTest() { MakeOwners(); }

  std::string Invite() {
    const auto invited = CreateInvitation(
        dependencies_, call_,
        Parse<v1::CreateInvitationRequest>("resource: 'programs/p' role: ROLE_EDITOR "
                                           "email: 'Ann@Example.org' display_name: 'Ann'"));
    EXPECT_THAT(invited, IsOk());
    return invited->code();
  }
  absl::StatusOr<v1::SignInResponse> Redeem(const std::string& code,
                                            const std::string& password = kPassword) {
    v1::RedeemCodeRequest request;
    request.set_code(code);
    request.set_password(password);
    return RedeemCode(dependencies_, nobody_, request);
  }
  absl::StatusOr<v1::SignInResponse> In(const std::string& password = kPassword,
                                        const std::string& code = "",
                                        const std::string& email = kEmail) {
    v1::SignInRequest request;
    request.set_email(email);
    request.set_password(password);
    request.set_code(code);
    return SignIn(dependencies_, nobody_, request);
  }
  absl::StatusOr<auth::Caller> Who(const std::string& secret) {
    return Authenticate(dependencies_, {.secret = secret, .peer = {}});
  }
  absl::StatusOr<v1::CreateTokenResponse> NewToken(const Call& call, const std::string& token) {
    auto request = Parse<v1::CreateTokenRequest>(absl::StrCat("token { ", token, " }"));
    request.set_parent(call.caller.id());
    return CreateToken(dependencies_, call, request);
  }
  // Ann's calls with this secret.
  Call CallWith(const std::string& secret) {
    return {.caller = Who(secret).value(), .patience = {}, .peer = ""};
  }
  // A second factor for Ann; gives its secret.
  std::string AddSecondFactor(const Call& ann) {
    v1::BeginSecondFactorRequest begin;
    begin.set_password(kPassword);
    const auto begun = BeginSecondFactor(dependencies_, ann, begin);
    EXPECT_THAT(begun, IsOk());
    v1::ConfirmSecondFactorRequest confirm;
    confirm.set_code(CodeNow(begun->secret()));
    EXPECT_THAT(ConfirmSecondFactor(dependencies_, ann, confirm), IsOk());
    return begun->secret();
  }
  std::string CodeNow(const std::string& secret) {
    return auth::TotpCode(secret, absl::ToUnixSeconds(clock_.Now()) / 30);
  }

  const Call nobody_{.caller = auth::Caller::Public(), .patience = {}, .peer = "192.0.2.1"};
};

TEST_F(SignInTest, AnInvitationIsTakenUpOnce) {
  const std::string code = Invite();
  EXPECT_THAT(In(), FailsWith(kUnauthenticated, "SIGN_IN_FAILED"));
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(code));
  EXPECT_EQ(in.account().email(), kEmail);
  EXPECT_THAT(Redeem(code), FailsWith(kUnauthenticated, "CODE_INVALID"));
  ASSERT_OK_AND_ASSIGN(const auth::Caller caller, Who(in.secret()));
  EXPECT_EQ(caller.id(), in.account().name());
  EXPECT_TRUE(caller.RolesFor("programs/p").Has(auth::Role::kEditor));
  EXPECT_THAT(caller.organizations(), ::testing::ElementsAre("organizations/o"));
  EXPECT_FALSE(caller.sees_everything());
}

TEST_F(SignInTest, AnInvitationTakesNoAccountOver) {
  // Once whoever invited an address got a code for the account of others that had it.
  const std::string first = Invite();
  const auto again = [&] {
    return CreateInvitation(dependencies_, call_,
                            Parse<v1::CreateInvitationRequest>("resource: 'organizations/o' "
                                                               "role: ROLE_OWNER "
                                                               "email: 'ann@example.org'"));
  };
  EXPECT_THAT(again(), FailsWith(kFailedPrecondition, "ACCOUNT_EXISTS"));
  ASSERT_THAT(Redeem(first), IsOk());
  EXPECT_THAT(again(), FailsWith(kFailedPrecondition, "ACCOUNT_EXISTS"));
}

TEST_F(SignInTest, AnInvitationEnds) {
  const std::string code = Invite();
  clock_.Advance(absl::Hours(24 * 7));
  EXPECT_THAT(Redeem(code), FailsWith(kUnauthenticated, "CODE_INVALID"));
}

TEST_F(SignInTest, AWeakPasswordIsRefusedAndTheCodeStaysGood) {
  const std::string code = Invite();
  const auto refused = Redeem(code, "ann@example.org1");
  EXPECT_THAT(refused, HasWrongFields("password"));
  EXPECT_THAT(std::string(refused.status().message()), Not(HasSubstr("ann@example.org1")));
  EXPECT_THAT(Redeem(code), IsOk());
}

TEST_F(SignInTest, WithAPasswordASessionIsGiven) {
  ASSERT_THAT(Redeem(Invite()), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, In());
  EXPECT_TRUE(auth::IsWellFormed(in.secret()));
  EXPECT_THAT(Who(in.secret()), IsOk());
  EXPECT_THAT(In(kPassword, "", "ANN@example.org"), IsOk());
  EXPECT_THAT(In(kOther), FailsWith(kUnauthenticated, "SIGN_IN_FAILED"));
  EXPECT_THAT(In(kPassword, "", "bob@example.org"), FailsWith(kUnauthenticated, "SIGN_IN_FAILED"));
  EXPECT_THAT(In("", "", "nonsense"), HasWrongFields("email, password"));
}

TEST_F(SignInTest, WrongTriesAreSlowedDownAndARightOneIsNotHeldUpLater) {
  ASSERT_THAT(Redeem(Invite()), IsOk());
  for (int i = 0; i < 5; ++i) {
    EXPECT_THAT(In(kOther), FailsWith(kUnauthenticated, "SIGN_IN_FAILED"));
  }
  EXPECT_THAT(In(), FailsWith(absl::StatusCode::kResourceExhausted, "SIGN_IN_SLOWED"));
  clock_.Advance(absl::Hours(1));
  EXPECT_THAT(In(), IsOk());
}

TEST_F(SignInTest, GuessingAtManyAccountsFromOnePlaceIsSlowedDown) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_THAT(In(kOther, "", absl::StrCat("a", i, "@example.org")),
                FailsWith(kUnauthenticated, "SIGN_IN_FAILED"));
  }
  EXPECT_THAT(In(kOther, "", "b@example.org"),
              FailsWith(absl::StatusCode::kResourceExhausted, "SIGN_IN_SLOWED"));
}

// Once both were in one table, and guesses at many accounts made it forget where they came from.
TEST_F(SignInTest, ManyAccountsPushOutNoPeerAndNoAccountIsPushedOutByPeers) {
  auth::Throttle accounts(clock_, {.max_keys = 2});
  auth::Throttle peers(clock_, {.max_keys = 2});
  dependencies_.account_throttle = &accounts;
  dependencies_.peer_throttle = &peers;
  for (int i = 0; i < 5; ++i) {
    EXPECT_THAT(In(kOther, "", absl::StrCat("a", i, "@example.org")),
                FailsWith(kUnauthenticated, "SIGN_IN_FAILED"));
  }
  const auto slowed = FailsWith(absl::StatusCode::kResourceExhausted, "SIGN_IN_SLOWED");
  EXPECT_THAT(In(kOther, "", "b@example.org"), slowed);
  EXPECT_EQ(peers.keys(), 1u);
  EXPECT_EQ(accounts.keys(), 2u);
  for (int i = 0; i < 5; ++i) {
    const Call from{.caller = auth::Caller::Public(),
                    .patience = {},
                    .peer = absl::StrCat("2001:db8:0:", i, "::/64")};
    v1::SignInRequest request;
    request.set_email("c@example.org");
    request.set_password(kOther);
    EXPECT_THAT(SignIn(dependencies_, from, request),
                FailsWith(kUnauthenticated, "SIGN_IN_FAILED"));
  }
  EXPECT_GT(accounts.Wait("c@example.org"), absl::ZeroDuration());
}

// Once every secret was looked up, however many had come from there that were not good.
TEST_F(SignInTest, SecretsThatAreNotGoodAreBoundedBeforeStorageIsAsked) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  MeddlingStorage counting(*storage_);
  dependencies_.storage = &counting;
  const auto from = [&](const std::string& address, const std::string& secret) {
    return Authenticate(dependencies_, {.secret = secret, .peer = {.address = address}});
  };
  // As many good ones as anybody likes, though nobody is remembered.
  for (int i = 0; i < 15; ++i) {
    callers_.ForgetAll();
    EXPECT_THAT(from("ipv6:[2001:db8:1:2::1]:7", in.secret()), IsOk());
  }
  const int before = counting.accesses();
  const auto busy = FailsWith(absl::StatusCode::kResourceExhausted, "SERVER_BUSY");
  for (int i = 0; i < 15; ++i) {
    const auto refused =
        from(absl::StrCat("ipv6:[2001:db8:1:2::", i, "]:7"), auth::NewSecret(auth::kApiPrefix));
    if (i < 10) {
      EXPECT_THAT(refused, FailsWith(kUnauthenticated, "TOKEN_INVALID"));
    } else {
      EXPECT_THAT(refused, busy);
    }
  }
  EXPECT_EQ(counting.accesses() - before, 10);
  // Who is remembered is let in all the same, and so are other networks and this machine.
  EXPECT_THAT(from("ipv6:[2001:db8:1:2::1]:7", in.secret()), IsOk());
  callers_.ForgetAll();
  EXPECT_THAT(from("ipv6:[2001:db8:1:2::1]:7", in.secret()), busy);
  EXPECT_THAT(from("ipv6:[2001:db8:1:3::1]:7", in.secret()), IsOk());
  for (int i = 0; i < 15; ++i) {
    EXPECT_THAT(Authenticate(dependencies_, {.secret = auth::NewSecret(auth::kApiPrefix),
                                             .peer = {.loopback = true}}),
                FailsWith(kUnauthenticated, "TOKEN_INVALID"));
  }
  callers_.ForgetAll();
  clock_.Advance(absl::Seconds(1));
  EXPECT_THAT(from("ipv6:[2001:db8:1:2::1]:7", in.secret()), IsOk());
  dependencies_.storage = storage_.get();
}

TEST_F(SignInTest, ThePublicsRateCountsByNetwork) {
  const auto from = [&](const std::string& address) {
    return Authenticate(dependencies_, {.secret = "", .peer = {.address = address}});
  };
  for (int i = 0; i < 20; ++i) {
    EXPECT_THAT(from(absl::StrCat("ipv6:[2001:db8::", i, "]:7")), IsOk());
  }
  EXPECT_THAT(from("ipv6:[2001:db8::ffff]:7"),
              FailsWith(absl::StatusCode::kResourceExhausted, "SERVER_BUSY"));
  EXPECT_THAT(from("ipv6:[2001:db8:0:1::1]:7"), IsOk());
}

TEST_F(SignInTest, ASessionEndsAfterAWhileAndWhenItIsNotUsed) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  for (int hours = 1; hours < 12; ++hours) {
    clock_.Advance(absl::Hours(1));
    EXPECT_THAT(Who(in.secret()), IsOk()) << hours;
    if (hours == 6) {
      EXPECT_THAT(WriteUses(dependencies_), IsOk());
    }
  }
  clock_.Advance(absl::Hours(1));
  EXPECT_THAT(Who(in.secret()), FailsWith(kUnauthenticated, "TOKEN_INVALID"));
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse again, In());
  clock_.Advance(absl::Minutes(119));
  EXPECT_THAT(Who(again.secret()), IsOk());
  EXPECT_THAT(WriteUses(dependencies_), IsOk());  // and the log forgets it
  clock_.Advance(absl::Hours(2));
  EXPECT_THAT(Who(again.secret()), FailsWith(kUnauthenticated, "TOKEN_INVALID"));
}

TEST_F(SignInTest, SigningOutEndsTheSession) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  ASSERT_THAT(SignOut(dependencies_, CallWith(in.secret()), {}), IsOk());
  EXPECT_THAT(Who(in.secret()), FailsWith(kUnauthenticated, "TOKEN_INVALID"));
  EXPECT_THAT(SignOut(dependencies_, call_, {}), FailsWith(kFailedPrecondition, "NO_SESSION"));
}

TEST_F(SignInTest, AFurtherSessionEndsTheOldest) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse first, Redeem(Invite()));
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse second, In());
  for (size_t i = 2; i <= kMaxSessions; ++i) EXPECT_THAT(In(), IsOk());
  EXPECT_THAT(Who(first.secret()), FailsWith(kUnauthenticated, "TOKEN_INVALID"));
  EXPECT_THAT(Who(second.secret()), IsOk());
}

TEST_F(SignInTest, NonsenseIsNoSecret) {
  for (const std::string& secret : {std::string("-"), std::string("x"), std::string(5000, 'a'),
                                    auth::NewSecret(auth::kApiPrefix)}) {
    EXPECT_THAT(Who(secret), FailsWith(kUnauthenticated, "TOKEN_INVALID"));
  }
  EXPECT_EQ(Who("")->id(), "public");
}

TEST_F(SignInTest, NobodyAsksTooMuch) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  const auto busy = FailsWith(absl::StatusCode::kResourceExhausted, "SERVER_BUSY");
  for (int i = 0; i < 50; ++i) EXPECT_THAT(Who(in.secret()), IsOk());
  EXPECT_THAT(Who(in.secret()), busy);
  for (int i = 0; i < 20; ++i) {
    EXPECT_THAT(Who("x"), FailsWith(kUnauthenticated, "TOKEN_INVALID"));
  }
  EXPECT_THAT(Who("x"), busy);  // guessing is the public's
  EXPECT_THAT(Who(""), busy);
  EXPECT_THAT(Authenticate(dependencies_, {.secret = "", .peer = {.loopback = true}}), IsOk());
  clock_.Advance(absl::Seconds(1));
  EXPECT_THAT(Who(in.secret()), IsOk());
  EXPECT_THAT(Who(""), IsOk());
}

TEST_F(SignInTest, ACodeIsNoToken) {
  EXPECT_THAT(Who(Invite()), FailsWith(kUnauthenticated, "TOKEN_INVALID"));
}

TEST_F(SignInTest, ASecondFactorIsAskedForAndCountsOnce) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  const std::string secret = AddSecondFactor(CallWith(in.secret()));
  EXPECT_THAT(In(), FailsWith(kUnauthenticated, "CODE_NEEDED"));
  // The code that confirmed it was used.
  EXPECT_THAT(In(kPassword, CodeNow(secret)), FailsWith(kUnauthenticated, "SIGN_IN_FAILED"));
  clock_.Advance(absl::Seconds(30));
  EXPECT_THAT(In(kPassword, CodeNow(secret)), IsOk());
  EXPECT_THAT(In(kPassword, CodeNow(secret)), FailsWith(kUnauthenticated, "SIGN_IN_FAILED"));
  clock_.Advance(absl::Seconds(30));
  EXPECT_THAT(In(kOther, CodeNow(secret)), FailsWith(kUnauthenticated, "SIGN_IN_FAILED"));
}

TEST_F(SignInTest, ASecondFactorIsSetUpByTheAccountItself) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  const Call ann = CallWith(in.secret());
  EXPECT_THAT(ConfirmSecondFactor(dependencies_, ann, {}),
              FailsWith(kFailedPrecondition, "NO_SECOND_FACTOR"));
  EXPECT_THAT(BeginSecondFactor(dependencies_, ann, {}),
              FailsWith(kUnauthenticated, "SIGN_IN_FAILED"));
  EXPECT_THAT(BeginSecondFactor(dependencies_, call_, {}),
              FailsWith(kFailedPrecondition, "NO_PASSWORD"));
  AddSecondFactor(ann);
  v1::BeginSecondFactorRequest begin;
  begin.set_password(kPassword);
  EXPECT_THAT(BeginSecondFactor(dependencies_, ann, begin),
              FailsWith(kFailedPrecondition, "SECOND_FACTOR_SET"));
}

TEST_F(SignInTest, AChangedPasswordEndsTheOtherSessions) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse other, Redeem(Invite()));
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, In());
  v1::ChangePasswordRequest change;
  change.set_password(kOther);
  change.set_new_password(kOther);
  EXPECT_THAT(ChangePassword(dependencies_, CallWith(in.secret()), change),
              FailsWith(kUnauthenticated, "SIGN_IN_FAILED"));
  change.set_password(kPassword);
  ASSERT_THAT(ChangePassword(dependencies_, CallWith(in.secret()), change), IsOk());
  EXPECT_THAT(Who(in.secret()), IsOk());
  EXPECT_THAT(Who(other.secret()), FailsWith(kUnauthenticated, "TOKEN_INVALID"));
  EXPECT_THAT(In(), FailsWith(kUnauthenticated, "SIGN_IN_FAILED"));
  EXPECT_THAT(In(kOther), IsOk());
}

TEST_F(SignInTest, ANewPasswordThatIsNoneIsRefusedInWords) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  v1::ChangePasswordRequest change;
  change.set_password(kPassword);
  const auto refusal = [&](const std::string& password) {
    change.set_new_password(password);
    return std::string(
        ChangePassword(dependencies_, CallWith(in.secret()), change).status().message());
  };
  EXPECT_EQ(refusal(""), "new_password: is empty, want a password");
  EXPECT_THAT(refusal("short"), AllOf(HasSubstr("new_password: want another one. The password has "
                                                "5 characters; it needs at least"),
                                      Not(HasSubstr("empty")), Not(HasSubstr("short"))));
}

TEST_F(SignInTest, AChangedPasswordEndsApiTokensWhereThatIsWanted) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse token,
                       NewToken(CallWith(in.secret()), "title: 'export'"));
  v1::ChangePasswordRequest change;
  change.set_password(kPassword);
  change.set_new_password(kOther);
  ASSERT_THAT(ChangePassword(dependencies_, CallWith(in.secret()), change), IsOk());
  EXPECT_THAT(Who(token.secret()), IsOk());
  change.set_password(kOther);
  change.set_new_password(kPassword);
  change.set_end_api_tokens(true);
  ASSERT_THAT(ChangePassword(dependencies_, CallWith(in.secret()), change), IsOk());
  EXPECT_THAT(Who(token.secret()), FailsWith(kUnauthenticated, "TOKEN_INVALID"));
  EXPECT_THAT(Who(in.secret()), IsOk());
}

TEST_F(SignInTest, AResetTakesEverythingThatTheOldPasswordGave) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  const Call ann = CallWith(in.secret());
  AddSecondFactor(ann);
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse token, NewToken(ann, "title: 'export'"));
  v1::ResetPasswordRequest reset;
  reset.set_name(in.account().name());
  ASSERT_OK_AND_ASSIGN(const v1::ResetPasswordResponse code,
                       ResetPassword(dependencies_, call_, reset));
  EXPECT_THAT(Who(in.secret()), IsOk());  // until it is taken up
  ASSERT_THAT(Redeem(code.code(), kOther), IsOk());
  EXPECT_THAT(Who(in.secret()), FailsWith(kUnauthenticated, "TOKEN_INVALID"));
  EXPECT_THAT(Who(token.secret()), FailsWith(kUnauthenticated, "TOKEN_INVALID"));
  EXPECT_THAT(In(kOther), IsOk());  // without a second factor
}

TEST_F(SignInTest, ATokenIsGoodUntilItEndsOrIsRevoked) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  const Call ann = CallWith(in.secret());
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse made,
                       NewToken(ann, "title: 'export' read_only: true"));
  EXPECT_TRUE(Who(made.secret())->read_only());
  EXPECT_EQ(Who(made.secret())->token(), made.token().name());
  clock_.Advance(absl::Hours(24 * 89));
  EXPECT_THAT(Who(made.secret()), IsOk());
  clock_.Advance(absl::Hours(24));
  EXPECT_THAT(Who(made.secret()), FailsWith(kUnauthenticated, "TOKEN_INVALID"));

  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse another, NewToken(ann, "title: 'import'"));
  EXPECT_FALSE(Who(another.secret())->read_only());
  v1::RevokeTokenRequest revoke;
  revoke.set_name(another.token().name());
  ASSERT_THAT(RevokeToken(dependencies_, ann, revoke), IsOk());
  EXPECT_THAT(Who(another.secret()), FailsWith(kUnauthenticated, "TOKEN_INVALID"));
  EXPECT_THAT(RevokeToken(dependencies_, ann, revoke),
              FailsWith(kFailedPrecondition, "TOKEN_NOT_ACTIVE"));
}

TEST_F(SignInTest, ATokenThatMayOnlyReadMakesNoneThatMayMore) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  Call reader = CallWith(in.secret());
  reader.caller.SetToken(reader.caller.token(), /*read_only=*/true);
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse made, NewToken(reader, "title: 't'"));
  EXPECT_TRUE(made.token().read_only());
}

TEST_F(SignInTest, TokensSayWhatIsWrong) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  const Call ann = CallWith(in.secret());
  EXPECT_THAT(NewToken(ann, ""), HasWrongFields("token.title"));
  EXPECT_THAT(NewToken(ann, "title: 't' expire_time { seconds: 1 }"),
              HasWrongFields("token.expire_time"));
  v1::CreateTokenRequest request;
  request.set_parent(in.account().name());
  request.mutable_token()->set_title("t");
  EXPECT_THAT(CreateToken(dependencies_, call_, request),
              FailsWith(kFailedPrecondition, "NOT_A_SERVICE"));
  request.set_parent("accounts/none");
  EXPECT_THAT(CreateToken(dependencies_, call_, request), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(SignInTest, AProgramSignsInByItsCertificate) {
  ASSERT_THAT(CreateAccount(dependencies_, call_,
                            Parse<v1::CreateAccountRequest>(
                                "account_id: 'exporter' account { kind: KIND_SERVICE "
                                "display_name: 'Exporter' certificate_name: 'spiffe://a/b' }")),
              IsOk());
  const auto with = [&](const std::string& name) {
    return Authenticate(dependencies_, {.secret = "",
                                        .peer = {.address = "ipv4:192.0.2.7:1",
                                                 .loopback = false,
                                                 .encrypted = true,
                                                 .certificate_name = name}});
  };
  EXPECT_EQ(with("spiffe://a/b")->id(), "accounts/exporter");
  v1::CreateTokenRequest request;
  request.set_parent("accounts/exporter");
  request.mutable_token()->set_title("nightly export");
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse token,
                       CreateToken(dependencies_, call_, request));
  EXPECT_EQ(Who(token.secret())->id(), "accounts/exporter");
  const auto unknown = with("spiffe://a/c");
  EXPECT_THAT(unknown, FailsWith(kUnauthenticated, "TOKEN_INVALID"));
  EXPECT_THAT(std::string(unknown.status().message()),
              AllOf(HasSubstr("nobody here has an account for this client certificate"),
                    HasSubstr("an administrator can tie it to one"), Not(HasSubstr("sign in"))));
}

TEST_F(SignInTest, WithoutSignInOnlyThisMachineIsServed) {
  dependencies_.sign_in = false;
  const auto from = [&](bool loopback) {
    return Authenticate(dependencies_, {.secret = "", .peer = {.loopback = loopback}});
  };
  EXPECT_TRUE(from(true)->may_do_everything());
  EXPECT_THAT(from(false), FailsWith(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(SignInTest, ADisabledAccountIsOutAtOnceAndForGood) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  ASSERT_THAT(Who(in.secret()), IsOk());  // remembered now
  v1::DisableAccountRequest disable;
  disable.set_name(in.account().name());
  ASSERT_THAT(DisableAccount(dependencies_, call_, disable), IsOk());
  EXPECT_THAT(Who(in.secret()), FailsWith(kUnauthenticated, "TOKEN_INVALID"));
  EXPECT_THAT(In(), FailsWith(kUnauthenticated, "SIGN_IN_FAILED"));
  EXPECT_THAT(DisableAccount(dependencies_, call_, disable),
              FailsWith(kFailedPrecondition, "ACCOUNT_DISABLED"));
  EXPECT_THAT(
      CreateInvitation(dependencies_, call_,
                       Parse<v1::CreateInvitationRequest>("resource: 'programs/p' role: ROLE_LEAD "
                                                          "email: 'ann@example.org'")),
      FailsWith(kFailedPrecondition, "ACCOUNT_DISABLED"));
}

TEST_F(SignInTest, AChangeOfRolesCountsAtOnce) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  ASSERT_OK_AND_ASSIGN(const auth::Caller before, Who(in.secret()));
  EXPECT_FALSE(before.RolesFor("programs/p").Has(auth::Role::kLead));
  v1::CreateMembershipRequest request;
  request.mutable_membership()->set_account(in.account().name());
  request.mutable_membership()->set_resource("programs/p");
  request.mutable_membership()->set_role(v1::ROLE_LEAD);
  ASSERT_OK_AND_ASSIGN(const v1::Membership lead, CreateMembership(dependencies_, call_, request));
  EXPECT_TRUE(Who(in.secret())->RolesFor("programs/p").Has(auth::Role::kLead));
  v1::EndMembershipRequest end;
  end.set_resource("programs/p");
  end.set_name(lead.name());
  ASSERT_THAT(EndMembership(dependencies_, call_, end), IsOk());
  EXPECT_FALSE(Who(in.secret())->RolesFor("programs/p").Has(auth::Role::kLead));
}

TEST_F(SignInTest, TheFirstAdministratorSetsAPasswordOnce) {
  ASSERT_OK_AND_ASSIGN(const std::string first, MakeFirstAdministrator(dependencies_));
  ASSERT_OK_AND_ASSIGN(const std::string second, MakeFirstAdministrator(dependencies_));
  EXPECT_THAT(Redeem(first), FailsWith(kUnauthenticated, "CODE_INVALID"));
  v1::RedeemCodeRequest request;
  request.set_code(second);
  request.set_password(kPassword);
  EXPECT_THAT(RedeemCode(dependencies_, nobody_, request), HasWrongFields("email"));
  request.set_email("root@example.org");
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, RedeemCode(dependencies_, nobody_, request));
  EXPECT_TRUE(Who(in.secret())->sees_everything());
  EXPECT_FALSE(Who(in.secret())->may_do_everything());
  EXPECT_THAT(MakeFirstAdministrator(dependencies_), testing::IsOkAndHolds(""));
}

TEST_F(SignInTest, NoSecretIsStored) {
  const std::string code = Invite();
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(code));
  ASSERT_OK_AND_ASSIGN(const v1::CreateTokenResponse token,
                       NewToken(CallWith(in.secret()), "title: 't'"));
  storage_->Close();
  for (const char* file : {"db", "db-wal"}) {
    const std::string bytes = testing::ReadFile(dir_.File(file));
    for (const std::string& secret : {code, in.secret(), token.secret(), std::string(kPassword)}) {
      EXPECT_EQ(bytes.find(secret), std::string::npos) << file;
    }
  }
}

TEST_F(SignInTest, TheCallerIsTold) {
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse in, Redeem(Invite()));
  ASSERT_OK_AND_ASSIGN(const v1::Caller caller,
                       GetCaller(dependencies_, CallWith(in.secret()), {}));
  EXPECT_EQ(caller.account().name(), in.account().name());
  EXPECT_EQ(caller.signed_in_by(), v1::Caller::SIGNED_IN_BY_TOKEN);
  EXPECT_EQ(caller.token().kind(), v1::Token::KIND_SESSION);
  ASSERT_EQ(caller.memberships_size(), 1);
  EXPECT_EQ(caller.memberships(0).role(), v1::ROLE_EDITOR);
  EXPECT_EQ(GetCaller(dependencies_, nobody_, {})->signed_in_by(),
            v1::Caller::SIGNED_IN_BY_NOTHING);
  EXPECT_EQ(GetCaller(dependencies_, call_, {})->signed_in_by(), v1::Caller::SIGNED_IN_BY_MACHINE);
}

}  // namespace
}  // namespace continuum::operations
