// SPDX-License-Identifier: Apache-2.0

#include "server/auth/secret_token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace continuum::auth {
namespace {

using ::testing::MatchesRegex;

constexpr absl::string_view kPrefixes[] = {kApiPrefix, kSessionPrefix, kOncePrefix};

// The check characters of this one were computed by another program, with zlib's crc32.
constexpr absl::string_view kKnown = "ctm_api_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg4UdnXJ";

TEST(SecretTokenTest, LooksAsScannersExpectIt) {
  for (const absl::string_view prefix : kPrefixes) {
    const std::string secret = NewSecret(prefix);
    EXPECT_THAT(secret, MatchesRegex(absl::StrCat(prefix, "_[0-9A-Za-z]+")));
    EXPECT_EQ(secret.size(), prefix.size() + 1 + 43 + 6);
    EXPECT_EQ(PrefixOfSecret(secret), prefix);
    EXPECT_TRUE(IsWellFormed(secret));
  }
}

TEST(SecretTokenTest, TheCheckIsCrc32InBase62) {
  EXPECT_EQ(PrefixOfSecret(kKnown), kApiPrefix);
  EXPECT_FALSE(IsWellFormed("ctm_api_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg000000"));
}

// The check is no secret: anybody can make one that fits.
TEST(SecretTokenTest, AFittingCheckIsNotEnough) {
  EXPECT_FALSE(IsWellFormed("ctm_api_0123456789ABCDEFGHIJ-LMNOPQRSTUVWXYZabcdefg0ZotB9"));
  EXPECT_FALSE(IsWellFormed("ctm_api00123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1sJUvT"));
}

TEST(SecretTokenTest, NoTwoAreTheSameAndNoDigitIsRarer) {
  std::set<std::string> secrets;
  std::map<char, int> count;
  for (int i = 0; i < 2000; ++i) {
    const std::string secret = NewSecret(kApiPrefix);
    EXPECT_TRUE(secrets.insert(secret).second);
    for (const char c : secret.substr(kApiPrefix.size() + 1, 43)) ++count[c];
  }
  // 86,000 characters: 1,387 of each on average, with a deviation of 37. Bytes taken modulo 62
  // would give the first eight 1,680.
  EXPECT_EQ(count.size(), 62u);
  for (const auto& [c, times] : count) {
    EXPECT_GT(times, 1387 - 8 * 37) << c;
    EXPECT_LT(times, 1387 + 7 * 37) << c;
  }
}

TEST(SecretTokenTest, EveryMistypedCharacterIsSeen) {
  for (const absl::string_view prefix : kPrefixes) {
    const std::string secret = NewSecret(prefix);
    for (size_t i = 0; i < secret.size(); ++i) {
      for (const char c : {'0', '1', '9', 'A', 'Z', 'a', 'l', 'z', '_', '-', ' ', '\0', '\xff'}) {
        if (secret[i] == c) continue;
        std::string mistyped = secret;
        mistyped[i] = c;
        EXPECT_FALSE(IsWellFormed(mistyped)) << mistyped;
      }
    }
  }
}

TEST(SecretTokenTest, EveryExchangeOfNeighboursIsSeen) {
  const std::string secret = NewSecret(kSessionPrefix);
  for (size_t i = 1; i < secret.size(); ++i) {
    if (secret[i - 1] == secret[i]) continue;
    std::string exchanged = secret;
    std::swap(exchanged[i - 1], exchanged[i]);
    EXPECT_FALSE(IsWellFormed(exchanged)) << exchanged;
  }
}

TEST(SecretTokenTest, WhatIsCutOrLongerOrOfAnotherKindIsNotWellFormed) {
  const std::string known(kKnown);
  for (size_t size = 0; size < known.size(); ++size) {
    EXPECT_FALSE(IsWellFormed(known.substr(0, size))) << size;
    EXPECT_FALSE(IsWellFormed(known.substr(size + 1))) << size;
  }
  for (const std::string& text :
       {known + "\n", known + "0", " " + known, absl::AsciiStrToLower(known),
        NewSecret("ctm_other"), NewSecret(""),
        absl::StrCat(kOncePrefix, known.substr(kApiPrefix.size()))}) {
    EXPECT_FALSE(IsWellFormed(text)) << text;
    EXPECT_EQ(PrefixOfSecret(text), "") << text;
  }
}

TEST(SecretTokenTest, TheHashIsSha256InHexadecimal) {
  EXPECT_EQ(HashSecret("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_NE(HashSecret(NewSecret(kApiPrefix)), HashSecret(NewSecret(kApiPrefix)));
}

}  // namespace
}  // namespace continuum::auth
