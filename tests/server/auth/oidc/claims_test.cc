// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/claims.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/testing/error_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::auth::oidc {
namespace {

using continuum::testing::HasReason;
using continuum::testing::IsOk;
using continuum::testing::StatusIs;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int64_t kNow = 1772366400;

IssuerConfig Config() {
  return {.issuer = "https://login.example.gov", .audience = "continuum", .keys = "keys.json"};
}

json Good() {
  return {{"iss", "https://login.example.gov"},
          {"sub", "person-1"},
          {"aud", "continuum"},
          {"exp", kNow + 600},
          {"iat", kNow - 600}};
}

json With(json claims, const json& members) {
  claims.update(members);
  return claims;
}

json Without(json claims, const std::string& name) {
  claims.erase(name);
  return claims;
}

absl::StatusOr<Identity> Judge(json claims, const IssuerConfig& issuer = Config(),
                               bool says_access_token = false) {
  const Token token{.says_access_token = says_access_token, .claims = std::move(claims)};
  return JudgeClaims(token, issuer, absl::FromUnixSeconds(kNow));
}

TEST(JudgeClaimsTest, GivesTheIdentity) {
  ASSERT_OK_AND_ASSIGN(const Identity identity,
                       Judge(With(Good(), {{"azp", "portal"},
                                           {"email", "one@example.gov"},
                                           {"email_verified", true},
                                           {"scope", "assessments.read  assessments.write"}})));
  EXPECT_EQ(identity.issuer, "https://login.example.gov");
  EXPECT_EQ(identity.subject, "person-1");
  EXPECT_EQ(identity.client, "portal");
  EXPECT_EQ(identity.email, "one@example.gov");
  EXPECT_EQ(identity.expire_time, absl::FromUnixSeconds(kNow + 600));
  EXPECT_THAT(identity.scopes, ElementsAre("assessments.read", "assessments.write"));
}

TEST(JudgeClaimsTest, WhatIsNotThereIsEmpty) {
  ASSERT_OK_AND_ASSIGN(const Identity identity, Judge(Good()));
  EXPECT_EQ(identity.client, "");
  EXPECT_EQ(identity.email, "");
  EXPECT_THAT(identity.scopes, IsEmpty());
}

struct Refused {
  json claims;
  std::string reason;
};

void ExpectRefused(const std::vector<Refused>& cases, const IssuerConfig& issuer = Config()) {
  for (const Refused& c : cases) {
    const absl::StatusOr<Identity> identity = Judge(c.claims, issuer);
    EXPECT_THAT(identity, HasReason(c.reason)) << c.claims;
    EXPECT_THAT(identity, StatusIs(absl::StatusCode::kUnauthenticated,
                                   HasSubstr("the access token is not accepted: it")))
        << c.claims;
  }
}

TEST(JudgeClaimsTest, TheIssuerIsTheNameToTheLetter) {
  ExpectRefused(
      {{Without(Good(), "iss"), "TOKEN_ISSUER"},
       {With(Good(), {{"iss", "https://login.example.gov/"}}), "TOKEN_ISSUER"},
       {With(Good(), {{"iss", "https://LOGIN.example.gov"}}), "TOKEN_ISSUER"},
       {With(Good(), {{"iss", json::array({"https://login.example.gov"})}}), "TOKEN_ISSUER"}});
}

TEST(JudgeClaimsTest, TheAudienceIsThisServer) {
  EXPECT_THAT(Judge(With(Good(), {{"aud", json::array({"continuum"})}})), IsOk());
  ExpectRefused({{Without(Good(), "aud"), "TOKEN_AUDIENCE"},
                 {With(Good(), {{"aud", "continuum2"}}), "TOKEN_AUDIENCE"},
                 {With(Good(), {{"aud", "other continuum"}}), "TOKEN_AUDIENCE"},
                 {With(Good(), {{"aud", json::array()}}), "TOKEN_AUDIENCE"},
                 {With(Good(), {{"aud", json::array({"other"})}}), "TOKEN_AUDIENCE"},
                 {With(Good(), {{"aud", json::array({"continuum", 5})}}), "TOKEN_CLAIM"},
                 {With(Good(), {{"aud", 5}}), "TOKEN_CLAIM"}});
}

TEST(JudgeClaimsTest, ATokenForSeveralServersSaysForWhichClientItIs) {
  const json several = With(Good(), {{"aud", {"other", "continuum"}}});
  ExpectRefused({{several, "TOKEN_CLIENT"},
                 {With(several, {{"azp", ""}}), "TOKEN_CLAIM"},
                 {With(several, {{"azp", 5}}), "TOKEN_CLAIM"}});
  EXPECT_THAT(Judge(With(several, {{"azp", "portal"}})), IsOk());
  EXPECT_THAT(Judge(With(several, {{"client_id", "portal"}})), IsOk());
}

TEST(JudgeClaimsTest, OnlyNamedClientsAreServedIfAnyAreNamed) {
  IssuerConfig issuer = Config();
  issuer.clients = {"portal", "command"};
  EXPECT_THAT(Judge(With(Good(), {{"azp", "command"}}), issuer), IsOk());
  ExpectRefused({{Good(), "TOKEN_CLIENT"},
                 {With(Good(), {{"azp", "other"}}), "TOKEN_CLIENT"},
                 {With(Good(), {{"azp", "other"}, {"client_id", "portal"}}), "TOKEN_CLIENT"}},
                issuer);
}

TEST(JudgeClaimsTest, ClocksMayDifferByAMinuteButNoMore) {
  for (const json& good :
       {With(Good(), {{"exp", kNow - 59}}), With(Good(), {{"nbf", kNow + 60}}),
        With(Good(), {{"iat", kNow + 60}}),
        With(Good(), {{"exp", kNow + 0.5}, {"nbf", kNow - 0.5}}), Without(Good(), "iat")}) {
    EXPECT_THAT(Judge(good), IsOk()) << good;
  }
  ExpectRefused({{With(Good(), {{"exp", kNow - 60}}), "TOKEN_EXPIRED"},
                 {With(Good(), {{"exp", 0}}), "TOKEN_EXPIRED"},
                 {With(Good(), {{"nbf", kNow + 61}}), "TOKEN_NOT_YET_VALID"},
                 {With(Good(), {{"iat", kNow + 61}}), "TOKEN_NOT_YET_VALID"}});
}

TEST(JudgeClaimsTest, TimesAreNumbers) {
  ExpectRefused({{Without(Good(), "exp"), "TOKEN_CLAIM"},
                 {With(Good(), {{"exp", nullptr}}), "TOKEN_CLAIM"},
                 {With(Good(), {{"exp", "1772370000"}}), "TOKEN_CLAIM"},
                 {With(Good(), {{"exp", 1e300}}), "TOKEN_CLAIM"},
                 {With(Good(), {{"exp", -1}}), "TOKEN_CLAIM"},
                 {With(Good(), {{"exp", UINT64_MAX}}), "TOKEN_CLAIM"},
                 {With(Good(), {{"nbf", "0"}}), "TOKEN_CLAIM"},
                 {With(Good(), {{"nbf", true}}), "TOKEN_CLAIM"},
                 {With(Good(), {{"iat", json::array({0})}}), "TOKEN_CLAIM"}});
}

TEST(JudgeClaimsTest, ATokenIsNotForLong) {
  const int64_t day = 24 * 3600;
  EXPECT_THAT(Judge(With(Good(), {{"iat", kNow}, {"exp", kNow + day}})), IsOk());
  ExpectRefused(
      {{With(Good(), {{"iat", kNow}, {"exp", kNow + day + 1}}), "TOKEN_TOO_LONG_LIVED"},
       {With(Good(), {{"iat", kNow - day}, {"exp", kNow + 1}}), "TOKEN_TOO_LONG_LIVED"},
       {With(Without(Good(), "iat"), {{"exp", kNow + day + 1}}), "TOKEN_TOO_LONG_LIVED"}});
}

TEST(JudgeClaimsTest, OtherKindsOfTokensAreToldApart) {
  const std::vector<json> others = {{{"nonce", "n"}},
                                    {{"at_hash", "h"}},
                                    {{"c_hash", "h"}},
                                    {{"s_hash", "h"}},
                                    {{"events", json::object()}},
                                    {{"typ", "ID"}},
                                    {{"typ", "Refresh"}},
                                    {{"typ", 5}}};
  for (const json& other : others) {
    ExpectRefused({{With(Good(), other), "TOKEN_TYPE"}});
    // Its header says that it is an access token: then this is just some claim.
    EXPECT_THAT(Judge(With(Good(), other), Config(), true), IsOk()) << other;
  }
  EXPECT_THAT(Judge(With(Good(), {{"typ", "Bearer"}})), IsOk());
}

TEST(JudgeClaimsTest, TheTypeInTheHeaderCanBeRequired) {
  IssuerConfig issuer = Config();
  issuer.require_access_token_type = true;
  ExpectRefused({{Good(), "TOKEN_TYPE"}}, issuer);
  EXPECT_THAT(Judge(Good(), issuer, true), IsOk());
}

TEST(JudgeClaimsTest, ATokenThatIsBoundToAKeyIsNotTakenFromAnybody) {
  const json bound = With(Good(), {{"cnf", {{"jkt", "thumbprint"}}}});
  ExpectRefused({{bound, "TOKEN_BOUND"}});
  EXPECT_THAT(Judge(bound, Config(), true), HasReason("TOKEN_BOUND"));
}

TEST(JudgeClaimsTest, TheSubjectIsAPlainText) {
  ExpectRefused({{Without(Good(), "sub"), "TOKEN_CLAIM"},
                 {With(Good(), {{"sub", ""}}), "TOKEN_CLAIM"},
                 {With(Good(), {{"sub", 5}}), "TOKEN_CLAIM"},
                 {With(Good(), {{"sub", "a\nb"}}), "TOKEN_CLAIM"},
                 {With(Good(), {{"sub", std::string("a\0", 2)}}), "TOKEN_CLAIM"},
                 {With(Good(), {{"sub", "a\x7f"}}), "TOKEN_CLAIM"},
                 {With(Good(), {{"sub", std::string(256, 'a')}}), "TOKEN_CLAIM"}});
  IssuerConfig issuer = Config();
  issuer.subject_claim = "oid";
  ExpectRefused({{Good(), "TOKEN_CLAIM"}}, issuer);
  ASSERT_OK_AND_ASSIGN(const Identity identity, Judge(With(Good(), {{"oid", "o"}}), issuer));
  EXPECT_EQ(identity.subject, "o");
}

std::string EmailOf(const json& claims, const IssuerConfig& issuer = Config()) {
  const absl::StatusOr<Identity> identity = Judge(With(Good(), claims), issuer);
  return identity.ok() ? identity->email : identity.status().ToString();
}

TEST(JudgeClaimsTest, AnAddressThatNobodyVouchesForIsDropped) {
  const json email = {{"email", "a@example.gov"}};
  EXPECT_EQ(EmailOf(With(email, {{"email_verified", true}})), "a@example.gov");
  EXPECT_EQ(EmailOf(email), "");
  for (const json& no : {json(false), json("true"), json(1), json(nullptr)}) {
    EXPECT_EQ(EmailOf(With(email, {{"email_verified", no}})), "") << no;
  }
}

TEST(JudgeClaimsTest, AnInstallationMayTrustAddressesButNotThoseFoundUnverified) {
  IssuerConfig issuer = Config();
  issuer.trust_email = true;
  const json email = {{"email", "a@example.gov"}};
  EXPECT_EQ(EmailOf(email, issuer), "a@example.gov");
  EXPECT_EQ(EmailOf(With(email, {{"email_verified", false}}), issuer), "");
}

TEST(JudgeClaimsTest, VerifiedSaysNothingOfAnotherClaim) {
  IssuerConfig issuer = Config();
  issuer.email_claim = "upn";
  const json both = {
      {"email", "a@example.gov"}, {"upn", "b@example.gov"}, {"email_verified", true}};
  EXPECT_EQ(EmailOf(both, issuer), "");
  issuer.trust_email = true;
  EXPECT_EQ(EmailOf(both, issuer), "b@example.gov");
}

TEST(JudgeClaimsTest, WhatIsNoAddressIsDropped) {
  for (const json& email : {json("a"), json("@b"), json("a@"), json("a@b@c"), json("a b@c"),
                            json("a\n@b"), json(5), json(std::string(250, 'a') + "@b.gov")}) {
    EXPECT_EQ(EmailOf({{"email", email}, {"email_verified", true}}), "") << email;
  }
}

TEST(JudgeClaimsTest, ScopesAreReadInAllTheirForms) {
  for (const json& scopes : {json{{"scope", "a b"}}, json{{"scp", "a b"}},
                             json{{"scp", {"a", "b"}}}, json{{"scope", "a b"}, {"scp", "c"}}}) {
    ASSERT_OK_AND_ASSIGN(const Identity identity, Judge(With(Good(), scopes)));
    EXPECT_THAT(identity.scopes, ElementsAre("a", "b")) << scopes;
  }
  ExpectRefused({{With(Good(), {{"scope", 5}}), "TOKEN_CLAIM"},
                 {With(Good(), {{"scp", {"a", 5}}}), "TOKEN_CLAIM"}});
}

}  // namespace
}  // namespace continuum::auth::oidc
