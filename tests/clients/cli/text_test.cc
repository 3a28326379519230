// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/render/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/utf8.h"

namespace continuum::cli {
namespace {

using ::testing::ElementsAre;

TEST(Utf8Test, FindsWhatIsNotUtf8) {
  EXPECT_EQ(FindInvalidUtf8("plain, ä, 漢, 😀"), std::nullopt);
  EXPECT_EQ(FindInvalidUtf8("ab\xFF"), 2u);
  EXPECT_EQ(FindInvalidUtf8("\xC3"), 0u) << "cut off";
  EXPECT_EQ(FindInvalidUtf8("\xC0\xAF"), 0u) << "overlong";
  EXPECT_EQ(FindInvalidUtf8("\xE0\x80\xAF"), 0u) << "overlong";
  EXPECT_EQ(FindInvalidUtf8("\xED\xA0\x80"), 0u) << "a surrogate";
  EXPECT_EQ(FindInvalidUtf8("\xF4\x90\x80\x80"), 0u) << "beyond Unicode";
}

TEST(Utf8Test, CountsLines) {
  EXPECT_EQ(LineAt("a\nb\r\nc\rd", 0), 1);
  EXPECT_EQ(LineAt("a\nb\r\nc\rd", 2), 2);
  EXPECT_EQ(LineAt("a\nb\r\nc\rd", 5), 3);
  EXPECT_EQ(LineAt("a\nb\r\nc\rd", 7), 4);
}

TEST(PrintableTest, LetsNothingCommandTheTerminal) {
  EXPECT_EQ(Printable("red \x1b[31m bell \x07"), "red �[31m bell �");
  EXPECT_EQ(Printable("csi \xC2\x9B"
                      "31m"),
            "csi �31m");
  EXPECT_EQ(Printable("turn \xE2\x80\xAE around"), "turn � around");
  EXPECT_EQ(Printable("bad \xFF"), "bad �");
  EXPECT_EQ(Printable("tab\tline\r\nnext\nend"), "tab line\nnext\nend");
}

TEST(DisplayWidthTest, CountsColumns) {
  EXPECT_EQ(DisplayWidth("plain"), 5);
  EXPECT_EQ(DisplayWidth("Zoë"), 3);
  EXPECT_EQ(DisplayWidth("Zoe\xCC\x88"), 3) << "a combining accent";
  EXPECT_EQ(DisplayWidth("漢字"), 4);
  EXPECT_EQ(DisplayWidth("😀"), 2);
  EXPECT_EQ(DisplayWidth("▂▄▆█"), 4);
}

TEST(WrapTest, BreaksAtSpaces) {
  EXPECT_THAT(Wrap("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(Wrap("one\n\ntwo", 20), ElementsAre("one", "", "two"));
  EXPECT_THAT(Wrap("", 5), ElementsAre(""));
}

TEST(WrapTest, CutsWordsThatAreTooLong) {
  EXPECT_THAT(Wrap("a abcdefgh b", 3), ElementsAre("a", "abc", "def", "gh", "b"));
  EXPECT_THAT(Wrap("漢字漢字", 5), ElementsAre("漢字", "漢字"));
}

TEST(WrapTest, CutsAddressesBetweenTheirParts) {
  EXPECT_THAT(Wrap("somebody@example.org", 12), ElementsAre("somebody", "@example.org"));
  EXPECT_THAT(Wrap("somebody@mail.example.org", 15), ElementsAre("somebody@mail.", "example.org"));
  EXPECT_THAT(Wrap("https://example.org/policy", 20),
              ElementsAre("https://example.org/", "policy"));
  EXPECT_THAT(Wrap("@@@@", 1), ElementsAre("@", "@", "@", "@"));
}

TEST(PadTest, FillsByColumns) {
  EXPECT_EQ(Pad("漢", 4), "漢  ");
  EXPECT_EQ(Pad("7", 3, Align::kRight), "  7");
  EXPECT_EQ(Pad("long", 2), "long");
}

TEST(ShownTest, IsShortAndInOneLine) {
  EXPECT_EQ(Shown("a\nb"), "\"a b\"");
  EXPECT_LE(DisplayWidth(Shown(std::string(500, 'x'))), 66);
}

}  // namespace
}  // namespace continuum::cli
