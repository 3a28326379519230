// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/fhir/json_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace continuum::cli::fhir {
namespace {

using Kind = JsonNode::Kind;

TEST(JsonTextTest, ReadsEveryKindOfValue) {
  JsonNode node;
  ASSERT_TRUE(
      ParseJson("\xEF\xBB\xBF{\"a\": [null, true, 1.50, -7, \"\\u00e9\"], \"b\": {}}", &node)
          .empty());
  ASSERT_NE(node.Find("a"), nullptr);
  const std::vector<JsonNode>& a = node.Find("a")->elements;
  ASSERT_EQ(a.size(), 5u);
  EXPECT_EQ(a[0].kind, Kind::kNull);
  EXPECT_TRUE(a[1].boolean);
  EXPECT_EQ(a[2].text, "1.50");  // as it is written
  EXPECT_EQ(a[3].text, "-7");
  EXPECT_EQ(a[4].text, "\u00e9");
  EXPECT_EQ(node.Find("b")->kind, Kind::kObject);
  EXPECT_EQ(node.Find("c"), nullptr);
  EXPECT_EQ(node.Text("a"), "");
}

TEST(JsonTextTest, SaysInWhichLineTheTextIsNoJson) {
  JsonNode node;
  const std::vector<LineProblem> problems = ParseJson("{\n  \"a\": 1,\n  oops\n}", &node);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].line, 3);
}

TEST(JsonTextTest, RefusesWhatIsNoJson) {
  for (const std::string& text :
       {std::string(), std::string("{"), std::string("[1,]"), std::string("{\"a\":1}x"),
        std::string("NaN"), std::string("1e999"), std::string("\"\xff\""), std::string("01"),
        std::string("\"a\0b\"", 5), std::string("'a'")}) {
    JsonNode node;
    EXPECT_EQ(ParseJson(text, &node).size(), 1u) << text;
  }
}

TEST(JsonTextTest, RefusesANameThatIsThereTwice) {
  JsonNode node;
  const std::vector<LineProblem> problems = ParseJson("{\"a\": 1, \"a\": 2}", &node);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].message, "the name \"a\" is twice in one object");
}

TEST(JsonTextTest, RefusesValuesThatLieTooDeep) {
  JsonNode node;
  const auto deep = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
  };
  EXPECT_TRUE(ParseJson(deep(kMaxJsonDepth), &node).empty());
  EXPECT_EQ(ParseJson(deep(kMaxJsonDepth + 1), &node).size(), 1u);
  EXPECT_EQ(ParseJson(deep(1'000'000), &node).size(), 1u);
}

}  // namespace
}  // namespace continuum::cli::fhir
