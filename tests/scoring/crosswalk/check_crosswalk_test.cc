// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/check_crosswalk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "scoring/limits.h"
#include "tests/scoring/crosswalk/pair.h"
#include "tests/testing/marked_text.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::MarkedText;
using ::continuum::testing::ReadMarkedText;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// "line:column REASON" of each problem.
std::vector<std::string> Reported(absl::string_view text) {
  std::vector<std::string> reported;
  for (const v1::RubricProblem& problem : CheckCrosswalk(ParseCrosswalk(text), &Left(), &Right())) {
    EXPECT_EQ(problem.severity(), v1::RubricProblem::SEVERITY_ERROR);
    EXPECT_THAT(problem.message(), ::testing::Not(IsEmpty()));
    reported.push_back(absl::StrCat(problem.line(), ":", problem.column(), " ", problem.reason()));
  }
  return reported;
}

// The one message about a crosswalk with these mappings.
std::string MessageOf(const std::vector<std::string>& mappings) {
  const auto problems = CheckCrosswalk(ParseCrosswalk(CrosswalkText(mappings)), &Left(), &Right());
  EXPECT_THAT(problems, SizeIs(1));
  return problems.empty() ? "" : problems[0].message();
}

TEST(CheckCrosswalkTest, AGoodOneHasNoProblems) {
  EXPECT_THAT(Reported(CrosswalkText(
                  {"care/asks -> visit/greets EQUAL HIGH",
                   "care@high -> visit@high SUPERSET MEDIUM", "care -> visit OVERLAP LOW",
                   "open -> doors EQUAL HIGH", "days -> wait EQUAL HIGH", "grade -> mark EQUAL LOW",
                   "phase/hired -> staff/rn SUBSET LOW", "control -> visit SUBSET LOW"})),
              IsEmpty());
}

TEST(CheckCrosswalkTest, MistakesInTheTextHaveTheirPlace) {
  const MarkedText marked = ReadMarkedText("id: \"a\"\n§titel: \"b\"\n");
  const std::vector<std::string> reported = Reported(marked.text);
  ASSERT_FALSE(reported.empty());
  EXPECT_THAT(reported, ::testing::Contains(absl::StrCat(marked.places[0], " UNKNOWN_FIELD")));
  const auto problems = ParseCrosswalk("titel: 'b'").problems();
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].message(),
            "there is no field 'titel' in a crosswalk; did you mean 'title'?");
}

TEST(CheckCrosswalkTest, AnUnknownRelationNamesTheRightOnes) {
  const auto problems = ParseCrosswalk("mappings { relation: RELATION_SAME }").problems();
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_THAT(problems[0].message(), HasSubstr("RELATION_EQUAL, RELATION_SUBSET"));
}

TEST(CheckCrosswalkTest, AnEmptyTextIsNoCrosswalk) {
  const auto problems = ParseCrosswalk("# nothing\n").problems();
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].message(), "there is no crosswalk in the text");
}

// All problems at once, in the order of the text.
TEST(CheckCrosswalkTest, AllProblemsAreReportedAtOnce) {
  const MarkedText marked = ReadMarkedText(R"(§id: "Left"
title: "Left to right"
§summary: " "
§conventions: ""
§sources { citation: "None." §standing: STANDING_UNSPECIFIED }
from { §rubric: "other" revision: "1" }
to { rubric: "right" §revision: "2" }
§mappings {
  from { §criterion: "cares" }
  to { criterion: "visit" §part: "greet" }
  confidence: CONFIDENCE_HIGH
  rationale: "x"
}
§mappings {
  from { criterion: "open" §part: "door" }
  to { criterion: "visit" §stage: "top" }
  relation: RELATION_OVERLAP
}
mappings {
  from { §clause: "c" }
  §to { part: "greets" }
  relation: RELATION_OVERLAP
  confidence: CONFIDENCE_HIGH
  rationale: "x"
}
mappings {
  from { criterion: "team" §stage: "low" }
  §to { criterion: "visit" part: "greets" stage: "low" }
  relation: RELATION_OVERLAP
  confidence: CONFIDENCE_HIGH
  rationale: "x"
}
)");
  const std::vector<std::string> reasons = {
      "BAD_ID",     "MISSING_TEXT", "MISSING_TEXT", "MISSING_TEXT", "MISSING",    "UNKNOWN_ID",
      "UNKNOWN_ID", "MISSING",      "UNKNOWN_ID",   "UNKNOWN_ID",   "MISSING",    "WRONG_FORM",
      "UNKNOWN_ID", "NOT_ALLOWED",  "MISSING",      "WRONG_FORM",   "NOT_ALLOWED"};
  ASSERT_THAT(marked.places, SizeIs(reasons.size()));
  std::vector<std::string> expected;
  for (size_t i = 0; i < reasons.size(); ++i) {
    expected.push_back(absl::StrCat(marked.places[i], " ", reasons[i]));
    // The second mapping states neither confidence nor rationale.
    if (i == 10) expected.push_back(absl::StrCat(marked.places[i], " MISSING_TEXT"));
  }
  EXPECT_THAT(Reported(marked.text), ElementsAreArray(expected));
}

TEST(CheckCrosswalkTest, WhatIsMissingAltogetherIsReported) {
  EXPECT_THAT(Reported("id: 'a' title: 'b' summary: 'c'"),
              ElementsAre("1:1 MISSING", "1:1 MISSING", "1:1 MISSING", "1:1 MISSING"));
}

TEST(CheckCrosswalkTest, APartIsSuggestedWhereTheNameIsNear) {
  EXPECT_EQ(MessageOf({"care/ask -> visit/greets EQUAL HIGH"}),
            "there is no activity, factor or milestone 'ask' in 'care'; did you mean 'asks'?");
  EXPECT_EQ(MessageOf({"open/ask -> visit/greets EQUAL HIGH"}),
            "'open' has no activities, factors or milestones");
}

TEST(CheckCrosswalkTest, TheSamePartsAreJoinedOnce) {
  EXPECT_EQ(
      MessageOf({"care/asks -> visit/greets EQUAL HIGH", "care/asks -> visit/greets OVERLAP LOW"}),
      "care / asks and visit / greets are joined by another mapping already");
}

TEST(CheckCrosswalkTest, WhatCannotBeEqualIsRefused) {
  EXPECT_EQ(MessageOf({"care -> doors EQUAL HIGH"}),
            "care is a criterion that is graded and doors is something that is true or not; they "
            "cannot be equal: wanted is a subset, a superset or an overlap");
  EXPECT_THAT(MessageOf({"days -> mark EQUAL LOW"}), HasSubstr("days is a number"));
  EXPECT_THAT(MessageOf({"care@low -> wait EQUAL LOW"}), HasSubstr("wait is a number"));
}

TEST(CheckCrosswalkTest, AnOptionIsOneOfARatingThatHasAValue) {
  v1::RubricDefinition right = Right();
  right.mutable_domains(1)->mutable_criteria(1)->mutable_rating()->add_options()->set_id("x");
  right.mutable_domains(1)
      ->mutable_criteria(1)
      ->mutable_rating()
      ->mutable_options(2)
      ->set_insufficient_data(true);
  const auto message = [&](const std::string& mapping) -> std::string {
    const auto problems = CheckCrosswalk(ParseCrosswalk(CrosswalkText({mapping})), &Left(), &right);
    return problems.empty() ? "" : problems[0].message();
  };
  EXPECT_EQ(message("open -> mark=a EQUAL LOW"), "");
  EXPECT_EQ(message("open -> mark=c OVERLAP LOW"),
            "there is no option 'c' in 'mark'; did you mean 'a'?");
  EXPECT_EQ(message("open -> mark=x OVERLAP LOW"),
            "the option 'x' in 'mark' has no value; wanted is one that has");
  EXPECT_EQ(message("open -> doors=a OVERLAP LOW"), "'doors' is no rating and has no options");
}

constexpr char kContract[] = R"(id: "contract"
title: "A contract"
summary: "For tests."
sources { citation: "None." covers: "All." standing: STANDING_CONFIRMED }
clauses { id: "c1" text: "Greets." reference: "1" }
to { rubric: "right" revision: "1" }
mappings {
  from { clause: "c1" }
  to { criterion: "visit" }
  relation: RELATION_EQUAL
  confidence: CONFIDENCE_HIGH
  rationale: "x"
}
)";

TEST(CheckCrosswalkTest, AContractHasClausesOnItsLeftSide) {
  EXPECT_THAT(CheckCrosswalk(ParseCrosswalk(kContract), nullptr, &Right()), IsEmpty());
  EXPECT_THAT(Reported(absl::StrReplaceAll(kContract, {{"clause: \"c1\"", "clause: \"c2\""}})),
              ElementsAre("8:10 UNKNOWN_ID"));
  EXPECT_THAT(Reported(absl::StrReplaceAll(kContract, {{"clause: \"c1\"", "criterion: \"care\""}})),
              ElementsAre("8:3 NOT_ALLOWED"));
  EXPECT_THAT(Reported(absl::StrCat(kContract, "from { rubric: 'left' revision: '1' }")),
              ElementsAre("14:1 NOT_ALLOWED"));
  EXPECT_THAT(Reported(absl::StrCat(kContract, "clauses { id: 'c1' text: 'x' }")),
              ElementsAre("14:1 MISSING_TEXT", "14:11 DUPLICATE_ID"));
}

TEST(CheckCrosswalkTest, ARevisionIsNotRelatedToItself) {
  const std::string text =
      absl::StrReplaceAll(CrosswalkText({"care -> care OVERLAP LOW"}),
                          {{"to { rubric: \"right\"", "to { rubric: \"left\""}});
  const auto problems = CheckCrosswalk(ParseCrosswalk(text), &Left(), &Left());
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].message(), "'from' and 'to' name the same revision");
}

// Where a rubric is not at hand the rest is checked all the same.
TEST(CheckCrosswalkTest, WithoutARubricItsPartsAreTakenToBeRight) {
  const ParsedCrosswalk crosswalk =
      ParseCrosswalk(CrosswalkText({"nothing -> visit/nobody OVERLAP LOW"}));
  EXPECT_THAT(CheckCrosswalk(crosswalk, nullptr, nullptr), IsEmpty());
  EXPECT_THAT(CheckCrosswalk(crosswalk, nullptr, &Right()), SizeIs(1));
  EXPECT_THAT(CheckCrosswalk(crosswalk, &Left(), nullptr), SizeIs(1));
}

TEST(CheckCrosswalkTest, TooManyMappingsAreRefused) {
  std::string text = CrosswalkText({});
  for (int i = 0; i <= kMaxMappings; ++i) text += "mappings {}\n";
  const auto problems = CheckCrosswalk(ParseCrosswalk(text), &Left(), &Right());
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].reason(), "TOO_MANY");
}

}  // namespace
}  // namespace continuum::scoring
