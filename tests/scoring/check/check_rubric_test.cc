// SPDX-License-Identifier: Apache-2.0

#include "scoring/check_rubric.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scoring/compiled_rubric.h"
#include "scoring/limits.h"
#include "scoring/problem_reasons.h"
#include "tests/scoring/check/check_cases.h"

namespace continuum::scoring {
namespace {

using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

std::vector<std::string> Reported(const std::vector<v1::RubricProblem>& problems) {
  std::vector<std::string> reported;
  for (const v1::RubricProblem& problem : problems) {
    reported.push_back(absl::StrCat(problem.reason(), " ", problem.path(), " ", problem.line(), ":",
                                    problem.column()));
  }
  return reported;
}

std::string Messages(const std::vector<v1::RubricProblem>& problems) {
  return absl::StrJoin(problems, "\n", [](std::string* out, const v1::RubricProblem& problem) {
    absl::StrAppend(out, problem.reason(), ": ", problem.message());
  });
}

TEST(CheckRubricTest, TheBaseOfTheCasesHasNoProblem) {
  const ParsedRubric rubric = ParseRubric(BaseRubric());
  EXPECT_THAT(Reported(CheckRubric(rubric)), IsEmpty());
  EXPECT_TRUE(CompileRubric(rubric.definition()).ok());
}

TEST(CheckRubricTest, EachCaseGivesExactlyItsProblems) {
  for (const CheckCase& one : ReadCheckCases()) {
    SCOPED_TRACE(absl::StrCat(one.file, ": ", one.name));
    const std::vector<v1::RubricProblem> problems = CheckRubric(one.text);
    EXPECT_THAT(Reported(problems), ElementsAreArray(one.expected)) << Messages(problems);
  }
}

// The cases show that each reason is reported where it should be; this shows that none is
// forgotten.
TEST(CheckRubricTest, EachReasonHasACase) {
  // Tested where the text is read (parse_rubric_test.cc), below, and with large rubrics
  // (large_rubrics_test.cc).
  std::set<std::string> seen = {"TEXT_EMPTY",    "TEXT_TOO_LONG", "TEXT_NOT_UTF8",
                                "SYNTAX",        "UNKNOWN_FIELD", "FIELD_TWICE",
                                "UNKNOWN_VALUE", "MORE_PROBLEMS", "CONTROL_CHARACTER",
                                "TOO_MANY"};
  for (const CheckCase& one : ReadCheckCases()) {
    for (const std::string& expected : one.expected)
      seen.insert(expected.substr(0, expected.find(' ')));
  }
  for (const ProblemReasonInfo& info : kProblemReasons) {
    EXPECT_EQ(seen.count(std::string(info.code)), 1) << info.code << " has no case";
  }
}

TEST(CheckRubricTest, EachProblemHasTheSeverityOfItsReasonAndAMessageForPeople) {
  for (const CheckCase& one : ReadCheckCases()) {
    for (const v1::RubricProblem& problem : CheckRubric(one.text)) {
      const auto* info =
          std::find_if(std::begin(kProblemReasons), std::end(kProblemReasons),
                       [&](const ProblemReasonInfo& row) { return row.code == problem.reason(); });
      ASSERT_NE(info, std::end(kProblemReasons)) << problem.reason();
      EXPECT_EQ(problem.severity() == v1::RubricProblem::SEVERITY_ERROR, info->is_error);
      EXPECT_GT(problem.message().size(), 10) << one.name;
      EXPECT_NE(problem.message().back(), '.') << problem.message();
      EXPECT_EQ(problem.message().find("  "), std::string::npos) << problem.message();
      EXPECT_EQ(problem.message().find("''"), std::string::npos) << problem.message();
    }
  }
}

// Warnings alone never keep a rubric from being used; errors are at least as strict as compiling.
TEST(CheckRubricTest, WhatHasNoErrorsCompiles) {
  for (const CheckCase& one : ReadCheckCases()) {
    const ParsedRubric rubric = ParseRubric(one.text);
    if (HasErrors(CheckRubric(rubric))) continue;
    EXPECT_TRUE(CompileRubric(rubric.definition()).ok()) << one.file << ": " << one.name;
  }
}

TEST(CheckRubricTest, ReportsTheProblemsOfReadingAndOfMeaningTogether) {
  EXPECT_THAT(
      Reported(CheckRubric("id: \"a\"\ntitel: \"x\"\nrevision: \"A\"")),
      ElementsAreArray({"MISSING_TEXT title 1:1", "MISSING_TEXT summary 1:1", "MISSING sources 1:1",
                        "MISSING domains 1:1", "UNKNOWN_FIELD  2:1", "BAD_ID revision 3:1"}));
}

TEST(CheckRubricTest, ReportsOnlyWhatCannotBeReadWhenTheTextBreaksOff) {
  EXPECT_THAT(Reported(CheckRubric("id: \"a\"\ntitle {")), ElementsAreArray({"SYNTAX  2:7"}));
}

TEST(CheckRubricTest, StopsListingAfter1000Problems) {
  std::string text;
  for (int i = 0; i < 3000; ++i) absl::StrAppend(&text, "rollups { id: \"r", i, "\" }\n");
  const std::vector<v1::RubricProblem> problems = CheckRubric(text);
  ASSERT_EQ(problems.size(), kMaxProblems + 1);
  EXPECT_EQ(problems.back().reason(), "MORE_PROBLEMS");
  EXPECT_EQ(problems.back().severity(), v1::RubricProblem::SEVERITY_ERROR);
  EXPECT_EQ(problems.back().line(), 0);
}

TEST(CheckRubricTest, SaysSoWhenOnlyWarningsAreLeftOut) {
  std::string text = BaseRubric();
  for (int i = 0; i < 1200; ++i) {
    absl::StrAppend(&text, "scales { id: \"s", i,
                    "\" options { id: \"a\" text: \"A\" value: \"0\" } "
                    "options { id: \"b\" text: \"B\" value: \"1\" } }\n");
  }
  const std::vector<v1::RubricProblem> problems = CheckRubric(text);
  ASSERT_EQ(problems.size(), kMaxProblems + 1);
  EXPECT_EQ(problems.back().reason(), "MORE_PROBLEMS");
  EXPECT_EQ(problems.back().severity(), v1::RubricProblem::SEVERITY_WARNING);
  EXPECT_EQ(problems.back().message(), "there are 200 more problems, all of them warnings");
  EXPECT_FALSE(HasErrors(problems));
}

}  // namespace
}  // namespace continuum::scoring
