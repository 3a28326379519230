// SPDX-License-Identifier: Apache-2.0

#include "scoring/parse/source_text.h"

#include <gtest/gtest.h>

#include <string>

namespace continuum::scoring {
namespace {

TEST(SourceTextTest, CountsLinesAndCharactersFromOne) {
  const SourceText text("a\u00e9\tb\r\n\n\u20ac!");
  EXPECT_EQ(text.PlaceOf(0), (TextPlace{1, 1}));
  EXPECT_EQ(text.PlaceOf(3), (TextPlace{1, 3}));   // the tab, behind a character of two bytes
  EXPECT_EQ(text.PlaceOf(4), (TextPlace{1, 4}));   // "b"
  EXPECT_EQ(text.PlaceOf(7), (TextPlace{2, 1}));   // the empty line
  EXPECT_EQ(text.PlaceOf(8), (TextPlace{3, 1}));   // the euro
  EXPECT_EQ(text.PlaceOf(11), (TextPlace{3, 2}));  // "!"
  EXPECT_EQ(text.PlaceOf(12), (TextPlace{3, 3}));  // the end
}

TEST(SourceTextTest, FindsThePlacesOfTheTokenizer) {
  const SourceText text("ab\tc\td\nxy");
  EXPECT_EQ(text.OffsetOf(0, 0), 0);
  EXPECT_EQ(text.OffsetOf(0, 2), 2);
  EXPECT_EQ(text.OffsetOf(0, 8), 3);   // "c", behind a tab that ends at column 8
  EXPECT_EQ(text.OffsetOf(0, 16), 5);  // "d"
  EXPECT_EQ(text.OffsetOf(1, 1), 8);
}

TEST(SourceTextTest, StaysWithinTheTextWhateverIsAsked) {
  const SourceText text("ab\nc");
  EXPECT_EQ(text.OffsetOf(0, 99), 2);
  EXPECT_EQ(text.OffsetOf(99, 0), 4);
  EXPECT_EQ(text.OffsetOf(-1, -1), 0);
  EXPECT_EQ(SourceText("").OffsetOf(3, 3), 0);
  EXPECT_EQ(SourceText("").PlaceOf(0), (TextPlace{1, 1}));
}

// Marks lie every 256 bytes: places on both sides of them must agree with counting from the start.
TEST(SourceTextTest, AgreesWithCountingInLongLines) {
  std::string content;
  for (int i = 0; i < 400; ++i) content += i % 7 == 0 ? "\t" : i % 3 == 0 ? "\u00e9" : "x";
  content += "\n" + content;
  const SourceText text(content);
  int line = 0;
  int column = 0;
  int characters = 0;
  for (size_t i = 0; i < content.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(content[i]) & 0xC0) != 0x80;
    if (begins) {
      EXPECT_EQ(text.PlaceOf(i), (TextPlace{line + 1, characters + 1})) << i;
      EXPECT_EQ(text.OffsetOf(line, column), i);
      ++characters;
    }
    column = content[i] == '\t' ? (column / 8 + 1) * 8 : column + 1;
    if (content[i] == '\n') {
      ++line;
      column = characters = 0;
    }
  }
}

TEST(CharacterLengthTest, TellsCharactersFromBrokenBytes) {
  EXPECT_EQ(CharacterLength(""), 0);
  EXPECT_EQ(CharacterLength("a\xff"), 1);
  EXPECT_EQ(CharacterLength("\u00e9"), 2);
  EXPECT_EQ(CharacterLength("\u20ac"), 3);
  EXPECT_EQ(CharacterLength("\U0001F600"), 4);
  EXPECT_EQ(CharacterLength("\xF4\x8F\xBF\xBF"), 4);  // the last one
  for (const char* broken :
       {"\x80", "\xC3", "\xC3(", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE2\x82", "\xED\xA0\x80",
        "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
    EXPECT_EQ(CharacterLength(broken), 0) << broken;
  }
}

TEST(QuotedTest, IsSafeToShow) {
  EXPECT_EQ(Quoted(""), "(empty)");
  EXPECT_EQ(Quoted("care \u00e9"), "'care \u00e9'");
  EXPECT_EQ(Quoted("a\nb\x7f"
                   "c\xff"),
            "'a?b?c?'");
  EXPECT_EQ(Quoted(std::string(65, 'x')), "'" + std::string(64, 'x') + "...'");
  EXPECT_EQ(Quoted(std::string(64, 'x')), "'" + std::string(64, 'x') + "'");
  EXPECT_EQ(Quoted(std::string(63, 'x') + "\u00e9"), "'" + std::string(63, 'x') + "...'");
}

}  // namespace
}  // namespace continuum::scoring
