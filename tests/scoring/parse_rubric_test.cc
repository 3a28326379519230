// SPDX-License-Identifier: Apache-2.0

#include "scoring/parse_rubric.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/limits.h"
#include "tests/testing/marked_text.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::MarkedText;
using ::continuum::testing::ReadMarkedText;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

std::string Repeat(absl::string_view text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) absl::StrAppend(&repeated, text);
  return repeated;
}

std::string PlaceOf(const TextPlace& place) { return absl::StrCat(place.line, ":", place.column); }

// "REASON: message" of each problem.
std::vector<std::string> Reported(const ParsedRubric& rubric) {
  std::vector<std::string> reported;
  for (const v1::RubricProblem& problem : rubric.problems()) {
    EXPECT_EQ(problem.severity(), v1::RubricProblem::SEVERITY_ERROR);
    reported.push_back(absl::StrCat(problem.reason(), ": ", problem.message()));
  }
  return reported;
}

std::vector<std::string> Places(const ParsedRubric& rubric) {
  std::vector<std::string> places;
  for (const v1::RubricProblem& problem : rubric.problems()) {
    places.push_back(absl::StrCat(problem.line(), ":", problem.column()));
  }
  return places;
}

struct SyntaxCase {
  std::string marked;  // § where each problem is expected
  std::vector<std::string> problems;
};

class SyntaxTest : public ::testing::TestWithParam<SyntaxCase> {};

TEST_P(SyntaxTest, IsReportedWithItsPlace) {
  const MarkedText marked = ReadMarkedText(GetParam().marked);
  const ParsedRubric rubric = ParseRubric(marked.text);
  EXPECT_THAT(Reported(rubric), ElementsAreArray(GetParam().problems));
  EXPECT_THAT(Places(rubric), ElementsAreArray(marked.places)) << marked.text;
}

INSTANTIATE_TEST_SUITE_P(
    Characters, SyntaxTest,
    ::testing::Values(
        SyntaxCase{"id: \"a\"\nrevision: \"§\x01\"",
                   {"CONTROL_CHARACTER: there is a control character here; delete it"}},
        SyntaxCase{std::string("id: §\0\0", 8),
                   {"CONTROL_CHARACTER: there is a control character here; delete it"}},
        SyntaxCase{"id: \"\u00e9§\xe9 \xe9\"\ntitle: \"§\xff\"\nsummary: \"ok\"\n§\x7f",
                   {"TEXT_NOT_UTF8: there is a character here that is not UTF-8; save the text as "
                    "UTF-8 in your editor",
                    "TEXT_NOT_UTF8: there is a character here that is not UTF-8; save the text as "
                    "UTF-8 in your editor",
                    "CONTROL_CHARACTER: there is a control character here; delete it"}},
        SyntaxCase{"id: §\u201Ca\u201D",
                   {"SYNTAX: '\u201C' is not a quotation mark that opens a text; write \" "
                    "instead"}},
        SyntaxCase{"id: \"a\"\n§\u00e9t\u00e9: 1",
                   {"SYNTAX: '\u00e9' may stand only in a text in quotes or in a comment"}}));

INSTANTIATE_TEST_SUITE_P(
    Quotes, SyntaxTest,
    ::testing::Values(
        SyntaxCase{"id: \"a§\nrevision: \"1\"",
                   {"SYNTAX: the text in quotes is not closed on its line"}},
        SyntaxCase{"id: \"a§", {"SYNTAX: the text in quotes is not closed"}},
        SyntaxCase{"id: \"a\\§q\"\ntitle: \"\\§w\"",
                   {"SYNTAX: a backslash in quotes is written as \\\\, a quotation mark as \\\"",
                    "SYNTAX: a backslash in quotes is written as \\\\, a quotation mark as "
                    "\\\""}}));

INSTANTIATE_TEST_SUITE_P(
    Fields, SyntaxTest,
    ::testing::Values(
        SyntaxCase{"id: \"a\"\ndomains {\n  criteria {\n    §titel: \"x\"\n  }\n}",
                   {"UNKNOWN_FIELD: there is no field 'titel' in a criterion; did you mean "
                    "'title'?"}},
        SyntaxCase{"§titel : \"x\"\n\t§Id: \"a\" # \u00e9\n§zzz { a: 1 b { c: [1, 2] } }",
                   {"UNKNOWN_FIELD: there is no field 'titel' in a rubric; did you mean 'title'?",
                    "UNKNOWN_FIELD: there is no field 'Id' in a rubric; did you mean 'id'?",
                    "UNKNOWN_FIELD: there is no field 'zzz' in a rubric"}},
        SyntaxCase{"ladders { levels { requirement { at_least { §n: 2 } } } }",
                   {"UNKNOWN_FIELD: there is no field 'n' in an at_least"}},
        SyntaxCase{"§1: \"a\" §[foo.bar]: 3",
                   {"UNKNOWN_FIELD: there is no field '1' in a rubric",
                    "UNKNOWN_FIELD: there is no field 'foo.bar' here"}},
        SyntaxCase{"domains {\n  title: \"a\"\n  §title: \"b\"\n}",
                   {"FIELD_TWICE: 'title' stands here a second time; it may be given once"}},
        SyntaxCase{"domains { criteria { staircase {} §rating {} } }",
                   {"FIELD_TWICE: 'rating' stands beside 'staircase'; only one of them may be "
                    "given"}}));

INSTANTIATE_TEST_SUITE_P(
    Values, SyntaxTest,
    ::testing::Values(
        SyntaxCase{"rollups { operator: §OPERATOR_MEEN }",
                   {"UNKNOWN_VALUE: 'operator' cannot be 'OPERATOR_MEEN'; did you mean "
                    "'OPERATOR_MEAN'?; it is one of OPERATOR_WEIGHTED_SUM, "
                    "OPERATOR_PERCENT_OF_POSSIBLE, OPERATOR_MEAN, OPERATOR_WEIGHTED_MEAN, "
                    "OPERATOR_MINIMUM, OPERATOR_MAXIMUM, OPERATOR_COUNT_AT_OR_ABOVE, "
                    "OPERATOR_PERCENT_AT_OR_ABOVE, OPERATOR_POOLED_PROPORTION, OPERATOR_ROUND, "
                    "OPERATOR_CASE, OPERATOR_FURTHEST_STAGE, OPERATOR_DURATION_DAYS"}},
        SyntaxCase{"rollups { §operator: 77 §direction: -1 }",
                   {"UNKNOWN_VALUE: 'operator' has no value with the number 77; write the value's "
                    "name",
                    "UNKNOWN_VALUE: 'direction' has no value with the number -1; write the value's "
                    "name"}},
        SyntaxCase{"domains { criteria { allows_not_applicable: §maybe } }",
                   {"UNKNOWN_VALUE: 'allows_not_applicable' is true or false, not 'maybe'"}},
        SyntaxCase{"continua { stages { value: §0.5 } }",
                   {"SYNTAX: a text in quotes was wanted here, not '0.5'"}},
        SyntaxCase{"rollups { minimum_terms: §1.5 }",
                   {"SYNTAX: a whole number was wanted here, not '1.5'"}},
        SyntaxCase{"rollups { minimum_terms: §99999999999 }",
                   {"OUT_OF_RANGE: the number '99999999999' is out of range"}},
        SyntaxCase{"id: §", {"SYNTAX: a text in quotes was wanted here, not the end of the text"}},
        SyntaxCase{"id §\"a\"", {"SYNTAX: ':' was wanted here, not '\"a\"'"}},
        SyntaxCase{"domains: §3", {"SYNTAX: '{' was wanted here, not '3'"}}));

INSTANTIATE_TEST_SUITE_P(
    Braces, SyntaxTest,
    ::testing::Values(SyntaxCase{"domains {\n criteria {§",
                                 {"SYNTAX: the text ends here, but a '{' has no '}' yet"}},
                      SyntaxCase{"id: \"a\" §}", {"SYNTAX: this '}' closes nothing"}},
                      SyntaxCase{"domains { id: \"a\" §>",
                                 {"SYNTAX: '}' was wanted here, not '>'"}},
                      SyntaxCase{Repeat("domains {", 80) + "domains §{",
                                 {"TOO_DEEP: parts lie too deep within each other here"}}));

TEST(ParseRubricTest, GivesTheDefinitionAndThePlaceOfEachField) {
  const MarkedText marked = ReadMarkedText(R"(§id: "a"
§title:
  "A"
§domains {
  §id: "d" §title: "D"
  §criteria { §id: "ä" }
	§criteria {
    §staircase {
      §cells { §stage: "low" }
      §cells [
        { §stage: "high"  §activities { id: "x" §covers: "y" §covers: "z" } },
        { }
      ]
    }
  }
}
§conventions: ["one", "two"]
§conventions: "three"
)");
  const ParsedRubric rubric = ParseRubric(marked.text);
  EXPECT_TRUE(rubric.complete());
  EXPECT_THAT(Reported(rubric), IsEmpty());
  EXPECT_THAT(rubric.definition(), EqualsProto(marked.text));

  std::vector<std::string> places;
  for (const char* path :
       {"id", "title", "domains[0]", "domains[0].id", "domains[0].title", "domains[0].criteria[0]",
        "domains[0].criteria[0].id", "domains[0].criteria[1]", "domains[0].criteria[1].staircase",
        "domains[0].criteria[1].staircase.cells[0]",
        "domains[0].criteria[1].staircase.cells[0].stage",
        "domains[0].criteria[1].staircase.cells[1]",
        "domains[0].criteria[1].staircase.cells[1].stage",
        "domains[0].criteria[1].staircase.cells[1].activities[0]",
        "domains[0].criteria[1].staircase.cells[1].activities[0].covers[0]",
        "domains[0].criteria[1].staircase.cells[1].activities[0].covers[1]", "conventions[0]",
        "conventions[1]"}) {
    places.push_back(PlaceOf(rubric.Locate(path)));
  }
  EXPECT_THAT(places, ElementsAreArray(marked.places));
}

TEST(ParseRubricTest, GivesWhatIsMissingThePlaceOfWhatIsAroundIt) {
  const ParsedRubric rubric = ParseRubric("id: \"a\"\n domains { id: \"d\" }");
  EXPECT_EQ(PlaceOf(rubric.Locate("domains[0].title")), "2:2");
  EXPECT_EQ(PlaceOf(rubric.Locate("domains[0].criteria[3].staircase")), "2:2");
  EXPECT_EQ(PlaceOf(rubric.Locate("domains[7].title")), "2:2");
  EXPECT_EQ(PlaceOf(rubric.Locate("domains")), "2:2");
  EXPECT_EQ(PlaceOf(rubric.Locate("title")), "1:1");
  EXPECT_EQ(PlaceOf(rubric.Locate("")), "1:1");
  EXPECT_EQ(PlaceOf(rubric.Locate("domains[x].nothing..[")), "2:2");
}

TEST(ParseRubricTest, CountsColumnsInCharactersWithTabsAsOne) {
  const ParsedRubric rubric = ParseRubric("id: \"é\"\t\ttitle: \"b\"\ttitle: \"c\"");
  EXPECT_THAT(Places(rubric), ElementsAre("1:21"));
}

TEST(ParseRubricTest, SkipsAByteOrderMark) {
  const ParsedRubric rubric = ParseRubric("\xEF\xBB\xBFid: \"a\" foo: 1");
  EXPECT_THAT(Places(rubric), ElementsAre("1:9"));
  EXPECT_EQ(rubric.definition().id(), "a");
}

TEST(ParseRubricTest, ReportsWhatEscapesPutIntoTexts) {
  const ParsedRubric rubric =
      ParseRubric("id: \"\\000\"\ndomains { title: \"\\377\" description: \"a\\nb\\tc\" }");
  EXPECT_TRUE(rubric.complete());
  ASSERT_EQ(rubric.problems().size(), 2);
  EXPECT_THAT(Places(rubric), ElementsAre("1:1", "2:11"));
  EXPECT_EQ(rubric.problems()[0].reason(), "CONTROL_CHARACTER");
  EXPECT_EQ(rubric.problems()[1].path(), "domains[0].title");
}

TEST(ParseRubricTest, RefusesATextOfNothing) {
  for (const char* text : {"", "   \n\t", "# a comment\n"}) {
    const ParsedRubric rubric = ParseRubric(text);
    EXPECT_FALSE(rubric.complete());
    EXPECT_THAT(Reported(rubric), ElementsAre("TEXT_EMPTY: there is no rubric in the text"));
  }
}

TEST(ParseRubricTest, RefusesATextOf5MiBWithoutReadingIt) {
  const ParsedRubric rubric = ParseRubric(std::string(5 << 20, 'x'));
  EXPECT_FALSE(rubric.complete());
  EXPECT_THAT(Reported(rubric), ElementsAre("TEXT_TOO_LONG: the text has 5242880 bytes; a rubric "
                                            "has at most 1048576 (1 MiB)"));
}

TEST(ParseRubricTest, TakesATextOfExactly1MiB) {
  std::string text = "id: \"a\" #";
  text.resize(kMaxRubricBytes, '#');
  EXPECT_TRUE(ParseRubric(text).complete());
  text.push_back('#');
  EXPECT_FALSE(ParseRubric(text).complete());
}

// Without a limit each of these overflows the stack.
TEST(ParseRubricTest, SurvivesNestingOf20000) {
  const std::string texts[] = {
      Repeat("domains {", 20'000),       Repeat("x {", 20'000),
      "x: " + Repeat("[", 20'000),       "x: " + Repeat("[{a:", 20'000),
      "[a.b] " + Repeat("{ b ", 20'000), "domains: " + Repeat("[{domains:", 20'000)};
  for (const std::string& text : texts) {
    const ParsedRubric rubric = ParseRubric(text);
    EXPECT_FALSE(rubric.complete());
    ASSERT_FALSE(rubric.problems().empty());
    EXPECT_EQ(rubric.problems().back().reason(), "TOO_DEEP") << text.substr(0, 30);
  }
}

// So many problems on one line must not take a time that grows with their square.
TEST(ParseRubricTest, ReportsManyProblemsOfOneLongLine) {
  const ParsedRubric rubric = ParseRubric(Repeat("a:1 ", 200'000));
  ASSERT_EQ(rubric.problems().size(), 200'000);
  EXPECT_EQ(rubric.problems().back().column(), 799'997);
}

}  // namespace
}  // namespace continuum::scoring
