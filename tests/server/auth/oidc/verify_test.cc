// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "tests/server/auth/oidc/key_server.h"
#include "tests/server/auth/oidc/signing_key.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::auth::oidc {
namespace {

using continuum::testing::EcKey;
using continuum::testing::HasReason;
using continuum::testing::HmacToken;
using continuum::testing::IsOk;
using continuum::testing::KeySetText;
using continuum::testing::RsaKey;
using continuum::testing::SignedToken;
using continuum::testing::StatusIs;
using continuum::testing::Unsigned;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kRsaHeader[] = R"({"alg": "RS256", "kid": "rsa"})";
constexpr char kEcHeader[] = R"({"alg": "ES256", "kid": "ec"})";

// Two issuers: "a" has an RSA and an EC key, "b" an RSA key of the same id.
class VerifyTest : public ::testing::Test {
 protected:
  VerifyTest() {
    SetKeys("a", {RsaKey(0).Jwk("rsa"), EcKey(0).Jwk("ec")});
    SetKeys("b", {RsaKey(1).Jwk("rsa")});
  }

  void SetKeys(const std::string& issuer, const std::vector<json>& keys) {
    continuum::testing::WriteFile(dir_.File(issuer), KeySetText(keys));
  }

  IssuerConfig Config(const std::string& issuer) const {
    return {.issuer = issuer, .audience = "continuum", .keys = dir_.File(issuer)};
  }

  std::string Claims(absl::string_view issuer = "a") const {
    return json{{"iss", std::string(issuer)},
                {"sub", "person"},
                {"aud", "continuum"},
                {"exp", absl::ToUnixSeconds(clock_.Now()) + 600}}
        .dump();
  }

  absl::StatusOr<Identity> Verify(absl::string_view token) const {
    return TokenVerifier({Config("a"), Config("b")}, clock_, log_).Verify(token);
  }

  continuum::testing::TempDir dir_;
  continuum::testing::FakeClock clock_;
  std::ostringstream logged_;
  base::Log log_{clock_, base::Severity::kDebug, logged_};
};

TEST_F(VerifyTest, TakesWhatAnIssuerHasSigned) {
  ASSERT_OK_AND_ASSIGN(const Identity by_rsa,
                       Verify(SignedToken(RsaKey(0), "RS256", kRsaHeader, Claims())));
  EXPECT_EQ(by_rsa.issuer, "a");
  EXPECT_EQ(by_rsa.subject, "person");
  EXPECT_THAT(Verify(SignedToken(EcKey(0), "ES256", kEcHeader, Claims())), IsOk());
  ASSERT_OK_AND_ASSIGN(const Identity by_b,
                       Verify(SignedToken(RsaKey(1), "RS256", kRsaHeader, Claims("b"))));
  EXPECT_EQ(by_b.issuer, "b");
}

TEST_F(VerifyTest, TheClaimsAreJudged) {
  const std::string token = SignedToken(RsaKey(0), "RS256", kRsaHeader, Claims());
  clock_.Advance(absl::Minutes(12));
  EXPECT_THAT(Verify(token), HasReason("TOKEN_EXPIRED"));
  EXPECT_THAT(Verify(token), StatusIs(absl::StatusCode::kUnauthenticated,
                                      "the access token is not accepted: it has expired"));
}

TEST_F(VerifyTest, AnyChangeOfATokenIsFound) {
  const std::string token = SignedToken(EcKey(0), "ES256", kEcHeader, Claims());
  ASSERT_THAT(Verify(token), IsOk());
  for (size_t i = 0; i < token.size(); i += 3) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_THAT(Verify(changed), StatusIs(absl::StatusCode::kUnauthenticated)) << i;
  }
  const std::string other = Unsigned(
      kEcHeader, json::parse(Claims())
                     .patch(json::parse(R"([{"op": "replace", "path": "/sub", "value": "admin"}])"))
                     .dump());
  EXPECT_THAT(Verify(absl::StrCat(other, token.substr(token.rfind('.')))),
              HasReason("TOKEN_SIGNATURE"));
}

TEST_F(VerifyTest, OneIssuerCannotSpeakForAnother) {
  EXPECT_THAT(Verify(SignedToken(RsaKey(1), "RS256", kRsaHeader, Claims("a"))),
              HasReason("TOKEN_SIGNATURE"));
  EXPECT_THAT(Verify(SignedToken(EcKey(0), "ES256", kEcHeader, Claims("b"))),
              HasReason("TOKEN_KEY_UNKNOWN"));
  EXPECT_THAT(Verify(SignedToken(RsaKey(0), "RS256", kRsaHeader, Claims("c"))),
              HasReason("TOKEN_ISSUER"));
  EXPECT_THAT(Verify(SignedToken(RsaKey(0), "RS256", kRsaHeader, R"({"iss": ["a"]})")),
              HasReason("TOKEN_ISSUER"));
}

TEST_F(VerifyTest, NothingIsTakenUnsigned) {
  for (const std::string algorithm : {"none", "None", "NONE", "nOnE", ""}) {
    const std::string header = json{{"alg", algorithm}, {"kid", "rsa"}}.dump();
    EXPECT_THAT(Verify(absl::StrCat(Unsigned(header, Claims()), ".")),
                HasReason("TOKEN_MALFORMED"));
    EXPECT_THAT(Verify(SignedToken(RsaKey(0), "RS256", header, Claims())),
                HasReason("TOKEN_ALGORITHM"));
  }
}

// Who has the public key could sign with it, if it were taken for a secret.
TEST_F(VerifyTest, ThePublicKeyIsNoSecret) {
  const std::string header = R"({"alg": "HS256", "kid": "rsa"})";
  const json jwk = RsaKey(0).Jwk("rsa");
  for (const std::string& secret :
       {RsaKey(0).Pem(), jwk.dump(), jwk["n"].get<std::string>(), std::string()}) {
    EXPECT_THAT(Verify(HmacToken(secret, header, Claims())), HasReason("TOKEN_ALGORITHM"));
  }
  // Not even if somebody pins it and publishes a secret.
  SetKeys("a", {jwk, {{"kty", "oct"}, {"k", "c2VjcmV0"}, {"kid", "secret"}, {"alg", "HS256"}}});
  IssuerConfig issuer = Config("a");
  issuer.algorithms = {"HS256", "none"};
  const TokenVerifier verifier({issuer}, clock_, log_);
  EXPECT_THAT(verifier.Verify(HmacToken(RsaKey(0).Pem(), header, Claims())),
              HasReason("TOKEN_KEY_UNFIT"));
  EXPECT_THAT(
      verifier.Verify(HmacToken("secret", R"({"alg": "HS256", "kid": "secret"})", Claims())),
      HasReason("TOKEN_KEY_UNKNOWN"));
}

TEST_F(VerifyTest, AnAlgorithmIsForItsOwnKindOfKey) {
  EXPECT_THAT(Verify(SignedToken(RsaKey(0), "RS256", R"({"alg": "RS256", "kid": "ec"})", Claims())),
              HasReason("TOKEN_KEY_UNFIT"));
  EXPECT_THAT(Verify(SignedToken(EcKey(0), "ES256", R"({"alg": "ES256", "kid": "rsa"})", Claims())),
              HasReason("TOKEN_KEY_UNFIT"));
  // Signed by the EC key, with a header that says RS256.
  EXPECT_THAT(Verify(SignedToken(EcKey(0), "ES256", R"({"alg": "RS256", "kid": "ec"})", Claims())),
              HasReason("TOKEN_KEY_UNFIT"));
}

TEST_F(VerifyTest, AKeyIsForItsOwnAlgorithm) {
  json jwk = RsaKey(0).Jwk("rsa");
  jwk["alg"] = "RS512";
  SetKeys("a", {jwk});
  EXPECT_THAT(Verify(SignedToken(RsaKey(0), "RS256", kRsaHeader, Claims())),
              HasReason("TOKEN_KEY_UNFIT"));
}

TEST_F(VerifyTest, OnlyPinnedAlgorithmsAreTaken) {
  const std::string token =
      SignedToken(RsaKey(0), "RS512", R"({"alg": "RS512", "kid": "rsa"})", Claims());
  EXPECT_THAT(Verify(token), HasReason("TOKEN_ALGORITHM"));
  IssuerConfig issuer = Config("a");
  issuer.algorithms = {"RS512"};
  EXPECT_THAT(TokenVerifier({issuer}, clock_, log_).Verify(token), IsOk());
}

TEST_F(VerifyTest, AKeyInTheTokenIsNotBelieved) {
  const json own = RsaKey(2).Jwk("rsa");
  const std::string header =
      json{{"alg", "RS256"}, {"kid", "rsa"}, {"jwk", own}, {"jku", "http://127.0.0.1/"}}.dump();
  EXPECT_THAT(Verify(SignedToken(RsaKey(2), "RS256", header, Claims())),
              HasReason("TOKEN_SIGNATURE"));
}

TEST_F(VerifyTest, AnUnknownKeyIsRefused) {
  EXPECT_THAT(
      Verify(SignedToken(RsaKey(0), "RS256", R"({"alg": "RS256", "kid": "new"})", Claims())),
      HasReason("TOKEN_KEY_UNKNOWN"));
}

TEST_F(VerifyTest, WithoutANameTheKeyMustBeTheOnlyOneThatFits) {
  const std::string token = SignedToken(RsaKey(0), "RS256", R"({"alg": "RS256"})", Claims());
  EXPECT_THAT(Verify(token), IsOk());  // the other key is for ES256
  SetKeys("a", {RsaKey(0).Jwk("rsa"), RsaKey(1).Jwk("rsa-2")});
  EXPECT_THAT(Verify(token), HasReason("TOKEN_KEY_UNKNOWN"));
  SetKeys("a", {EcKey(0).Jwk("ec")});
  EXPECT_THAT(Verify(token), HasReason("TOKEN_KEY_UNKNOWN"));
}

TEST_F(VerifyTest, TwoKeysOfOneNameAreNoneUnlessOnlyOneFits) {
  const std::string token = SignedToken(RsaKey(0), "RS256", kRsaHeader, Claims());
  SetKeys("a", {RsaKey(0).Jwk("rsa"), EcKey(0).Jwk("rsa")});
  EXPECT_THAT(Verify(token), IsOk());
  SetKeys("a", {RsaKey(0).Jwk("rsa"), RsaKey(1).Jwk("rsa")});
  EXPECT_THAT(Verify(token), HasReason("TOKEN_KEY_UNKNOWN"));
}

TEST_F(VerifyTest, WithoutKeysNobodyIsAtFault) {
  std::vector<IssuerConfig> issuers = {Config("a"), Config("b")};
  const TokenVerifier good(issuers, clock_, log_);
  EXPECT_THAT(good.CheckKeys(), IsOk());
  issuers[1].keys = dir_.File("missing");
  const TokenVerifier verifier(issuers, clock_, log_);
  const absl::StatusOr<Identity> identity =
      verifier.Verify(SignedToken(RsaKey(1), "RS256", kRsaHeader, Claims("b")));
  EXPECT_THAT(identity, HasReason("TOKEN_KEYS_UNAVAILABLE"));
  // Where keys are is nothing for strangers.
  EXPECT_THAT(identity, StatusIs(absl::StatusCode::kUnavailable, Not(HasSubstr(dir_.path()))));
  EXPECT_THAT(verifier.CheckKeys(),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr(issuers[1].keys)));
  EXPECT_THAT(verifier.Verify(SignedToken(RsaKey(0), "RS256", kRsaHeader, Claims("a"))), IsOk());
}

TEST_F(VerifyTest, AnIssuerMayChangeItsKeysAtAnyTime) {
  continuum::testing::KeyServer server;
  server.AnswerKeys(KeySetText({RsaKey(0).Jwk("rsa")}));
  IssuerConfig issuer = Config("a");
  issuer.keys = server.Url();
  std::atomic<int> minutes = 0;
  const auto begun = std::chrono::steady_clock::now();
  KeySetOptions options;
  options.now = [&] { return begun + std::chrono::minutes(minutes.load()); };
  const TokenVerifier verifier({issuer}, clock_, log_, options);
  const std::string before = SignedToken(RsaKey(0), "RS256", kRsaHeader, Claims());
  const std::string after =
      SignedToken(RsaKey(1), "RS256", R"({"alg": "RS256", "kid": "new"})", Claims());
  EXPECT_THAT(verifier.Verify(before), IsOk());

  server.AnswerKeys(KeySetText({RsaKey(0).Jwk("rsa"), RsaKey(1).Jwk("new")}));
  EXPECT_THAT(verifier.Verify(after), HasReason("TOKEN_KEY_UNKNOWN"));  // too early to ask again
  minutes = 1;
  EXPECT_THAT(verifier.Verify(after), IsOk());
  EXPECT_THAT(verifier.Verify(before), IsOk());

  server.AnswerKeys(KeySetText({RsaKey(1).Jwk("new")}));
  minutes = 2;
  EXPECT_THAT(verifier.Verify(
                  SignedToken(RsaKey(0), "RS256", R"({"alg": "RS256", "kid": "newer"})", Claims())),
              HasReason("TOKEN_KEY_UNKNOWN"));
  EXPECT_THAT(verifier.Verify(before), HasReason("TOKEN_KEY_UNKNOWN"));
  EXPECT_EQ(server.requests(), 3);
}

TEST_F(VerifyTest, NoTokenIsLogged) {
  const std::string token = SignedToken(RsaKey(2), "RS256", kRsaHeader, Claims());
  EXPECT_THAT(Verify(token), Not(IsOk()));
  EXPECT_THAT(logged_.str(), HasSubstr("sign-in keys were read"));
  EXPECT_THAT(logged_.str(), Not(HasSubstr(token.substr(token.rfind('.') + 1))));
  EXPECT_THAT(logged_.str(), Not(HasSubstr("person")));
}

TEST_F(VerifyTest, ManyThreadsMayVerify) {
  const TokenVerifier verifier({Config("a")}, clock_, log_);
  const std::string good = SignedToken(RsaKey(0), "RS256", kRsaHeader, Claims());
  const std::string bad = SignedToken(RsaKey(1), "RS256", kRsaHeader, Claims());
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 50; ++j) {
        EXPECT_THAT(verifier.Verify(good), IsOk());
        EXPECT_THAT(verifier.Verify(bad), HasReason("TOKEN_SIGNATURE"));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace continuum::auth::oidc
