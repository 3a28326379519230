// SPDX-License-Identifier: Apache-2.0
//
// Rubrics at and beyond the limits of scoring/limits.h. What is too large is refused, whole and in
// little time.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/check_rubric.h"
#include "scoring/compiled_rubric.h"
#include "scoring/limits.h"

namespace continuum::scoring {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kHead[] = R"(id: "large" revision: "1" title: "Large" summary: "Large."
sources { citation: "C" covers: "all" standing: STANDING_CONFIRMED }
activity_policy { adapted_counts: ADAPTATION_RULE_NEVER }
missing { not_applicable { kind: KIND_LEAVES } insufficient_data { kind: KIND_BLOCKS }
          absent { kind: KIND_COUNTS_AS value: "0" } }
)";

// So many criteria, yes or no, as short as can be.
std::string Criteria(int count) {
  std::string text = "domains { id: \"d\" title: \"D\"\n";
  for (int i = 0; i < count; ++i) {
    absl::StrAppend(&text, "criteria{id:\"c", i,
                    "\" title:\"T\" intent:\"I\" evidence_rule:\"E\" yes_no{}}\n");
  }
  return text + "}\n";
}

std::string Rollups(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    absl::StrAppend(&text, "rollups{id:\"r", i,
                    "\" title:\"R\" operator:OPERATOR_MEAN direction:DIRECTION_MORE_IS_BETTER "
                    "terms{domain:\"d\"}}\n");
  }
  return text;
}

// "REASON path" of each problem.
std::vector<std::string> Reported(const std::string& text) {
  const ParsedRubric rubric = ParseRubric(text);
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<v1::RubricProblem> problems = CheckRubric(rubric);
  // Far more than is needed: this finds work that grows with the square of the text.
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
  std::vector<std::string> reported;
  for (const v1::RubricProblem& problem : problems) {
    reported.push_back(absl::StrCat(problem.reason(), " ", problem.path()));
  }
  EXPECT_EQ(CompileRubric(rubric.definition()).ok(), !HasErrors(problems));
  return reported;
}

TEST(LargeRubricsTest, CriteriaAreLimited) {
  EXPECT_THAT(Reported(kHead + Criteria(kMaxCriteria) + Rollups(1)), IsEmpty());
  EXPECT_THAT(Reported(kHead + Criteria(kMaxCriteria + 1) + Rollups(1)),
              ElementsAre("TOO_MANY domains[0].criteria[2000]"));
}

TEST(LargeRubricsTest, TenThousandCriteriaAreRefused) {
  const std::string text = kHead + Criteria(10'000) + Rollups(1);
  ASSERT_LT(text.size(), kMaxRubricBytes);
  EXPECT_THAT(Reported(text), ElementsAre("TOO_MANY domains[0].criteria[2000]"));
}

TEST(LargeRubricsTest, RollupsAreLimited) {
  EXPECT_THAT(Reported(kHead + Criteria(1) + Rollups(kMaxRollups)), IsEmpty());
  EXPECT_THAT(Reported(kHead + Criteria(1) + Rollups(kMaxRollups + 1)),
              ElementsAre("TOO_MANY rollups[2000]"));
}

TEST(LargeRubricsTest, ConditionsAreLimited) {
  // The second criterion asks for so many conditions about the first.
  const auto conditional = [](int conditions) {
    std::string text = kHead + Criteria(1) +
                       "domains { id: \"e\" title: \"E\"\n"
                       "criteria{id:\"f\" title:\"T\" intent:\"I\" evidence_rule:\"E\" yes_no{} "
                       "not_asked_value: \"0\" asked_when{all_of{";
    for (int i = 1; i < conditions; ++i) {
      text += "parts{criterion{criterion:\"c0\" at_least:\"1\"}}\n";
    }
    return text + "}}}}\n" + Rollups(1);
  };
  EXPECT_THAT(Reported(conditional(kMaxConditions)), IsEmpty());
  EXPECT_THAT(Reported(conditional(kMaxConditions + 1)),
              ElementsAre("TOO_MANY domains[1].criteria[0].asked_when"));
}

TEST(LargeRubricsTest, TermsOfAllRollupsAreLimited) {
  EXPECT_THAT(Reported(kHead + Criteria(2'000) + Rollups(100)), IsEmpty());
  EXPECT_THAT(Reported(kHead + Criteria(2'000) + Rollups(102)),
              ElementsAre("TOO_MANY rollups[100].terms[0].domain"));
}

TEST(LargeRubricsTest, OneTermThatSelectsThousandsTwiceIsOneProblem) {
  std::string text = kHead + Criteria(2'000) +
                     "rollups { id:\"r\" title:\"R\" "
                     "operator:OPERATOR_MEAN direction:DIRECTION_MORE_IS_BETTER";
  for (int i = 0; i < 4; ++i) text += " terms{domain:\"d\"}";
  EXPECT_THAT(Reported(text + "}"), ElementsAre("SELECTED_TWICE rollups[0].terms[1].domain",
                                                "SELECTED_TWICE rollups[0].terms[2].domain",
                                                "SELECTED_TWICE rollups[0].terms[3].domain"));
}

TEST(LargeRubricsTest, RequirementsOfAllLevelsAreLimited) {
  constexpr int kLevels = kMaxFlatRequirements / (kMaxCriteria + 1);
  std::string levels;
  for (int i = 0; i < kLevels; ++i) {
    absl::StrAppend(&levels, "levels{id:\"l", i,
                    "\" title:\"L\" requirement{criteria_at_least{floors{domain:\"d\" value:\"",
                    i + 1, "/100\"}}}}\n");
  }
  const std::string text =
      kHead + Criteria(kMaxCriteria) + "ladders{id:\"l\" title:\"L\"\n" + levels;
  EXPECT_THAT(Reported(text + "}"), IsEmpty());
  EXPECT_THAT(Reported(text + "levels{id:\"last\" title:\"L\" requirement{criteria_at_least{"
                              "floors{domain:\"d\" value:\"1\"}}}}}"),
              ElementsAre(absl::StrCat("TOO_MANY ladders[0].levels[", kLevels,
                                       "].requirement.criteria_at_least.floors[0]")));
}

// A staircase whose activities each cover the next one: n activities have n * (n - 1) / 2 pairs.
std::string Chain(int activities) {
  std::string text =
      "continua{id:\"s\" title:\"S\" stages{id:\"a\" title:\"A\" value:\"1\"}}\n"
      "domains{id:\"d\" title:\"D\" criteria{id:\"c\" title:\"T\" intent:\"I\" "
      "staircase{continuum:\"s\" cells{stage:\"a\"\n";
  for (int i = 0; i < activities; ++i) {
    absl::StrAppend(&text, "activities{id:\"a", i, "\" text:\"T\"",
                    i > 0 ? absl::StrCat(" covers:\"a", i - 1, "\"") : "", "}\n");
  }
  return text + "}}}}";
}

TEST(LargeRubricsTest, CoveredActivitiesAreLimited) {
  EXPECT_THAT(Reported(kHead + Chain(447)), IsEmpty());  // 99,681
  EXPECT_THAT(Reported(kHead + Chain(448)),
              ElementsAre("TOO_MANY domains[0].criteria[0].staircase"));
  EXPECT_THAT(Reported(kHead + Chain(10'000)),
              ElementsAre("TOO_MANY domains[0].criteria[0].staircase"));
}

TEST(LargeRubricsTest, RowsOfFactorsAreLimited) {
  const auto rows = [](int count) {
    std::string text =
        "domains{id:\"d\" title:\"D\" criteria{id:\"c\" title:\"T\" intent:\"I\" "
        "factors{factors{id:\"f\" text:\"T\"}\n";
    for (int i = 0; i < count; ++i) absl::StrAppend(&text, "rows{at_least:1 value:\"1\"}\n");
    return text + "}}}";
  };
  EXPECT_THAT(Reported(kHead + rows(kMaxFactorRows)), IsEmpty());
  const ParsedRubric rubric = ParseRubric(kHead + rows(kMaxFactorRows + 1));
  const std::vector<v1::RubricProblem> problems = CheckRubric(rubric);
  ASSERT_EQ(problems.size(), 1);
  EXPECT_EQ(problems[0].reason(), "TOO_MANY");
}

// all_of within all_of, `depth` requirements deep.
std::string Nested(int depth) {
  std::string text = "ladders{id:\"l\" title:\"L\" levels{id:\"l\" title:\"L\" requirement{";
  for (int i = 1; i < depth; ++i) text += "all_of{parts{";
  text += "criterion_at_least{criterion:\"c0\" value:\"1\"}";
  for (int i = 1; i < depth; ++i) text += "}}";
  return text + "}}}";
}

TEST(LargeRubricsTest, RequirementsWithinRequirementsAreLimited) {
  EXPECT_THAT(Reported(kHead + Criteria(1) + Nested(kMaxNesting)), IsEmpty());
  std::string path = "TOO_DEEP ladders[0].levels[0].requirement";
  for (int i = 0; i < kMaxNesting; ++i) path += ".all_of.parts[0]";
  EXPECT_THAT(Reported(kHead + Criteria(1) + Nested(kMaxNesting + 1)), ElementsAre(path));
}

// Each of these took minutes where work grew with the square of the text, or more.
TEST(LargeRubricsTest, ManyRequirementsAreComparedInLittleTime) {
  std::string parts;
  for (int i = 0; i < 12'000; ++i) {
    absl::StrAppend(&parts, "parts{criterion_at_least{criterion:\"c", i % 500, "\" value:\"1/",
                    i + 1, "\"}}\n");
  }
  const std::string text = kHead + Criteria(500) +
                           "ladders{id:\"l\" title:\"L\" levels{id:\"l\" title:\"L\" "
                           "requirement{all_of{" +
                           parts + "}}}}";
  ASSERT_LT(text.size(), kMaxRubricBytes);
  EXPECT_THAT(Reported(text), Contains("REQUIREMENT_IMPLIED ladders[0].levels[0].requirement."
                                       "all_of.parts[500]"));
}

TEST(LargeRubricsTest, ChoicesWithinChoicesAreComparedInLittleTime) {
  std::string choice = "criterion_at_least{criterion:\"c0\" value:\"1\"}";
  for (int i = 0; i < 12; ++i) {
    choice = absl::StrCat(
        "at_least{count:2 parts{", choice, "} parts{",
        choice.size() < 40'000 ? choice : "criterion_at_least{criterion:\"c1\" value:\"1\"}",
        "} parts{criterion_at_least{criterion:\"c2\" value:\"1\"}}}");
  }
  const std::string text = kHead + Criteria(3) +
                           "ladders{id:\"l\" title:\"L\" levels{id:\"l\" title:\"L\" "
                           "requirement{all_of{parts{" +
                           choice + "} parts{" + choice + "}}}}}";
  ASSERT_LT(text.size(), kMaxRubricBytes);
  Reported(text);
}

TEST(LargeRubricsTest, ManyUnknownNamesAreReportedInLittleTime) {
  std::string text = kHead + Criteria(2'000);
  for (int i = 0; i < 7'000; ++i) {
    absl::StrAppend(&text, "rollups{id:\"r", i,
                    "\" title:\"R\" operator:OPERATOR_MEAN "
                    "direction:DIRECTION_NEITHER terms{criterion:\"x",
                    i, "\"}}");
  }
  ASSERT_LT(text.size(), kMaxRubricBytes);
  EXPECT_EQ(Reported(text).size(), kMaxProblems + 1);
}

}  // namespace
}  // namespace continuum::scoring
