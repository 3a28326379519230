// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "clients/cli/console.h"
#include "clients/cli/number_text.h"
#include "clients/cli/render/chart.h"
#include "clients/cli/render/table.h"
#include "clients/cli/render/text.h"

namespace continuum::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// A console that keeps what is written.
class TestConsole {
 public:
  explicit TestConsole(const Terminal& terminal) : console(in_, out_, err_, terminal) {}
  std::string out() const { return out_.str(); }

 private:
  std::istringstream in_;
  std::ostringstream out_;
  std::ostringstream err_;

 public:
  Console console;
};

Table Sample() {
  Table table({{.id = "id", .title = "ID"},
               {.id = "text", .title = "TEXT", .wraps = true},
               {.id = "n", .title = "N", .align = Align::kRight}});
  table.Add({"a", "some words that are longer than the room that there is for them", "1"});
  table.Add({"bcd", Cell("=short", Style::kGood), "200"});
  return table;
}

TEST(TableTest, FitsTheWidth) {
  for (const int width : {40, 50, 80}) {
    TestConsole test({.width = width});
    Sample().Print(test.console);
    for (const auto& line : absl::StrSplit(test.out(), '\n')) {
      EXPECT_LE(DisplayWidth(line), width) << line;
    }
  }
}

TEST(TableTest, LosesNoWords) {
  TestConsole test({.width = 40});
  Sample().Print(test.console);
  std::string words = test.out();
  for (const auto& word : absl::StrSplit("some words that are longer than the room", ' ')) {
    EXPECT_THAT(words, HasSubstr(std::string(word)));
  }
}

TEST(TableTest, BreaksNoIdsApart) {
  TestConsole test({.width = 40});
  Table table({{.id = "a", .title = "FIRST"}, {.id = "b", .title = "SECOND"}});
  table.Add({"a-very-long-id-with-24-letters", "another-id-with-22-letters"});
  table.Add({"short", ""});
  table.Print(test.console);
  EXPECT_EQ(test.out(),
            "FIRST   a-very-long-id-with-24-letters\n"
            "SECOND  another-id-with-22-letters\n"
            "\n"
            "FIRST   short\n");
}

TEST(TableTest, CutsNoAddressWhereOtherColumnsCanGiveRoom) {
  Table table({{.id = "a", .title = "A", .wraps = true}, {.id = "b", .title = "B", .wraps = true}});
  table.Add({"a-long-name-of-somebody@mail.example.org", "and many words that can be broken"});
  TestConsole wide({.width = 60});
  table.Print(wide.console);
  EXPECT_THAT(wide.out(), HasSubstr("a-long-name-of-somebody@mail.example.org  and many words"));
  TestConsole narrow({.width = 44});
  table.Print(narrow.console);
  EXPECT_THAT(narrow.out(), HasSubstr("A  a-long-name-of-somebody@mail.example.org\n"))
      << "a block for each row";
  Table link({{.id = "a", .title = "A", .wraps = true}, {.id = "b", .title = "B", .wraps = true}});
  link.Add({"https://example.org/a/long/page/of/rules", "and many words that can be broken"});
  TestConsole cut({.width = 44});
  link.Print(cut.console);
  EXPECT_THAT(cut.out(), HasSubstr("https://example.org/   and many words")) << "no block";
}

TEST(TableTest, AlignsNumbersToTheRight) {
  TestConsole test({.width = 100});
  Sample().Print(test.console);
  const std::vector<std::string> lines = absl::StrSplit(test.out(), '\n');
  EXPECT_EQ(lines[1].size(), lines[2].size());
  EXPECT_TRUE(absl::EndsWith(lines[1], "  1"));
}

TEST(TableTest, ColoursOnlyWhereAllowed) {
  TestConsole plain({.colour = false});
  Sample().Print(plain.console);
  EXPECT_THAT(plain.out(), Not(HasSubstr("\x1b")));
  TestConsole coloured({.colour = true});
  Sample().Print(coloured.console);
  EXPECT_THAT(coloured.out(), HasSubstr("\x1b[32m=short\x1b[0m"));
}

TEST(TableTest, CsvIsGuarded) {
  EXPECT_THAT(Sample().ToCsv(), HasSubstr("id,text,n\n"));
  EXPECT_THAT(Sample().ToCsv(), HasSubstr("bcd,'=short,200\n"));
}

TEST(TableTest, LetsNothingCommandTheTerminal) {
  TestConsole test({});
  Table table(std::vector<Column>{{.id = "a", .title = "A"}});
  table.Add({"\x1b]0;title\x07"});
  table.Print(test.console);
  EXPECT_THAT(test.out(), Not(HasSubstr("\x1b")));
  EXPECT_EQ(table.ToCsv(), "a\n\xEF\xBF\xBD]0;title\xEF\xBF\xBD\n");
}

TEST(BarTest, FillsAShareAndMarksEdges) {
  EXPECT_EQ(Bar(0.5, {}, 10, false), "#####.....");
  EXPECT_EQ(Bar(0, {}, 4, true), "····");
  EXPECT_EQ(Bar(1, {}, 4, true), "████");
  EXPECT_EQ(Bar(0.3, {0.5}, 10, false), "###..|....");
  EXPECT_EQ(Bar(0.7, {0.5}, 10, false), "#####I#...");
}

TEST(BarTest, ANearMissDoesNotLookLikeAPass) {
  EXPECT_EQ(Bar(0.499, {0.5}, 10, false), "####.|....");
  EXPECT_EQ(Bar(0.5, {0.5}, 10, false), "#####I....");
}

TEST(StaircaseTest, ShowsWhatIsReachedSkippedAndOpen) {
  using enum Stair;
  EXPECT_EQ(Staircase({kReached, kReached, kOpen, kOpen}, true), "▂▄··");
  EXPECT_EQ(Staircase({kReached, kSkipped, kOpen}, false), "#x.");
  EXPECT_EQ(Staircase({kReached, kReached, kReached, kReached}, true), "▂▄▆█");
}

TEST(SparklineTest, DrawsSharesGapsAndBreaks) {
  EXPECT_EQ(Sparkline({0.0, 0.5, 1.0}, {}, true), "▁▅█");
  EXPECT_EQ(Sparkline({0.0, std::nullopt, 1.0}, {2}, true), "▁ │█");
  EXPECT_EQ(Sparkline({0.0, 1.0}, {1}, false), "0|9");
}

TEST(NumberTextTest, OneIsSingular) {
  const auto shown = [](const std::string& number, const std::string& unit) {
    v1::Display display;
    display.set_unit(unit);
    return NumberText(number, display);
  };
  EXPECT_EQ(shown("1", "credits"), "1 credit");
  EXPECT_EQ(shown("2", "credits"), "2 credits");
  EXPECT_EQ(shown("-1", "days"), "-1 day");
  EXPECT_EQ(shown("1", "people"), "1 person");
  EXPECT_EQ(shown("1", "visits for each person"), "1 visit for each person");
  EXPECT_EQ(shown("1", "families"), "1 family");
  EXPECT_EQ(shown("1", "branches"), "1 branch");
  for (const char* unit : {"of 5", "improved", "times what it was", "class", "analysis"}) {
    EXPECT_EQ(shown("1", unit), std::string("1 ") + unit);
  }
}

TEST(NumberTextTest, AShownOneIsMadeSingular) {
  v1::Display display;
  display.set_unit("points");
  EXPECT_EQ(SingularText("1 points", display), "1 point");
  EXPECT_EQ(SingularText("+1 points", display), "+1 point");
  EXPECT_EQ(SingularText("-1 points", display), "-1 point");
  EXPECT_EQ(SingularText("21 points", display), "21 points");
  EXPECT_EQ(SingularText("1.0 points", display), "1.0 points");  // as it is counted
  EXPECT_EQ(SingularText("1", v1::Display()), "1");
}

TEST(NumberTextTest, IsAsShortAsItIsExact) {
  EXPECT_EQ(NumberText("17/2"), "8.5");
  EXPECT_EQ(NumberText("679/8"), "84.875");
  EXPECT_EQ(NumberText("10/3"), "about 3.33");
  EXPECT_EQ(NumberText("-3"), "-3");
  EXPECT_EQ(NumberText(""), "");
  v1::Display points;
  points.set_unit("points");
  EXPECT_EQ(NumberText("17/2", points), "8.5 points");
  EXPECT_EQ(SignedText("17/2", points), "+8.5 points");
  EXPECT_EQ(SignedText("-1", points), "-1 point");
  v1::Display percent;
  percent.set_as_percent(true);
  EXPECT_EQ(NumberText("3/8", percent), "37.5%");
}

}  // namespace
}  // namespace continuum::cli
