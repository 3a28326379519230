// SPDX-License-Identifier: Apache-2.0

#include "server/auth/password.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <time.h>  // NOLINT(modernize-deprecated-headers): clock_gettime() is POSIX's

#include <string>

#include "absl/strings/str_replace.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::auth {
namespace {

using ::continuum::testing::HasReason;
using ::continuum::testing::StatusIs;
using ::testing::MatchesRegex;

constexpr absl::string_view kPassword = "oyster lantern quarry";

// Made by another program: the command "argon2 somesaltsomesalt -id -k 8192 -t 3 -p 1 -l 32 -e".
constexpr absl::string_view kOtherProgramsHash =
    "$argon2id$v=19$m=8192,t=3,p=1$c29tZXNhbHRzb21lc2FsdA$nQSN0ACgKpZ62HjW7s0Rj65iEc/HgpZ/"
    "Fp8hAKgqyZ4";

// What the calling thread has used of the processor: others' work does not count.
double CpuSeconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

TEST(PasswordTest, AHashMatchesItsPasswordOnly) {
  ASSERT_OK_AND_ASSIGN(const std::string hash, HashPassword(kPassword));
  EXPECT_TRUE(VerifyPassword(hash, kPassword));
  for (const std::string other : {"", "oyster lantern quarr", "oyster lantern quarry ",
                                  "Oyster lantern quarry", "oyster lantern quarrz"}) {
    EXPECT_FALSE(VerifyPassword(hash, other)) << other;
  }
}

TEST(PasswordTest, AHashIsAPhcStringWithTheParametersOfTheHeader) {
  ASSERT_OK_AND_ASSIGN(const std::string hash, HashPassword(kPassword));
  EXPECT_THAT(hash, MatchesRegex("\\$argon2id\\$v=19\\$m=65536,t=2,p=1\\$[+/0-9A-Za-z]+\\$[+/"
                                 "0-9A-Za-z]+"));
  EXPECT_LT(hash.size(), 128u);
  EXPECT_FALSE(NeedsRehash(hash));
}

TEST(PasswordTest, TheSamePasswordHasAnotherHashEachTime) {
  ASSERT_OK_AND_ASSIGN(const std::string one, HashPassword(kPassword));
  ASSERT_OK_AND_ASSIGN(const std::string other, HashPassword(kPassword));
  EXPECT_NE(one, other);
}

TEST(PasswordTest, AnyBytesAreAPassword) {
  const std::string with_nul("before\0after", 12);
  ASSERT_OK_AND_ASSIGN(const std::string hash, HashPassword(with_nul));
  EXPECT_TRUE(VerifyPassword(hash, with_nul));
  EXPECT_FALSE(VerifyPassword(hash, "before"));
  ASSERT_OK_AND_ASSIGN(const std::string of_longest, HashPassword(std::string(512, '\xf0')));
  EXPECT_TRUE(VerifyPassword(of_longest, std::string(512, '\xf0')));
}

TEST(PasswordTest, WhatIsTooLongIsNotHashed) {
  EXPECT_THAT(HashPassword(std::string(513, 'x')), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(HashPassword(std::string(513, 'x')), HasReason("PASSWORD_TOO_LONG"));
  ASSERT_OK_AND_ASSIGN(const std::string hash, HashPassword(kPassword));
  EXPECT_FALSE(VerifyPassword(hash, std::string(4 << 20, 'x')));
}

TEST(PasswordTest, AHashWithOtherParametersIsReadAndWantsANewOne) {
  EXPECT_TRUE(VerifyPassword(kOtherProgramsHash, kPassword));
  EXPECT_FALSE(VerifyPassword(kOtherProgramsHash, "oyster lantern quarrz"));
  EXPECT_TRUE(NeedsRehash(kOtherProgramsHash));
}

TEST(PasswordTest, WhatIsNoHashMatchesNothing) {
  ASSERT_OK_AND_ASSIGN(const std::string hash, HashPassword(kPassword));
  const std::string texts[] = {
      "",
      "$",
      std::string(kPassword),
      hash + "A",
      hash + std::string(1, '\0'),
      hash + std::string("\0$", 2),
      hash.substr(0, hash.size() - 1),
      "x" + hash,
      std::string(100'000, '$'),
      absl::StrReplaceAll(hash, {{"argon2id", "argon2i"}}),
      absl::StrReplaceAll(hash, {{"v=19", "v=16"}}),
      absl::StrReplaceAll(hash, {{"m=65536,", ""}}),
      absl::StrReplaceAll(hash, {{"t=2", "t="}}),
      absl::StrReplaceAll(hash, {{"t=2", "t=-2"}}),
      absl::StrReplaceAll(hash, {{"t=2", "t=99999999999"}}),
      absl::StrReplaceAll(hash, {{"p=1", "p=0"}}),
  };
  for (const std::string& text : texts) {
    EXPECT_FALSE(VerifyPassword(text, kPassword)) << text;
  }
  EXPECT_TRUE(NeedsRehash(""));
  EXPECT_TRUE(NeedsRehash(absl::StrReplaceAll(hash, {{"argon2id", "argon2i"}})));
  EXPECT_TRUE(NeedsRehash(absl::StrReplaceAll(hash, {{"t=2", "t=1"}})));
  EXPECT_TRUE(NeedsRehash(absl::StrReplaceAll(hash, {{"m=65536", "m=65535"}})));
}

// A row that someone put into the database must not take the server's memory or time.
TEST(PasswordTest, AHashThatWouldTakeTooMuchIsNotTried) {
  ASSERT_OK_AND_ASSIGN(const std::string hash, HashPassword(kPassword));
  const double before = CpuSeconds();
  EXPECT_FALSE(VerifyPassword(absl::StrReplaceAll(hash, {{"m=65536", "m=1048577"}}), kPassword));
  EXPECT_FALSE(VerifyPassword(absl::StrReplaceAll(hash, {{"t=2", "t=17"}}), kPassword));
  EXPECT_FALSE(VerifyPassword(hash, std::string(513, 'x')));
  EXPECT_LT(CpuSeconds() - before, 0.01);
}

// If the hash of nothing were refused unread, this would take microseconds.
TEST(PasswordTest, VerifyingNothingTakesAsLongAsVerifyingAHash) {
  ASSERT_OK_AND_ASSIGN(const std::string hash, HashPassword(kPassword));
  const double start = CpuSeconds();
  EXPECT_FALSE(VerifyPassword(hash, "cobble lantern quarry"));
  const double middle = CpuSeconds();
  VerifyNothing("cobble lantern quarry");
  const double end = CpuSeconds();
  EXPECT_GT(end - middle, (middle - start) / 3);
  EXPECT_LT(end - middle, (middle - start) * 3);
}

}  // namespace
}  // namespace continuum::auth
