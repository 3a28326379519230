// SPDX-License-Identifier: Apache-2.0
//
// People who sign in elsewhere: with an access token of an issuer that the installation trusts.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "server/auth/oidc/verify.h"
#include "server/base/log.h"
#include "server/operations/access/authenticate.h"
#include "server/operations/people/can_sign_in.h"
#include "tests/server/auth/oidc/signing_key.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::continuum::testing::KeySetText;
using ::continuum::testing::RsaKey;
using ::continuum::testing::SignedToken;
using ::testing::HasSubstr;

class IssuerTest : public OperationsTest {
 protected:
  IssuerTest() {
    testing::WriteFile(dir_.File("keys"), KeySetText({RsaKey(0).Jwk("rsa")}));
    dependencies_.issuers = &verifier_;
    EXPECT_THAT(CreateAccount(dependencies_, call_,
                              Parse<v1::CreateAccountRequest>(
                                  "account_id: 'ann' account { kind: KIND_PERSON "
                                  "email: 'ann@example.org' display_name: 'Ann' "
                                  "external_subject: 'https://id.example.org person-7' }")),
                IsOk());
  }

  std::string Token(const std::string& subject, absl::Duration lasts = absl::Minutes(10)) {
    const nlohmann::json claims = {{"iss", "https://id.example.org"},
                                   {"sub", subject},
                                   {"aud", "continuum"},
                                   {"email", "ann@example.org"},
                                   {"email_verified", true},
                                   {"exp", absl::ToUnixSeconds(clock_.Now() + lasts)}};
    return SignedToken(RsaKey(0), "RS256", R"({"alg": "RS256", "kid": "rsa"})", claims.dump());
  }
  absl::StatusOr<auth::Caller> Who(const std::string& token) {
    return Authenticate(dependencies_, {.secret = token, .peer = {}});
  }

  std::ostringstream logged_;
  base::Log log_{clock_, base::Severity::kDebug, logged_};
  auth::oidc::TokenVerifier verifier_{
      {{.issuer = "https://id.example.org", .audience = "continuum", .keys = dir_.File("keys")}},
      clock_,
      log_};
};

TEST_F(IssuerTest, AnAccessTokenIsTheAccountWithItsSubject) {
  ASSERT_OK_AND_ASSIGN(const auth::Caller caller, Who(Token("person-7")));
  EXPECT_EQ(caller.id(), "accounts/ann");
  EXPECT_EQ(caller.signed_in_by(), auth::SignedInBy::kIssuer);
}

TEST_F(IssuerTest, AnAddressAloneIsNobody) {
  // Whoever has an account at the issuer could have any address there.
  const auto unknown = Who(Token("person-8"));
  EXPECT_THAT(unknown, FailsWith(absl::StatusCode::kUnauthenticated, "TOKEN_INVALID"));
  EXPECT_THAT(std::string(unknown.status().message()),
              ::testing::AllOf(HasSubstr("nobody here has an account for the identity"),
                               HasSubstr("an administrator can tie it to one")));
}

TEST_F(IssuerTest, ATokenThatWasGoodEndsAllTheSame) {
  const std::string token = Token("person-7");
  ASSERT_THAT(Who(token), IsOk());  // remembered now
  clock_.Advance(absl::Minutes(12));
  const auto ended = Who(token);
  EXPECT_THAT(ended, FailsWith(absl::StatusCode::kUnauthenticated, "TOKEN_INVALID"));
  EXPECT_THAT(std::string(ended.status().message()), HasSubstr("it has expired"));
}

TEST_F(IssuerTest, ADisabledAccountIsOut) {
  ASSERT_THAT(Who(Token("person-7")), IsOk());
  ASSERT_THAT(DisableAccount(dependencies_, call_,
                             Parse<v1::DisableAccountRequest>("name: 'accounts/ann'")),
              IsOk());
  EXPECT_THAT(Who(Token("person-7")),
              FailsWith(absl::StatusCode::kUnauthenticated, "TOKEN_INVALID"));
}

TEST_F(IssuerTest, WithoutIssuersNoAccessTokenIsTaken) {
  dependencies_.issuers = nullptr;
  EXPECT_THAT(Who(Token("person-7")),
              FailsWith(absl::StatusCode::kUnauthenticated, "TOKEN_INVALID"));
}

// As after an agency has changed its sign-on: nobody gets in by the old one.
TEST_F(IssuerTest, OnlyTheIssuersOfTodayLetIn) {
  EXPECT_THAT(
      CreateAccount(dependencies_, call_,
                    Parse<v1::CreateAccountRequest>(
                        "account_id: 'old' account { kind: KIND_SERVICE display_name: 'Old' "
                        "external_subject: 'https://id.example.org.gone person-7' }")),
      IsOk());
  const auto can = [&](const std::string& account) {
    absl::StatusOr<bool> result = false;
    EXPECT_THAT(storage_->Read([&](const storage::Reader& reader) -> absl::Status {
      result = CanSignIn(dependencies_, reader, account, "installation", clock_.Now());
      return result.status();
    }),
                IsOk());
    return result.value_or(false);
  };
  EXPECT_TRUE(can("accounts/ann"));
  EXPECT_FALSE(can("accounts/old"));
  dependencies_.issuers = nullptr;
  EXPECT_FALSE(can("accounts/ann"));
}

}  // namespace
}  // namespace continuum::operations
