// SPDX-License-Identifier: Apache-2.0
//
// Signing in and out: what the server is told, what is kept, and that secrets are shown nowhere but
// where they must be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/exit_code.h"
#include "tests/clients/cli/people/people_test_base.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr auto kUnauthenticated = grpc::StatusCode::UNAUTHENTICATED;

int ModeOf(const std::string& path) {
  struct stat found {};
  EXPECT_EQ(stat(path.c_str(), &found), 0) << path;
  return static_cast<int>(found.st_mode & 07777);
}

class SignInTest : public testing::PeopleTestBase {};

TEST_F(SignInTest, TheSessionIsKeptWhereOnlyItsOwnerCanReadIt) {
  SignIn();
  EXPECT_THAT(people.calls, ElementsAre(AllOf(StartsWith("SignIn email: \"ana@example.org\""),
                                              HasSubstr("password: \"hush-password\""))));
  EXPECT_THAT(out, AllOf(HasSubstr("Signed in as accounts/ana"), HasSubstr("Until 2027-01-15")));
  EXPECT_THAT(absl::StrCat(out, err), Not(HasSubstr("hush")));
  EXPECT_EQ(ModeOf(SessionsPath()), 0600);
  EXPECT_EQ(ModeOf(home.File("continuum")), 0700);
  EXPECT_THAT(testing::ReadFile(SessionsPath()),
              AllOf(HasSubstr(address), HasSubstr("hush-session"), Not(HasSubstr("password"))));
}

TEST_F(SignInTest, NoFormatShowsTheSecretOfTheSession) {
  for (const char* format : {"table", "json", "csv"}) {
    SignIn();
    ASSERT_EQ(Run({"login", "--email", "e", "--output", format}, "hush-password\n"), ExitCode::kOk);
    EXPECT_THAT(absl::StrCat(out, err), Not(HasSubstr("hush"))) << format;
    EXPECT_THAT(out, HasSubstr("accounts/ana")) << format;
  }
}

TEST_F(SignInTest, EveryCallSaysWhoMakesItButSigningIn) {
  SignIn();
  EXPECT_THAT(people.callers, ElementsAre(""));
  ASSERT_EQ(Run({"whoami"}), ExitCode::kOk);
  EXPECT_THAT(people.callers, ElementsAre("Bearer hush-session"));
  SignIn();
  EXPECT_THAT(people.callers, ElementsAre(""));
}

TEST_F(SignInTest, ASessionIsForOneServerOnly) {
  SignIn();
  address = absl::StrReplaceAll(address, {{"127.0.0.1", "localhost"}});
  ASSERT_EQ(Run({"whoami"}), ExitCode::kOk) << err;
  EXPECT_THAT(people.callers, ElementsAre(""));
}

TEST_F(SignInTest, TheEnvironmentComesBeforeTheFileBeforeTheSession) {
  SignIn();
  const std::string file = home.File("token");
  testing::WriteFile(file, "hush-file\n");
  std::filesystem::permissions(file, std::filesystem::perms::owner_read);
  ASSERT_EQ(Run({"whoami", "--token-file", file}), ExitCode::kOk);
  EXPECT_THAT(people.callers, ElementsAre("Bearer hush-file"));
  setenv("CONTINUUM_TOKEN", "hush-environment", 1);
  ASSERT_EQ(Run({"whoami", "--token-file", file}), ExitCode::kOk);
  EXPECT_THAT(people.callers, ElementsAre("Bearer hush-environment"));
  ASSERT_EQ(Run({"login", "--email", "e"}, "p\n"), ExitCode::kOk);
  EXPECT_THAT(err, HasSubstr("warning: CONTINUUM_TOKEN gives a token"));
  EXPECT_EQ(Run({"logout"}), ExitCode::kUsage);
  // A token for one thing cannot revoke itself.
  EXPECT_THAT(err, HasSubstr("to end the token, sign in and use `continuum token revoke`"));
}

TEST_F(SignInTest, AFileThatOthersCanReadIsRefused) {
  SignIn();
  namespace fs = std::filesystem;
  for (const fs::perms more :
       {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write}) {
    fs::permissions(SessionsPath(), more, fs::perm_options::add);
    EXPECT_EQ(Run({"whoami"}), ExitCode::kInput);
    EXPECT_THAT(
        err, AllOf(HasSubstr(absl::StrCat("chmod 600 ", SessionsPath())), Not(HasSubstr("hush"))));
    EXPECT_THAT(people.calls, ElementsAre());
    EXPECT_EQ(Run({"login", "--email", "e"}, "p\n"), ExitCode::kInput);
    EXPECT_THAT(people.calls, ElementsAre());
    fs::permissions(SessionsPath(), more, fs::perm_options::remove);
  }
  EXPECT_EQ(Run({"whoami"}), ExitCode::kOk);
  fs::permissions(home.File("continuum"), fs::perms::others_exec, fs::perm_options::add);
  EXPECT_EQ(Run({"whoami"}), ExitCode::kInput);
  EXPECT_THAT(err, HasSubstr(absl::StrCat("chmod 700 ", home.File("continuum"))));
  const std::string file = home.File("token");
  testing::WriteFile(file, "hush-file\n");
  fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
  EXPECT_EQ(Run({"whoami", "--token-file", file}), ExitCode::kInput);
  EXPECT_THAT(err, HasSubstr(absl::StrCat("chmod 600 ", file)));
}

TEST_F(SignInTest, WhatIsNoTokenIsNotSent) {
  for (const char* token : {"two words", "line\nbreak", "\xc3\xa9"}) {
    setenv("CONTINUUM_TOKEN", token, 1);
    EXPECT_EQ(Run({"whoami"}), ExitCode::kUsage);
    EXPECT_THAT(err, AllOf(HasSubstr("want 1 to 7000, without spaces"), Not(HasSubstr(token))));
    EXPECT_THAT(people.calls, ElementsAre());
  }
  setenv("CONTINUUM_TOKEN", std::string(7001, 'x').c_str(), 1);
  EXPECT_EQ(Run({"whoami"}), ExitCode::kUsage);
  unsetenv("CONTINUUM_TOKEN");
  EXPECT_EQ(Run({"whoami", "--token-file", home.File("none")}), ExitCode::kInput);
  EXPECT_THAT(err, HasSubstr("there is no such file"));
}

TEST_F(SignInTest, ABrokenSessionsFileIsNotQuoted) {
  SignIn();
  testing::WriteFile(SessionsPath(), "{\"a\": {\"secret\": hush-broken");
  EXPECT_EQ(Run({"whoami"}), ExitCode::kInput);
  EXPECT_THAT(err, AllOf(HasSubstr("not a sessions file"), Not(HasSubstr("hush"))));
}

TEST_F(SignInTest, TheCodeIsAskedForWhenItIsNeeded) {
  people.refusals.emplace("SignIn", testing::Refusal(kUnauthenticated, "CODE_NEEDED"));
  people.answers["SignIn"] = "secret: 'hush-session'";
  ASSERT_EQ(Run({"login", "--email", "e"}, "hush-password\n 123456 \n"), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls, ElementsAre(Not(HasSubstr("code:")), HasSubstr("code: \"123456\"")));
}

TEST_F(SignInTest, AWrongPasswordIsTriedOnce) {
  people.refusals.emplace("SignIn", testing::Refusal(kUnauthenticated, "SIGN_IN_FAILED"));
  EXPECT_EQ(Run({"login", "--email", "e"}, "hush-password\n"), ExitCode::kConflict);
  EXPECT_THAT(err, AllOf(HasSubstr("Check the e-mail address"), Not(HasSubstr("hush"))));
  EXPECT_EQ(people.calls.size(), 1u);
  EXPECT_THAT(testing::ReadFile(SessionsPath()), Not(HasSubstr("hush")));
}

TEST_F(SignInTest, SlowedDownTheCommandEndsAndSaysHowLong) {
  google::rpc::ErrorInfo info;
  info.set_reason("SIGN_IN_SLOWED");
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(40);
  google::rpc::Status status;
  status.add_details()->PackFrom(info);
  status.add_details()->PackFrom(retry);
  people.refusals.emplace("SignIn", grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "slowed",
                                                 status.SerializeAsString()));
  EXPECT_EQ(Run({"login", "--email", "e"}, "p\n"), ExitCode::kUnavailable);
  EXPECT_THAT(err, HasSubstr("wait 40 seconds"));
  EXPECT_EQ(people.calls.size(), 1u);
}

TEST_F(SignInTest, ACodeSetsAPasswordAndSignsIn) {
  people.answers["RedeemCode"] = "secret: 'hush-session' account { name: 'accounts/ben' }";
  ASSERT_EQ(Run({"login", "--code", "--name", "Ben"}, "hush-code\nhush password\n"), ExitCode::kOk)
      << err;
  EXPECT_THAT(people.calls,
              ElementsAre("RedeemCode code: \"hush-code\" password: \"hush password\" "
                          "display_name: \"Ben\""));
  EXPECT_THAT(out, HasSubstr("accounts/ben"));
  EXPECT_THAT(absl::StrCat(out, err), Not(HasSubstr("hush")));
  EXPECT_THAT(testing::ReadFile(SessionsPath()), HasSubstr("hush-session"));
}

TEST_F(SignInTest, ACodeIsNotUsedUpWhereTheSessionCannotBeKept) {
  testing::WriteFile(home.File("continuum"), "a file in place of the folder");
  EXPECT_EQ(Run({"login", "--code"}, "hush-code\nhush-password\n"), ExitCode::kInput);
  EXPECT_THAT(people.calls, ElementsAre());
  setenv("XDG_CONFIG_HOME", "", 1);
  setenv("HOME", "", 1);
  EXPECT_EQ(Run({"login", "--code"}, "hush-code\nhush-password\n"), ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("want HOME or XDG_CONFIG_HOME"));
  EXPECT_THAT(people.calls, ElementsAre());
  EXPECT_EQ(Run({"whoami"}), ExitCode::kOk);
}

TEST_F(SignInTest, TheFirstAdministratorGivesAnAddress) {
  people.answers["RedeemCode"] = "secret: 'hush-session'";
  ASSERT_EQ(Run({"login", "--code", "--email", "ana@example.org"}, "c\np\n"), ExitCode::kOk);
  EXPECT_THAT(people.calls,
              ElementsAre("RedeemCode code: \"c\" password: \"p\" email: \"ana@example.org\""));
}

TEST_F(SignInTest, WhatIsMissingIsSaid) {
  EXPECT_EQ(Run({"login"}, "p\n"), ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("--email is missing"));
  EXPECT_EQ(Run({"login", "--email", "e"}), ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("Password: got nothing"));
  EXPECT_EQ(Run({"login", "--email", "e"}, std::string(5000, 'p')), ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("at most 4096 characters"));
  EXPECT_EQ(Run({"login", "--name", "n", "--email", "e"}), ExitCode::kUsage);
  EXPECT_EQ(Run({"login", "--password", "p"}), ExitCode::kUsage);  // never on the command line
  EXPECT_THAT(people.calls, ElementsAre());
}

TEST_F(SignInTest, SigningOutEndsTheSessionAndForgetsIt) {
  SignIn();
  ASSERT_EQ(Run({"logout"}), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls, ElementsAre(StartsWith("SignOut")));
  EXPECT_THAT(people.callers, ElementsAre("Bearer hush-session"));
  EXPECT_THAT(testing::ReadFile(SessionsPath()), Not(HasSubstr("hush")));
  ASSERT_EQ(Run({"logout"}), ExitCode::kOk);
  EXPECT_THAT(err, HasSubstr("You were not signed in"));
  EXPECT_THAT(people.calls, ElementsAre());
}

TEST_F(SignInTest, ASessionIsForgottenEvenWhenTheServerDoesNotKnowIt) {
  SignIn();
  people.refusals.emplace("SignOut", testing::Refusal(kUnauthenticated, "TOKEN_INVALID"));
  EXPECT_EQ(Run({"logout"}), ExitCode::kOk);
  EXPECT_THAT(testing::ReadFile(SessionsPath()), Not(HasSubstr("hush")));
  SignIn();
  people.refusals.emplace("SignOut", grpc::Status(grpc::StatusCode::INTERNAL, "no"));
  EXPECT_EQ(Run({"logout"}), ExitCode::kInternal);
  EXPECT_THAT(err, HasSubstr("the server could not be told"));
  EXPECT_THAT(testing::ReadFile(SessionsPath()), Not(HasSubstr("hush")));
}

TEST_F(SignInTest, WhoamiShowsRolesAndWhenTheSessionEnds) {
  SignIn();
  people.answers["GetCaller"] = R"pb(
    account { name: "accounts/ana" email: "ana@example.org" has_second_factor: true }
    signed_in_by: SIGNED_IN_BY_TOKEN
    token {
      title: "Session"
      expire_time { seconds: 1800000000 }
      read_only: true
      resource: "programs/harbor"
    }
    memberships { role: ROLE_LEAD resource: "programs/harbor" }
    memberships { role: ROLE_SECURITY_OFFICER resource: "installation" }
  )pb";
  ASSERT_EQ(Run({"whoami"}), ExitCode::kOk);
  EXPECT_THAT(out,
              AllOf(HasSubstr("Account accounts/ana"), HasSubstr("Until 2027-01-15"),
                    HasSubstr("with a session or token"), HasSubstr("for reading only"),
                    HasSubstr("Counts for programs/harbor"), HasSubstr("Second factor set up"),
                    HasSubstr("lead programs/harbor"), HasSubstr("security-officer installation")));
  ASSERT_EQ(Run({"whoami", "--output", "csv"}), ExitCode::kOk);
  EXPECT_THAT(out, AllOf(StartsWith("account,email,signed_in,until,role,resource"),
                         HasSubstr("accounts/ana,ana@example.org,with a session or token,"
                                   "2027-01-15 08:00 UTC,lead,programs/harbor")));
  ASSERT_EQ(Run({"whoami", "--output", "json"}), ExitCode::kOk);
  EXPECT_THAT(out, HasSubstr("\"ROLE_LEAD\""));
}

TEST_F(SignInTest, WhoamiSaysHowSomebodySignedIn) {
  people.answers["GetCaller"] = R"pb(
    account { name: "accounts/ana" }
    signed_in_by: SIGNED_IN_BY_TOKEN
    token {
      kind: KIND_SESSION
      title: "signed in"
      expire_time { seconds: 1800000000 }
    }
  )pb";
  ASSERT_EQ(Run({"whoami"}), ExitCode::kOk);
  EXPECT_THAT(out, AllOf(HasSubstr("Signed in with a password Until 2027-01-15 08:00 UTC"),
                         Not(HasSubstr("Token"))));
  people.answers["GetCaller"] = R"pb(
    account { name: "accounts/ana" }
    signed_in_by: SIGNED_IN_BY_TOKEN
    token { kind: KIND_API title: "Exports" }
  )pb";
  ASSERT_EQ(Run({"whoami"}), ExitCode::kOk);
  EXPECT_THAT(out, HasSubstr("Signed in with a token Token Exports"));
}

TEST_F(SignInTest, AWrongPasswordThatAloneWasAskedForIsSaidSo) {
  SignIn();
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"password", "second-factor"}, {"password", "change"}}) {
    for (const char* method : {"BeginSecondFactor", "ChangePassword"}) {
      people.refusals.emplace(method, testing::Refusal(kUnauthenticated, "SIGN_IN_FAILED"));
    }
    EXPECT_EQ(Run(command, "hush-wrong\nhush-new\n"), ExitCode::kConflict);
    EXPECT_THAT(err, AllOf(HasSubstr("assword: it is not right"), Not(HasSubstr("clock")),
                           Not(HasSubstr("e-mail")), Not(HasSubstr("hush"))));
    people.refusals.clear();
  }
  people.refusals.emplace("BeginSecondFactor",
                          testing::Refusal(kUnauthenticated, "SIGN_IN_NEEDED"));
  EXPECT_EQ(Run({"password", "second-factor"}, "hush\n"), ExitCode::kConflict);
  EXPECT_THAT(err, HasSubstr("Sign in with `continuum login`"));
}

TEST_F(SignInTest, WhereThereIsNoSignInNobodyIsToldToSignIn) {
  people.answers["GetCaller"] = "signed_in_by: SIGNED_IN_BY_MACHINE";
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"token", "create", "--title", "t"},
        {"token", "list"},
        {"inbox", "--notices"}}) {
    EXPECT_EQ(Run(command), ExitCode::kConflict);
    EXPECT_THAT(err, AllOf(HasSubstr("this server was started without sign-in"),
                           Not(HasSubstr("continuum login"))))
        << command[0];
  }
}

TEST_F(SignInTest, WhoamiTellsThePublicHowToSignIn) {
  people.answers["GetCaller"] = "signed_in_by: SIGNED_IN_BY_NOTHING";
  ASSERT_EQ(Run({"whoami"}), ExitCode::kOk);
  EXPECT_THAT(out, HasSubstr("not signed in"));
  EXPECT_THAT(err, HasSubstr("continuum login"));
}

TEST_F(SignInTest, WhoMustSignInIsToldHow) {
  for (const char* reason : {"SIGN_IN_NEEDED", "TOKEN_INVALID", "SOMETHING_NEW"}) {
    people.refusals.emplace("ListMemberships", testing::Refusal(kUnauthenticated, reason));
    EXPECT_EQ(Run({"member", "list", "harbor"}), ExitCode::kConflict);
    EXPECT_THAT(err, HasSubstr("Sign in with `continuum login`")) << reason;
  }
}

TEST_F(SignInTest, ThePasswordIsChanged) {
  SignIn();
  ASSERT_EQ(Run({"password", "change"}, "hush-old\nhush-new\n"), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls, ElementsAre("ChangePassword password: \"hush-old\" "
                                        "new_password: \"hush-new\""));
  EXPECT_THAT(absl::StrCat(out, err),
              AllOf(HasSubstr("The password is changed"), Not(HasSubstr("hush"))));
}

TEST_F(SignInTest, WithThePasswordTokensEndWhereThatIsAskedFor) {
  SignIn();
  ASSERT_EQ(Run({"password", "change"}, "hush-old\nhush-new\n"), ExitCode::kOk) << err;
  EXPECT_THAT(err, HasSubstr("API tokens go on"));
  ASSERT_EQ(Run({"password", "change", "--end-tokens"}, "hush-old\nhush-new\n"), ExitCode::kOk)
      << err;
  EXPECT_THAT(people.calls, ElementsAre(HasSubstr("end_api_tokens: true")));
  EXPECT_THAT(err, HasSubstr("all API tokens of yours have ended"));
}

TEST_F(SignInTest, ASecondFactorIsShownOnceAndConfirmed) {
  SignIn();
  people.answers["BeginSecondFactor"] =
      "secret: 'SHOWNONCE' uri: 'otpauth://totp/x?secret=SHOWNONCE'";
  ASSERT_EQ(Run({"password", "second-factor"}, "hush-password\n123456\n"), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls, ElementsAre("BeginSecondFactor password: \"hush-password\"",
                                        "ConfirmSecondFactor code: \"123456\""));
  EXPECT_EQ(out, "Secret SHOWNONCE As a link otpauth://totp/x?secret=SHOWNONCE");
  EXPECT_THAT(err, AllOf(HasSubstr("needs a code as well"), Not(HasSubstr("SHOWNONCE")),
                         Not(HasSubstr("hush"))));
  people.refusals.emplace("ConfirmSecondFactor",
                          testing::Refusal(kUnauthenticated, "SIGN_IN_FAILED"));
  EXPECT_EQ(Run({"password", "second-factor"}, "hush-password\n1\n"), ExitCode::kConflict);
  EXPECT_THAT(err, HasSubstr("does not count yet"));
}

}  // namespace
}  // namespace continuum::cli
