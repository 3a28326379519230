// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "server/auth/password.h"

namespace continuum::auth {
namespace {

using ::testing::HasSubstr;

const std::vector<std::string>& Forbidden() {
  static const auto* const words = new std::vector<std::string>{
      "rosalind.fennimore@harborview.example", "Rosalind Fennimore", "Harborview"};
  return *words;
}

TEST(PasswordProblemTest, WhatIsHardToGuessIsGood) {
  for (const std::string password : {
           "oyster lantern quarry",
           "correct horse battery staple gun",  // a famous one, but with a word of its own
           "kV9#pLw2xQz!", "vbtwqlkzrdmx", "838152907463",
           "harborview oyster lamp",  // more than the forbidden word
           "the password is oystercatcher", "Straßenlaterne im Nebel",
           "我家海边的灯塔很老旧了呢",  // twelve Chinese characters
       }) {
    EXPECT_EQ(PasswordProblem(password, Forbidden()), "") << password;
  }
}

TEST(PasswordProblemTest, TheLengthIsCountedInCharacters) {
  const std::string cat = "\xF0\x9F\x90\x88";
  EXPECT_THAT(PasswordProblem("", {}), HasSubstr("has 0 characters; it needs at least 12"));
  EXPECT_THAT(PasswordProblem("kV9#pLw2xQz", {}), HasSubstr("has 11 characters"));
  EXPECT_EQ(PasswordProblem("kV9#pLw2xQz" + cat, {}), "");
  EXPECT_THAT(PasswordProblem("kV9#pLw2" + cat, {}), HasSubstr("has 9 characters"));

  std::string longest;
  for (int i = 0; i < 128; ++i) {
    longest += std::string("\xF0\x9F") + static_cast<char>(0x80 + i / 64) +
               static_cast<char>(0x80 + (i * 37) % 64);
  }
  EXPECT_EQ(PasswordProblem(longest, {}), "");
  EXPECT_THAT(PasswordProblem(longest + "x", {}), HasSubstr("at most 128"));
  EXPECT_THAT(PasswordProblem("oyster lantern quarry " + std::string(107, 'x'), {}),
              HasSubstr("has 129 characters; at most 128"));
  EXPECT_THAT(PasswordProblem(std::string(4 << 20, 'x'), {}), HasSubstr("at most 128"));
}

TEST(PasswordProblemTest, WhatIsNoTextIsRefused) {
  for (const std::string password : {"oyster lantern \xFF", "oyster lantern \xC3",
                                     "\xED\xA0\x80 oyster "
                                     "lantern"}) {
    EXPECT_THAT(PasswordProblem(password, {}), HasSubstr("UTF-8")) << password;
  }
}

TEST(PasswordProblemTest, WhatOthersTryFirstIsRefused) {
  for (const std::string password : {
           "aaaaaaaaaaaa",
           "abababababab",
           "aaaabbbbcccc",
           "abcdefghijkl",
           "lkjihgfedcba",
           "123456789012",
           "098765432109",
           "111122223333",
           "qwertyuiop12",
           "QWERTYuiop!@#",
           "1qaz2wsx3edc",
           "passwordpassword",
           "Password1234",
           "P@ssw0rd2026!",
           "welcome welcome",
           "Summer2026!!!!",
           "changeme123!",
           "letmeinletmein",
           "adminadmin123",
           "clinic-2026-clinic",
           "mydogmydogmydog",
           "äöüäöüäöüäöü",
           "correcthorsebatterystaple",
           "            ",
       }) {
    EXPECT_THAT(PasswordProblem(password, {}), HasSubstr("others try first")) << password;
  }
}

TEST(PasswordProblemTest, WhatOthersTryFirstIsRefusedHoweverItIsWritten) {
  for (const std::string password : {
           "ＰＡＳＳＷＯＲＤ１２３４",  // full-width letters and digits
           "ｐａｓｓｗｏｒｄ　１２３４", "112233445566", "665544332211", "aabbccddeeff",
           "kwmxkmwxwkxm",  // four different characters
       }) {
    EXPECT_THAT(PasswordProblem(password, {}), HasSubstr("others try first")) << password;
  }
  EXPECT_EQ(PasswordProblem("ｋＶ９＃ｐＬｗ２ｘＱｚ！", {}), "");
  EXPECT_EQ(PasswordProblem("kV9#pLw2kV9#pLw2", {}), "");
}

TEST(PasswordProblemTest, EightMustBeCountedAndAWordCountsAsOne) {
  EXPECT_EQ(PasswordProblem("passwordkvwqpzx", {}), "");
  EXPECT_THAT(PasswordProblem("passwordkvwqpz", {}), HasSubstr("others try first"));
}

TEST(PasswordProblemTest, OnesOwnNameAndAddressAreRefused) {
  for (const std::string password : {
           "rosalind.fennimore",
           "RosalindFennimore1",
           "f3nn1m0r3-r0s@lind",
           "fennimore2026!",
           "harborview.example",
           "Harborview Rosalind",
           "harborviewclinic1",
       }) {
    EXPECT_EQ(PasswordProblem(password, {}), "") << password << " is nobody else's name";
    EXPECT_THAT(PasswordProblem(password, Forbidden()), HasSubstr("your name")) << password;
  }
}

TEST(PasswordProblemTest, AnAddressOfShortWordsIsRefusedAsAWhole) {
  EXPECT_THAT(PasswordProblem("ann@cov.org12", {{"ann@cov.org"}}), HasSubstr("your name"));
}

TEST(PasswordProblemTest, ShortWordsOfANameDoNotCount) {
  EXPECT_EQ(PasswordProblem("oylaqustrome", {{"oy la qu", "st-ro", "me"}}), "");
  EXPECT_THAT(PasswordProblem("oylaqustrome", {{"oylaqu", "st-ro", "me"}}), HasSubstr("your name"));
}

TEST(PasswordProblemTest, ForbiddenWordsMayBeAnything) {
  EXPECT_EQ(PasswordProblem("oyster lantern quarry",
                            {{"", "\xFF\xFF\xFF\xFF", std::string(100'000, 'x'), "@@@@", "...."}}),
            "");
  EXPECT_THAT(PasswordProblem("M\xC3\xBCllerM\xC3\xBCller12", {{"M\xC3\xBCller"}}),
              HasSubstr("your name"));
}

TEST(PasswordProblemTest, TheSentencesNeverRepeatThePassword) {
  for (const std::string password :
       {"zzyzx", "zzyzxzzyzxzzyzx", "rosalind.fennimore", "zzyzx\xFF"}) {
    const std::string problem = PasswordProblem(password, Forbidden());
    EXPECT_NE(problem, "");
    EXPECT_FALSE(absl::StrContains(problem, "zzyzx") || absl::StrContains(problem, "rosalind"))
        << problem;
  }
}

}  // namespace
}  // namespace continuum::auth
