// SPDX-License-Identifier: Apache-2.0

#include "server/storage/fold_case.h"

#include <gtest/gtest.h>

#include <clocale>
#include <cwctype>
#include <string>

namespace continuum::storage {
namespace {

std::string Utf8(wint_t c) {
  std::string text;
  if (c < 0x80) {
    text.push_back(static_cast<char>(c));
  } else {
    text.push_back(static_cast<char>(0xC0 | (c >> 6)));
    text.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
  return text;
}

TEST(FoldCaseTest, FoldsLettersOfManyScripts) {
  EXPECT_EQ(FoldCase("Harbor CLINICS 12 [x]"), "harbor clinics 12 [x]");
  EXPECT_EQ(FoldCase("CLÍNICA NIÑO Þ ÿ ×÷ß"), "clínica niño þ ÿ ×÷ß");
  EXPECT_EQ(FoldCase("ŁÓDŹ Ŝ Ÿ"), "łódź ŝ ÿ");
  EXPECT_EQ(FoldCase("ΑΩ Σ"), "αω σ");
  EXPECT_EQ(FoldCase("КЛИНИКА Ё"), "клиника ё");
}

TEST(FoldCaseTest, LeavesOtherBytesAlone) {
  EXPECT_EQ(FoldCase(""), "");
  EXPECT_EQ(FoldCase("診療所 😀"), "診療所 😀");
  const std::string broken("\xC3 A\xFF\x80\xE9\xC3", 7);
  EXPECT_EQ(FoldCase(broken), std::string("\xC3 a\xFF\x80\xE9\xC3", 7));
  EXPECT_EQ(FoldCase(absl::string_view("A\0B", 3)), std::string("a\0b", 3));
}

TEST(FoldCaseTest, AgreesWithTheSystemInTheScriptsThatItKnows) {
  if (std::setlocale(LC_CTYPE, "C.UTF-8") == nullptr) GTEST_SKIP() << "no locale C.UTF-8 here";
  for (wint_t c = 0; c < 0x450; ++c) {
    const bool known = c < 0x180 || (c >= 0x391 && c < 0x3CA) || c >= 0x400;
    const wint_t lower = std::towlower(c);
    // The dotted capital I has a lower case of another length.
    if (!known || lower == c || c == 0x130) continue;
    EXPECT_EQ(FoldCase(Utf8(c)), Utf8(lower)) << "U+" << std::hex << c;
  }
  std::setlocale(LC_CTYPE, "C");
}

TEST(FoldCaseTest, FoldingTwiceChangesNothing) {
  for (wint_t c = 0; c < 0x800; ++c) {
    const std::string once = FoldCase(Utf8(c));
    EXPECT_EQ(FoldCase(once), once) << "U+" << std::hex << c;
  }
}

}  // namespace
}  // namespace continuum::storage
