// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "tests/server/auth/oidc/signing_key.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::auth::oidc {
namespace {

using continuum::testing::HasReason;
using continuum::testing::IsOk;
using continuum::testing::StatusIs;
using continuum::testing::Unsigned;
using ::testing::HasSubstr;

constexpr char kHeader[] = R"({"alg": "RS256", "kid": "k"})";
constexpr char kClaims[] = R"({"sub": "a"})";

std::string Compact(absl::string_view header, absl::string_view claims) {
  return absl::StrCat(Unsigned(header, claims), ".c2ln");
}

TEST(ReadTokenTest, TakesATokenApart) {
  ASSERT_OK_AND_ASSIGN(const Token token, ReadToken(Compact(kHeader, kClaims)));
  EXPECT_EQ(token.algorithm, "RS256");
  EXPECT_EQ(token.key, "k");
  EXPECT_FALSE(token.says_access_token);
  EXPECT_EQ(token.payload, kClaims);
  EXPECT_EQ(token.claims["sub"], "a");
}

TEST(ReadTokenTest, KnowsTheTypesOfAccessTokens) {
  struct Case {
    std::string type;
    bool says_access_token;
  };
  for (const Case& c : std::vector<Case>{
           {"at+jwt", true}, {"AT+JWT", true}, {"application/at+jwt", true}, {"JWT", false}}) {
    ASSERT_OK_AND_ASSIGN(
        const Token token,
        ReadToken(Compact(absl::StrCat(R"({"alg": "RS256", "typ": ")", c.type, "\"}"), kClaims)));
    EXPECT_EQ(token.says_access_token, c.says_access_token) << c.type;
    EXPECT_EQ(token.key, std::nullopt);
  }
}

TEST(ReadTokenTest, RefusesOtherHeaders) {
  struct Case {
    std::string header;
    std::string reason;
    std::string message;
  };
  for (const Case& c : std::vector<Case>{
           {"", "TOKEN_MALFORMED", "three parts"},
           {"[]", "TOKEN_MALFORMED", "its header is not a JSON object"},
           {"{}", "TOKEN_MALFORMED", "its header has no alg"},
           {R"({"alg": 5})", "TOKEN_MALFORMED", "alg in its header is no text"},
           {R"({"alg": "RS256", "kid": 5})", "TOKEN_MALFORMED", "kid in its header is no text"},
           {R"({"alg": "RS256", "typ": 5})", "TOKEN_MALFORMED", "typ in its header is no text"},
           {R"({"alg": "none", "alg": "RS256"})", "TOKEN_MALFORMED", R"(header has "alg" twice)"},
           {R"({"alg": "RS256", "crit": ["exp"]})", "TOKEN_EXTENSION", "extension"},
           {R"({"alg": "RS256", "crit": []})", "TOKEN_EXTENSION", "extension"},
           {R"({"alg": "RS256", "typ": "logout+jwt"})", "TOKEN_TYPE", "another kind"},
           {R"({"alg": "RS256", "typ": "dpop+jwt"})", "TOKEN_TYPE", "another kind"},
           {R"({"alg": "RS256", "typ": ""})", "TOKEN_TYPE", "another kind"},
       }) {
    const absl::StatusOr<Token> token = ReadToken(Compact(c.header, kClaims));
    EXPECT_THAT(token, HasReason(c.reason)) << c.header;
    EXPECT_THAT(token, StatusIs(absl::StatusCode::kUnauthenticated, HasSubstr(c.message)))
        << c.header;
  }
}

TEST(ReadTokenTest, RefusesOtherClaims) {
  for (const absl::string_view claims :
       {"", "[]", "{", "\"a\"", R"({"sub": "a", "sub": "b"})", R"({"a": {"b": 1, "b": 2}})"}) {
    EXPECT_THAT(ReadToken(Compact(kHeader, claims)), HasReason("TOKEN_MALFORMED")) << claims;
  }
}

TEST(ReadTokenTest, RefusesOtherForms) {
  const std::string good = Compact(kHeader, kClaims);
  ASSERT_THAT(ReadToken(good), IsOk());
  const std::string signed_part = good.substr(0, good.rfind('.'));
  for (const std::string& other : std::vector<std::string>{
           "", ".", "..",
           signed_part,                     // two parts
           signed_part + ".",               // no signature
           good + ".", good + ".c2ln.c2ln"  // four, and the five of an encrypted token
       }) {
    EXPECT_THAT(ReadToken(other), HasReason("TOKEN_MALFORMED")) << other;
  }
  for (const std::string& other : std::vector<std::string>{
           good + "=", good + " ", good + "\n", " " + good, "Bearer " + good,
           signed_part + ".c2lu\xff", signed_part + ".c2+n",
           signed_part + ".c2lnc3",  // loose bits at the end: c2lncw is the same byte
       }) {
    EXPECT_THAT(ReadToken(other), HasReason("TOKEN_MALFORMED")) << other;
  }
}

TEST(ReadTokenTest, HasALargestSize) {
  std::string longest;
  for (size_t size = 5000; longest.size() < kMaxTokenBytes; ++size) {
    longest = Compact(kHeader, absl::StrCat("{\"a\": \"", std::string(size, 'a'), "\"}"));
  }
  EXPECT_THAT(ReadToken(longest), IsOk());
  EXPECT_EQ(longest.size(), kMaxTokenBytes);
  EXPECT_THAT(ReadToken(longest + "A"), HasReason("TOKEN_TOO_LARGE"));
}

}  // namespace
}  // namespace continuum::auth::oidc
