// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/key.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "tests/server/auth/oidc/signing_key.h"
#include "tests/testing/status_matchers.h"

namespace continuum::auth::oidc {
namespace {

using continuum::testing::Base64Url;
using continuum::testing::EcKey;
using continuum::testing::KeySetText;
using continuum::testing::RsaKey;
using continuum::testing::SigningKey;
using continuum::testing::StatusIs;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// `key` with other members.
json With(json key, const json& members) {
  key.update(members);
  return key;
}

TEST(ReadKeysTest, TakesRsaAndTwoCurves) {
  ASSERT_OK_AND_ASSIGN(
      const Keys read,
      ReadKeys(KeySetText({RsaKey().Jwk("a"), With(EcKey().Jwk("b"), {{"alg", "ES256"}}),
                           SigningKey::Ec("P-384").Jwk("")})));
  EXPECT_THAT(read.ignored, IsEmpty());
  ASSERT_THAT(read.keys, SizeIs(3));
  EXPECT_EQ(read.keys[0].id, "a");
  EXPECT_EQ(read.keys[0].type, Key::Type::kRsa);
  EXPECT_EQ(read.keys[0].signature_bytes, 256U);
  EXPECT_EQ(read.keys[1].type, Key::Type::kP256);
  EXPECT_EQ(read.keys[1].algorithm, "ES256");
  EXPECT_EQ(read.keys[2].id, std::nullopt);
  EXPECT_EQ(read.keys[2].type, Key::Type::kP384);
  EXPECT_EQ(read.keys[2].signature_bytes, 96U);
}

TEST(ReadKeysTest, ASetWithoutKeysIsOne) {
  ASSERT_OK_AND_ASSIGN(const Keys read, ReadKeys(R"({"keys": []})"));
  EXPECT_THAT(read.keys, IsEmpty());
}

TEST(ReadKeysTest, LeavesOutWhatMustNotBeUsed) {
  const json rsa = RsaKey().Jwk("k");
  const json ec = EcKey().Jwk("k");
  const std::string short_modulus = SigningKey::Rsa(1024).Jwk("")["n"];
  std::string bytes;
  absl::WebSafeBase64Unescape(short_modulus, &bytes);
  const std::string padded_modulus = Base64Url(std::string(128, '\0') + bytes);
  struct Case {
    json key;
    std::string why;
  };
  for (const Case& c : std::vector<Case>{
           {With(rsa, {{"n", short_modulus}}), "RSA of 1024 bits"},
           {With(rsa, {{"n", padded_modulus}}), "RSA of 1024 bits"},
           {With(rsa, {{"n", Base64Url(std::string(2048, '\x81'))}}), "RSA of 16384 bits"},
           {With(rsa, {{"e", "AQ"}}), "odd number"},
           {With(rsa, {{"e", "AAE"}}), "odd number"},
           {With(rsa, {{"e", "AQAC"}}), "odd number"},
           {With(rsa, {{"e", "AQAAAAE"}}), "odd number"},
           {With(rsa, {{"n", 5}}), "n is no string"},
           {With(rsa, {{"n", "a+b"}}), "n is no number"},
           {With(rsa, {{"e", "AQAB="}}), "e is no number"},
           {With(rsa, {{"use", "enc"}}), "use is not sig"},
           {With(rsa, {{"key_ops", {"encrypt"}}}), "no verify"},
           {With(rsa, {{"key_ops", "verify"}}), "no verify"},
           {With(rsa, {{"d", "AQAB"}}), "private part"},
           {With(ec, {{"d", "AQAB"}}), "private part"},
           {With(rsa, {{"kid", 5}}), "kid is no string"},
           {With(rsa, {{"kid", std::string(257, 'k')}}), "longer than 256"},
           {With(rsa, {{"alg", 5}}), "alg is no string"},
           {With(rsa, {{"kty", "oct"}, {"k", "c2VjcmV0"}}), "want kty RSA"},
           {With(ec, {{"crv", "P-521"}}), "want kty RSA"},
           {With(ec, {{"crv", "secp256k1"}}), "want kty RSA"},
           {With(ec, {{"kty", "OKP"}}), "want kty RSA"},
           {With(ec, {{"crv", "P-384"}}), "x has 32 bytes, want 48"},
           {With(ec, {{"x", ec["y"]}}), "make no key"},  // not on the curve
           {json("key"), "no object"},
       }) {
    ASSERT_OK_AND_ASSIGN(const Keys read, ReadKeys(KeySetText({ec, c.key})));
    EXPECT_THAT(read.keys, SizeIs(1)) << c.key;
    EXPECT_THAT(read.ignored, ElementsAre(HasSubstr(c.why))) << c.key;
  }
}

TEST(ReadKeysTest, SaysWhichKeyIsLeftOut) {
  ASSERT_OK_AND_ASSIGN(const Keys read,
                       ReadKeys(KeySetText({RsaKey().Jwk("a"), {{"kid", "b\n"}, {"kty", "oct"}}})));
  EXPECT_THAT(read.ignored, ElementsAre(HasSubstr("key 2 (\"b\\x0a\"): want kty RSA")));
}

TEST(ReadKeysTest, RefusesWhatIsNoKeySet) {
  for (const std::string& text :
       {std::string("<html>"), std::string("{}"), std::string(R"({"keys": {}})"),
        std::string(R"({"keys": [], "keys": []})"),
        KeySetText(std::vector<json>(101, EcKey().Jwk("k")))}) {
    EXPECT_THAT(ReadKeys(text), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("key set")));
  }
}

Key Read(const json& jwk) { return ReadKeys(KeySetText({jwk}))->keys.at(0); }

TEST(FitsTest, KindCurveAndAlgorithmMustFit) {
  const Key rsa = Read(RsaKey().Jwk(""));
  const Key p256 = Read(EcKey().Jwk(""));
  const Key p384 = Read(SigningKey::Ec("P-384").Jwk(""));
  const Key only_ps = Read(With(RsaKey().Jwk(""), {{"alg", "PS256"}}));
  for (const std::string& algorithm : KnownAlgorithms()) {
    EXPECT_EQ(Fits(rsa, algorithm), algorithm[0] != 'E') << algorithm;
    EXPECT_EQ(Fits(p256, algorithm), algorithm == "ES256") << algorithm;
    EXPECT_EQ(Fits(p384, algorithm), algorithm == "ES384") << algorithm;
    EXPECT_EQ(Fits(only_ps, algorithm), algorithm == "PS256") << algorithm;
  }
  for (const absl::string_view algorithm : {"none", "HS256", "HS384", "HS512", ""}) {
    EXPECT_FALSE(Fits(rsa, algorithm) || Fits(p256, algorithm) || Fits(p384, algorithm));
  }
}

std::string TokenOf(const SigningKey& key, const std::string& algorithm) {
  return continuum::testing::SignedToken(
      key, algorithm, absl::StrCat("{\"alg\": \"", algorithm, "\"}"), "{\"sub\": \"a\"}");
}

TEST(VerifiedPayloadTest, EveryAlgorithmThatMayBePinnedWorks) {
  const SigningKey p384 = SigningKey::Ec("P-384");
  for (const std::string& algorithm : KnownAlgorithms()) {
    const SigningKey& key = algorithm == "ES384" ? p384 : algorithm == "ES256" ? EcKey() : RsaKey();
    EXPECT_EQ(VerifiedPayload(TokenOf(key, algorithm), Read(key.Jwk("")), algorithm),
              "{\"sub\": \"a\"}")
        << algorithm;
  }
}

TEST(VerifiedPayloadTest, OnlyTheKeysOwnSignatureIsGood) {
  for (const std::string& algorithm : std::vector<std::string>{"RS256", "PS256"}) {
    EXPECT_EQ(VerifiedPayload(TokenOf(RsaKey(1), algorithm), Read(RsaKey(0).Jwk("")), algorithm),
              std::nullopt);
  }
  EXPECT_EQ(VerifiedPayload(TokenOf(EcKey(1), "ES256"), Read(EcKey(0).Jwk("")), "ES256"),
            std::nullopt);
}

// What the header says and what the caller was told must agree.
TEST(VerifiedPayloadTest, TheAlgorithmIsTheOneThatWasChecked) {
  EXPECT_EQ(VerifiedPayload(TokenOf(RsaKey(), "PS256"), Read(RsaKey().Jwk("")), "RS256"),
            std::nullopt);
}

// libcjose 0.6.2 drops the last byte of a signature with an odd number of them, and reads 256 bytes
// of a PS256 signature however short it is.
TEST(VerifiedPayloadTest, ASignatureHasTheLengthOfItsKey) {
  for (const std::string& algorithm : std::vector<std::string>{"ES256", "PS256", "RS256"}) {
    const SigningKey& key = algorithm == "ES256" ? EcKey() : RsaKey();
    const std::string token = TokenOf(key, algorithm);
    const size_t dot = token.rfind('.') + 1;
    std::string signature;
    ASSERT_TRUE(absl::WebSafeBase64Unescape(token.substr(dot), &signature));
    for (const std::string& other :
         {signature + '\0', signature + signature, signature.substr(0, signature.size() - 1),
          signature.substr(0, 1)}) {
      EXPECT_EQ(
          VerifiedPayload(token.substr(0, dot) + Base64Url(other), Read(key.Jwk("")), algorithm),
          std::nullopt)
          << algorithm << " " << other.size();
    }
  }
}

}  // namespace
}  // namespace continuum::auth::oidc
