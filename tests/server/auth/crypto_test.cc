// SPDX-License-Identifier: Apache-2.0

#include "server/auth/crypto.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/escaping.h"

namespace continuum::auth {
namespace {

template <typename Digest>
std::string Hex(const Digest& digest) {
  return absl::BytesToHexString(std::string(digest.begin(), digest.end()));
}

TEST(CryptoTest, Sha256GivesTheValuesOfFips180) {
  EXPECT_EQ(Hex(Sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Hex(Sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(CryptoTest, HmacSha1GivesTheValuesOfRfc2202) {
  EXPECT_EQ(Hex(HmacSha1("Jefe", "what do ya want for nothing?")),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(Hex(HmacSha1(std::string(20, '\x0b'), "Hi There")),
            "b617318655057264e28bc0b6fb378c8ef146be00");
  EXPECT_EQ(Hex(HmacSha1(std::string(80, '\xaa'),
                         "Test Using Larger Than Block-Size Key - Hash Key First")),
            "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

TEST(CryptoTest, RandomBytesAreAsManyAndNeverTheSame) {
  EXPECT_EQ(RandomBytes(0), "");
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string bytes = RandomBytes(16);
    EXPECT_EQ(bytes.size(), 16u);
    EXPECT_TRUE(seen.insert(bytes).second);
  }
}

TEST(CryptoTest, SameSecretComparesWholeTexts) {
  EXPECT_TRUE(SameSecret("", ""));
  EXPECT_TRUE(SameSecret("123456", "123456"));
  EXPECT_TRUE(SameSecret(std::string("a\0b", 3), std::string("a\0b", 3)));
  for (const std::string other : {"", "12345", "1234567", "023456", "123457", "123 56"}) {
    EXPECT_FALSE(SameSecret("123456", other)) << other;
  }
  EXPECT_FALSE(SameSecret(std::string("a\0b", 3), std::string("a\0c", 3)));
}

}  // namespace
}  // namespace continuum::auth
