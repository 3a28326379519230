// SPDX-License-Identifier: Apache-2.0

#include "server/base/text.h"

#include <gtest/gtest.h>

#include <string>

namespace continuum::base {
namespace {

TEST(Utf8LengthTest, KnowsWhatUtf8Is) {
  const struct {
    absl::string_view text;
    size_t length;
  } cases[] = {
      {"", 0},
      {"a", 1},
      {absl::string_view("\0", 1), 1},
      {"\xC3\xA9tat", 2},
      {"\xE2\x82\xAC", 3},
      {"\xF0\x9F\x98\x80", 4},
      {"\xF4\x8F\xBF\xBF", 4},  // U+10FFFF
      {"\xF4\x90\x80\x80", 0},  // beyond it
      {"\xF5\x80\x80\x80", 0},
      {"\xC3", 0},  // cut short
      {"\xE2\x82", 0},
      {"\xE2\x82x", 0},
      {"\xA9", 0},      // a continuation byte
      {"\xC0\x80", 0},  // overlong
      {"\xE0\x9F\xBF", 0},
      {"\xF0\x8F\xBF\xBF", 0},
      {"\xED\xA0\x80", 0},  // a surrogate
      {"\xED\x9F\xBF", 3},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Utf8Length(c.text), c.length) << Shown(c.text);
  }
}

TEST(ClipUtf8Test, NeverCutsACharacter) {
  const absl::string_view text =
      "a\xE2\x82\xAC"
      "b";
  EXPECT_EQ(ClipUtf8(text, 5), text);
  EXPECT_EQ(ClipUtf8(text, 4), "a\xE2\x82\xAC");
  EXPECT_EQ(ClipUtf8(text, 3), "a");
  EXPECT_EQ(ClipUtf8(text, 2), "a");
  EXPECT_EQ(ClipUtf8(text, 0), "");
}

TEST(Utf8TextTest, KeepsUtf8AndShowsAnythingElse) {
  EXPECT_EQ(Utf8Text("caf\xC3\xA9", 64), "caf\xC3\xA9");
  EXPECT_EQ(Utf8Text("caf\xC3\xA9", 4), "caf");
  EXPECT_EQ(Utf8Text("caf\xC3", 64), "\"caf\\xc3\"");
}

TEST(ShownTest, QuotesAndEscapes) {
  EXPECT_EQ(Shown(""), "\"\"");
  EXPECT_EQ(Shown("caf\xC3\xA9"), "\"caf\xC3\xA9\"");
  EXPECT_EQ(Shown("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(Shown("a\nb\x7F\xFF"), R"("a\x0ab\x7f\xff")");
}

TEST(ShownTest, ClipsOnACharacter) {
  EXPECT_EQ(Shown("abcd", 4), "\"abcd\"");
  EXPECT_EQ(Shown("abcde", 4), "\"abcd\"...");
  EXPECT_EQ(Shown("ab\xE2\x82\xAC", 4), "\"ab\"...");
  EXPECT_EQ(Shown("ab\n", 4), "\"ab\"...");
  EXPECT_LE(Shown(std::string(1 << 20, '\1')).size(), 64U + 5U);
}

TEST(HasControlCharacterTest, FindsWhatCommandsOrDeceives) {
  for (const char* text : {"\x1b[2J", "a\x7f", "a\xC2\x80", "\xC2\x9F", "\xE2\x80\xA8",
                           "\xE2\x80\xAE", "\xE2\x81\xA6", "x\xE2\x81\xA9"}) {
    EXPECT_TRUE(HasControlCharacter(text, /*one_line=*/false)) << text;
    EXPECT_TRUE(HasControlCharacter(text, /*one_line=*/true)) << text;
  }
  EXPECT_TRUE(HasControlCharacter(std::string(1, '\0'), /*one_line=*/false));
  for (const char* text : {"a\tb", "a\nb", "a\r\nb"}) {
    EXPECT_FALSE(HasControlCharacter(text, /*one_line=*/false)) << text;
    EXPECT_TRUE(HasControlCharacter(text, /*one_line=*/true)) << text;
  }
}

TEST(HasControlCharacterTest, LeavesLettersOfAllScripts) {
  // A no-break space, an e with an accent, a dash, quotation marks, a bullet, Arabic with its mark
  // of direction, an emoji.
  for (const char* text :
       {"", "a", "\xC2\xA0", "\xC3\xA9", "\xE2\x80\x94", "\xE2\x80\x9C", "\xE2\x80\xA2",
        "\xE2\x80\x8F\xD8\xA7", "\xE2\x81\xA5", "\xE2\x81\xAA", "\xF0\x9F\x8F\xA5"}) {
    EXPECT_FALSE(HasControlCharacter(text, /*one_line=*/true)) << text;
  }
}

}  // namespace
}  // namespace continuum::base
