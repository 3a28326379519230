// SPDX-License-Identifier: Apache-2.0

#include "server/auth/totp.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"

namespace continuum::auth {
namespace {

using ::testing::MatchesRegex;
using ::testing::Optional;

// "12345678901234567890", the key of the examples in both RFCs.
constexpr absl::string_view kSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

absl::Time At(int64_t unix_seconds) { return absl::FromUnixSeconds(unix_seconds); }

TEST(TotpTest, GivesTheCodesOfRfc4226AppendixD) {
  const char* const codes[] = {"755224", "287082", "359152", "969429", "338314",
                               "254676", "287922", "162583", "399871", "520489"};
  for (int64_t step = 0; step < 10; ++step) EXPECT_EQ(TotpCode(kSecret, step), codes[step]);
}

// The RFC shows eight digits; six are the last of them.
TEST(TotpTest, GivesTheCodesOfRfc6238AppendixB) {
  const struct {
    int64_t time;
    const char* code;
  } rows[] = {{59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
              {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& row : rows) {
    const std::string code = std::string(row.code).substr(2);
    EXPECT_EQ(TotpCode(kSecret, row.time / 30), code) << row.time;
    EXPECT_THAT(MatchTotp(kSecret, code, At(row.time), kNoTotpStep), Optional(row.time / 30));
  }
}

TEST(TotpTest, ACodeIsGoodFromOneStepBeforeToOneStepAfter) {
  const int64_t step = 50'000'000;
  const std::string code = TotpCode(kSecret, step);
  EXPECT_EQ(MatchTotp(kSecret, code, At(step * 30 - 31), kNoTotpStep), std::nullopt);
  EXPECT_THAT(MatchTotp(kSecret, code, At(step * 30 - 30), kNoTotpStep), Optional(step));
  EXPECT_THAT(MatchTotp(kSecret, code, At(step * 30 + 59), kNoTotpStep), Optional(step));
  EXPECT_EQ(MatchTotp(kSecret, code, At(step * 30 + 60), kNoTotpStep), std::nullopt);
}

TEST(TotpTest, NoCodeIsGoodTwiceNorAfterALaterOne) {
  const int64_t step = 50'000'000;
  const absl::Time now = At(step * 30);
  EXPECT_THAT(MatchTotp(kSecret, TotpCode(kSecret, step), now, step - 1), Optional(step));
  EXPECT_EQ(MatchTotp(kSecret, TotpCode(kSecret, step), now, step), std::nullopt);
  EXPECT_EQ(MatchTotp(kSecret, TotpCode(kSecret, step - 1), now, step), std::nullopt);
  EXPECT_THAT(MatchTotp(kSecret, TotpCode(kSecret, step + 1), now, step), Optional(step + 1));
}

TEST(TotpTest, OfTwoStepsWithTheSameCodeTheLaterIsUsedUp) {
  const int64_t step = 153567;
  const std::string code = TotpCode(kSecret, step);
  ASSERT_EQ(TotpCode(kSecret, step + 2), code);
  EXPECT_THAT(MatchTotp(kSecret, code, At((step + 1) * 30), kNoTotpStep), Optional(step + 2));
}

TEST(TotpTest, SpacesInACodeDoNotMatterAndAllElseDoes) {
  const absl::Time now = At(59);
  EXPECT_THAT(MatchTotp(kSecret, "287 082", now, kNoTotpStep), Optional(1));
  EXPECT_THAT(MatchTotp(kSecret, " 287082 ", now, kNoTotpStep), Optional(1));
  for (const std::string code : {"", " ", "28708", "2870820", "0287082", "94287082", "287-082",
                                 "287083", "28708\n", "+287082", "twelve"}) {
    EXPECT_EQ(MatchTotp(kSecret, code, now, kNoTotpStep), std::nullopt) << code;
  }
  EXPECT_EQ(MatchTotp(kSecret, std::string(100'000, '2'), now, kNoTotpStep), std::nullopt);
}

TEST(TotpTest, WhatIsNoSecretMatchesNothing) {
  for (const std::string secret :
       {"", "GEZDGNBVGY3TQOJQ", "gezdgnbvgy3tqojqgezdgnbvgy3tqojq",
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ=", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQO1Q"}) {
    EXPECT_EQ(TotpCode(secret, 1), "") << secret;
    EXPECT_EQ(MatchTotp(secret, "", At(59), kNoTotpStep), std::nullopt) << secret;
    EXPECT_EQ(MatchTotp(secret, "287082", At(59), kNoTotpStep), std::nullopt) << secret;
  }
}

TEST(TotpTest, TimesBefore1970AndAtTheEndsOfTimeMatchNothing) {
  EXPECT_EQ(TotpCode(kSecret, -1), "");
  for (const absl::Time time : {At(-3600), absl::InfinitePast(), absl::InfiniteFuture()}) {
    EXPECT_EQ(MatchTotp(kSecret, "", time, kNoTotpStep), std::nullopt);
    EXPECT_EQ(MatchTotp(kSecret, "755224", time, kNoTotpStep), std::nullopt);
  }
}

TEST(TotpTest, ANewSecretIs160BitsInBase32) {
  std::set<std::string> secrets;
  for (int i = 0; i < 100; ++i) {
    const std::string secret = NewTotpSecret();
    EXPECT_THAT(secret, MatchesRegex("[A-Z2-7]+"));
    EXPECT_EQ(secret.size(), 32u);
    EXPECT_TRUE(secrets.insert(secret).second);
    EXPECT_EQ(TotpCode(secret, 1).size(), 6u);
  }
}

TEST(TotpTest, TheAddressEncodesWhatPeopleCallThings) {
  EXPECT_EQ(TotpUri(kSecret, "ann@example.org", "Continuum"),
            absl::StrCat("otpauth://totp/Continuum:ann%40example.org?secret=", kSecret,
                         "&issuer=Continuum"));
  EXPECT_EQ(TotpUri("AAAA", "a:b&c=d?#/%", "St. Jos\xC3\xA9 & Co: Home"),
            "otpauth://totp/St.%20Jos%C3%A9%20%26%20Co%20%20Home:a%20b%26c%3Dd%3F%23%2F%25"
            "?secret=AAAA&issuer=St.%20Jos%C3%A9%20%26%20Co%20%20Home");
}

}  // namespace
}  // namespace continuum::auth
