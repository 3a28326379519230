// SPDX-License-Identifier: Apache-2.0
//
// Every kind of requirement in every state, as data.

#include "scoring/requirements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "scoring/compiled_rubric.h"
#include "tests/scoring/rubrics.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::EqualsProto;

// A rating, a staircase, and electives in two domains; "lesser" leaves missing data out, "strict"
// is blocked by it.
constexpr char kCriteria[] = R"pb(
  criteria {
    id: "rating"
    tags: "key"
    allows_not_applicable: true
    allows_insufficient_data: true
    rating {
      options { id: "1" value: "1" }
      options { id: "5" value: "5" needs: PROOF_COMMENT }
    }
  }
  criteria {
    id: "stairs"
    tags: "key"
    staircase {
      continuum: "stages"
      cells {
        stage: "low"
        activities { id: "a" }
      }
      cells {
        stage: "middle"
        activities { id: "m" }
      }
      cells {
        stage: "high"
        activities { id: "h" }
      }
    }
  }
  criteria {
    id: "e2"
    allows_not_applicable: true
    allows_insufficient_data: true
    credit { credits: 2 }
  }
  criteria {
    id: "core"
    credit { core: true }
  }
)pb";

constexpr char kMore[] = R"pb(
  inputs {
    id: "home"
    recognition {
      levels { id: "one" }
      levels { id: "two" }
    }
  }
  domains {
    id: "second"
    domains {
      id: "inner"
      criteria {
        id: "e3"
        allows_insufficient_data: true
        credit { credits: 3 }
      }
    }
  }
  rollups {
    id: "lesser"
    operator: OPERATOR_MEAN
    terms { criterion: "rating" }
    missing {
      insufficient_data { kind: KIND_LEAVES }
      absent { kind: KIND_LEAVES }
    }
  }
  rollups {
    id: "strict"
    operator: OPERATOR_MEAN
    terms { criterion: "rating" }
    missing { insufficient_data { kind: KIND_BLOCKS } }
  }
)pb";

struct Row {
  const char* name;
  const char* requirement;
  const char* answers;
  const char* result;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

std::shared_ptr<const CompiledRubric> RubricWith(absl::string_view requirement) {
  return Compile(RubricText(
      kCriteria, absl::StrCat(kMore, "ladders { id: \"l\" levels { id: \"one\" requirement { ",
                              requirement, " } } }")));
}

class RequirementTest : public ::testing::TestWithParam<Row> {};

TEST_P(RequirementTest, GivesTheResult) {
  const Row& row = GetParam();
  const auto rubric = RubricWith(row.requirement);
  ASSERT_NE(rubric, nullptr);
  const v1::Scorecard scorecard = ScoreText(*rubric, row.answers);
  const v1::LevelResult& level = scorecard.ladders(0).levels(0);
  EXPECT_THAT(level.requirement(), EqualsProto(row.result));
  EXPECT_EQ(level.state(), level.requirement().state());
  EXPECT_EQ(level.reached(), level.state() == v1::REQUIREMENT_STATE_MET);
  // The short way comes to the same.
  const v1::Scorecard brief = ScoreText(*rubric, row.answers, /*explain=*/false);
  EXPECT_EQ(brief.ladders(0).levels(0).state(), level.state());
  EXPECT_FALSE(brief.ladders(0).levels(0).has_requirement());
}

#define RATING_1 "answers { criterion: 'rating' rating { option: '1' } } "
#define RATING_5 "answers { criterion: 'rating' comment: 'c' rating { option: '5' } } "
#define RATING_5_UNPROVEN "answers { criterion: 'rating' rating { option: '5' } } "
#define RATING_NA "answers { criterion: 'rating' not_applicable { justification: 'j' } } "
#define RATING_UNKNOWN "answers { criterion: 'rating' insufficient_data {} } "
#define STAIRS_MIDDLE "answers { criterion: 'stairs' staircase { claimed_stage: 'middle' } } "
#define E2 "answers { criterion: 'e2' credit { met: true } } "
#define E2_UNKNOWN "answers { criterion: 'e2' insufficient_data {} } "
#define E3 "answers { criterion: 'e3' credit { met: true } } "
#define E3_UNKNOWN "answers { criterion: 'e3' insufficient_data {} } "

constexpr Row kThresholds[] = {
    {"RollupReached", "title: 't' rollup_at_least { rollup: 'lesser' value: '5.0' }", RATING_5,
     "rollup: 'lesser' title: 't' state: REQUIREMENT_STATE_MET needed: '5' found: '5' margin: '0'"},
    {"RollupMissed", "rollup_at_least { rollup: 'lesser' value: '1.5' }", RATING_1,
     "rollup: 'lesser' state: REQUIREMENT_STATE_UNMET needed: '3/2' found: '1' margin: '-1/2'"},
    {"RollupWithoutValue", "rollup_at_least { rollup: 'lesser' value: '0' }", RATING_NA,
     "rollup: 'lesser' state: REQUIREMENT_STATE_UNMET needed: '0' reason { code: CODE_NO_VALUE }"},
    {"RollupBlocked", "rollup_at_least { rollup: 'strict' value: '0' }", RATING_UNKNOWN,
     "rollup: 'strict' state: REQUIREMENT_STATE_CANNOT_BE_TOLD needed: '0' "
     "reason { code: CODE_BLOCKED arguments: 'rating' }"},
    {"AtMostKept", "rollup_at_most { rollup: 'lesser' value: '2' }", RATING_1,
     "rollup: 'lesser' at_most: true state: REQUIREMENT_STATE_MET needed: '2' found: '1' "
     "margin: '1'"},
    {"AtMostJustKept", "rollup_at_most { rollup: 'lesser' value: '1' }", RATING_1,
     "rollup: 'lesser' at_most: true state: REQUIREMENT_STATE_MET needed: '1' found: '1' "
     "margin: '0'"},
    {"AtMostExceeded", "rollup_at_most { rollup: 'lesser' value: '2' }", RATING_5,
     "rollup: 'lesser' at_most: true state: REQUIREMENT_STATE_UNMET needed: '2' found: '5' "
     "margin: '-3'"},
    {"AtMostWithoutValueIsUnmet", "rollup_at_most { rollup: 'lesser' value: '2' }", "",
     "rollup: 'lesser' at_most: true state: REQUIREMENT_STATE_UNMET needed: '2' "
     "reason { code: CODE_NO_VALUE }"},
};

constexpr Row kFloors[] = {
    {"ValueReached",
     "criterion_at_least { criterion: 'rating' value: '1' "
     "not_applicable: NOT_APPLICABLE_RULE_FAILS }",
     RATING_5,
     "criterion: 'rating' state: REQUIREMENT_STATE_MET needed: '1' found: '5' margin: '4'"},
    {"ValueMissed",
     "criterion_at_least { criterion: 'rating' value: '2' "
     "not_applicable: NOT_APPLICABLE_RULE_FAILS }",
     RATING_1,
     "criterion: 'rating' state: REQUIREMENT_STATE_UNMET needed: '2' found: '1' margin: '-1'"},
    {"Unanswered",
     "criterion_at_least { criterion: 'rating' value: '0' "
     "not_applicable: NOT_APPLICABLE_RULE_FAILS }",
     "",
     "criterion: 'rating' state: REQUIREMENT_STATE_UNMET needed: '0' "
     "reason { code: CODE_UNANSWERED }"},
    {"ProofLacking",
     "criterion_at_least { criterion: 'rating' value: '0' "
     "not_applicable: NOT_APPLICABLE_RULE_FAILS }",
     RATING_5_UNPROVEN,
     "criterion: 'rating' state: REQUIREMENT_STATE_UNMET needed: '0' "
     "reason { code: CODE_PROOF_LACKING arguments: 'comment' }"},
    {"NotApplicableMeets",
     "criterion_at_least { criterion: 'rating' value: '5' "
     "not_applicable: NOT_APPLICABLE_RULE_MEETS }",
     RATING_NA,
     "criterion: 'rating' state: REQUIREMENT_STATE_MET needed: '5' "
     "reason { code: CODE_NOT_APPLICABLE_MEETS }"},
    {"NotApplicableFails",
     "criterion_at_least { criterion: 'rating' value: '0' "
     "not_applicable: NOT_APPLICABLE_RULE_FAILS }",
     RATING_NA,
     "criterion: 'rating' state: REQUIREMENT_STATE_UNMET needed: '0' "
     "reason { code: CODE_NOT_APPLICABLE_FAILS }"},
    {"InsufficientData",
     "criterion_at_least { criterion: 'rating' value: '0' "
     "not_applicable: NOT_APPLICABLE_RULE_MEETS }",
     RATING_UNKNOWN,
     "criterion: 'rating' state: REQUIREMENT_STATE_CANNOT_BE_TOLD needed: '0' "
     "reason { code: CODE_INSUFFICIENT_DATA }"},
    {"StageReached", "criterion_at_least { criterion: 'stairs' stage: 'low' }", STAIRS_MIDDLE,
     "criterion: 'stairs' state: REQUIREMENT_STATE_MET needed: '1' needed_stage: 'low' "
     "found: '5/2' found_stage: 'middle' margin: '3/2'"},
    {"StageMissed", "criterion_at_least { criterion: 'stairs' stage: 'high' }", STAIRS_MIDDLE,
     "criterion: 'stairs' state: REQUIREMENT_STATE_UNMET needed: '4' needed_stage: 'high' "
     "found: '5/2' found_stage: 'middle' margin: '-3/2'"},
    {"StageOfNone", "criterion_at_least { criterion: 'stairs' stage: 'low' }",
     "answers { criterion: 'stairs' staircase {} }",
     "criterion: 'stairs' state: REQUIREMENT_STATE_UNMET needed: '1' needed_stage: 'low' "
     "found: '0' margin: '-1'"},
    {"ValueOfAStaircaseShowsItsStage", "criterion_at_least { criterion: 'stairs' value: '2' }",
     STAIRS_MIDDLE,
     "criterion: 'stairs' state: REQUIREMENT_STATE_MET needed: '2' found: '5/2' "
     "found_stage: 'middle' margin: '1/2'"},
    {"SeveralFloorsAreOnePartPerCriterion",
     "title: 'all' criteria_at_least { floors { tag: 'key' value: '1' "
     "not_applicable: NOT_APPLICABLE_RULE_MEETS } floors { criterion: 'stairs' stage: 'high' } }",
     RATING_NA STAIRS_MIDDLE,
     "parts_needed: 3 title: 'all' state: REQUIREMENT_STATE_UNMET "
     "parts { criterion: 'rating' state: REQUIREMENT_STATE_MET needed: '1' "
     "reason { code: CODE_NOT_APPLICABLE_MEETS } } "
     "parts { criterion: 'stairs' state: REQUIREMENT_STATE_MET needed: '1' found: '5/2' "
     "found_stage: 'middle' margin: '3/2' } "
     "parts { criterion: 'stairs' state: REQUIREMENT_STATE_UNMET needed: '4' "
     "needed_stage: 'high' found: '5/2' found_stage: 'middle' margin: '-3/2' }"},
};

constexpr Row kCredits[] = {
    {"CreditsEarned", "credits_at_least { credits: 5 domains: 2 }", E2 E3,
     "credits: true state: REQUIREMENT_STATE_MET needed: '5' needed_domains: 2 found: '5' "
     "found_domains: 2 margin: '0'"},
    {"CreditsMissing", "credits_at_least { credits: 4 }", E3,
     "credits: true state: REQUIREMENT_STATE_UNMET needed: '4' found: '3' found_domains: 1 "
     "margin: '-1'"},
    {"NoCredits", "credits_at_least { credits: 1 }", "",
     "credits: true state: REQUIREMENT_STATE_UNMET needed: '1' found: '0' margin: '-1'"},
    {"CreditsInTooFewDomains", "credits_at_least { credits: 2 domains: 2 }", E3,
     "credits: true state: REQUIREMENT_STATE_UNMET needed: '2' needed_domains: 2 found: '3' "
     "found_domains: 1 margin: '1'"},
    {"CoreCriteriaEarnNoCredits", "credits_at_least { credits: 1 }",
     "answers { criterion: 'core' credit { met: true } }",
     "credits: true state: REQUIREMENT_STATE_UNMET needed: '1' found: '0' margin: '-1'"},
    {"CreditsThatInsufficientDataCouldBring", "credits_at_least { credits: 4 }", E3 E2_UNKNOWN,
     "credits: true state: REQUIREMENT_STATE_CANNOT_BE_TOLD needed: '4' found: '3' "
     "found_domains: 1 margin: '-1' reason { code: CODE_INSUFFICIENT_DATA }"},
    {"CreditsThatInsufficientDataCouldNotBring", "credits_at_least { credits: 6 }",
     E3_UNKNOWN E2_UNKNOWN,
     "credits: true state: REQUIREMENT_STATE_UNMET needed: '6' found: '0' margin: '-6'"},
    {"DomainsThatInsufficientDataCouldBring", "credits_at_least { credits: 2 domains: 2 }",
     E2 E3_UNKNOWN,
     "credits: true state: REQUIREMENT_STATE_CANNOT_BE_TOLD needed: '2' needed_domains: 2 "
     "found: '2' found_domains: 1 margin: '0' reason { code: CODE_INSUFFICIENT_DATA }"},
    {"DomainsThatInsufficientDataCouldNotBring", "credits_at_least { credits: 1 domains: 2 }",
     E2_UNKNOWN,
     "credits: true state: REQUIREMENT_STATE_UNMET needed: '1' needed_domains: 2 found: '0' "
     "margin: '-1'"},
    {"ElectivesThatAreNotApplicableEarnNothing", "credits_at_least { credits: 1 }",
     "answers { criterion: 'e2' not_applicable { justification: 'j' } }",
     "credits: true state: REQUIREMENT_STATE_UNMET needed: '1' found: '0' margin: '-1'"},
};

#define HELD(more) "answers { criterion: 'home' input { recognition { " more " } } }"

constexpr Row kRecognitions[] = {
    {"RecognitionHeld", "recognition_held { input: 'home' }",
     HELD("status: STATUS_HELD level: 'one'"), "recognition: 'home' state: REQUIREMENT_STATE_MET"},
    {"RecognitionAtALevelThatIsAccepted", "recognition_held { input: 'home' levels: 'two' }",
     HELD("status: STATUS_HELD level: 'two'"), "recognition: 'home' state: REQUIREMENT_STATE_MET"},
    {"RecognitionAtAnotherLevel", "recognition_held { input: 'home' levels: 'two' }",
     HELD("status: STATUS_HELD level: 'one'"),
     "recognition: 'home' state: REQUIREMENT_STATE_UNMET "
     "reason { code: CODE_RECOGNITION arguments: 'level' }"},
    {"RecognitionNotStated", "recognition_held { input: 'home' }", "",
     "recognition: 'home' state: REQUIREMENT_STATE_UNMET "
     "reason { code: CODE_RECOGNITION arguments: 'not-stated' }"},
    {"RecognitionNotHeld", "recognition_held { input: 'home' }", HELD("status: STATUS_NOT_HELD"),
     "recognition: 'home' state: REQUIREMENT_STATE_UNMET "
     "reason { code: CODE_RECOGNITION arguments: 'not-held' }"},
    {"RecognitionInProcess", "recognition_held { input: 'home' }",
     HELD("status: STATUS_IN_PROCESS"),
     "recognition: 'home' state: REQUIREMENT_STATE_UNMET "
     "reason { code: CODE_RECOGNITION arguments: 'in-process' }"},
    {"RecognitionInProcessCounts", "recognition_held { input: 'home' in_process_counts: true }",
     HELD("status: STATUS_IN_PROCESS"), "recognition: 'home' state: REQUIREMENT_STATE_MET"},
    {"RecognitionExpired", "recognition_held { input: 'home' }",
     HELD("status: STATUS_HELD level: 'one' last_date: '2026-06-29'"),
     "recognition: 'home' state: REQUIREMENT_STATE_UNMET "
     "reason { code: CODE_RECOGNITION arguments: 'not-valid' }"},
    {"RecognitionOnItsLastDay", "recognition_held { input: 'home' }",
     HELD("status: STATUS_HELD level: 'one' last_date: '2026-06-30'"),
     "recognition: 'home' state: REQUIREMENT_STATE_MET"},
};

#undef HELD

std::string RowName(const ::testing::TestParamInfo<Row>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Threshold, RequirementTest, ::testing::ValuesIn(kThresholds), RowName);
INSTANTIATE_TEST_SUITE_P(Floor, RequirementTest, ::testing::ValuesIn(kFloors), RowName);
INSTANTIATE_TEST_SUITE_P(Credits, RequirementTest, ::testing::ValuesIn(kCredits), RowName);
INSTANTIATE_TEST_SUITE_P(Recognition, RequirementTest, ::testing::ValuesIn(kRecognitions), RowName);

TEST(RequirementRulesTest, EveryRuleIsTested) {
  std::string tested;
  for (const Row& row : kThresholds) absl::StrAppend(&tested, row.requirement);
  for (const Row& row : kFloors) absl::StrAppend(&tested, row.requirement);
  for (const Row& row : kCredits) absl::StrAppend(&tested, row.requirement);
  for (const Row& row : kRecognitions) absl::StrAppend(&tested, row.requirement);
  absl::StrAppend(&tested, "all_of any_of at_least");  // in KleeneTest below
  const auto* const rules = v1::Requirement::descriptor()->FindOneofByName("rule");
  for (int i = 0; i < rules->field_count(); ++i) {
    EXPECT_THAT(tested, ::testing::HasSubstr(rules->field(i)->name()));
  }
}

// Parts that are met (M), unmet (U) or cannot be told (C), as requirements on the same answers.
std::string Part(char state) {
  switch (state) {
    case 'M':
      return "parts { criterion_at_least { criterion: 'stairs' stage: 'low' } } ";
    case 'U':
      return "parts { criterion_at_least { criterion: 'stairs' stage: 'high' } } ";
    default:
      return "parts { rollup_at_least { rollup: 'strict' value: '0' } } ";
  }
}

TEST(KleeneTest, PartsCombine) {
  const struct {
    const char* parts;
    const char* rule;  // "all_of", "any_of" or how many of them
    v1::RequirementState state;
  } kRows[] = {
      {"MM", "all_of", v1::REQUIREMENT_STATE_MET},
      {"MC", "all_of", v1::REQUIREMENT_STATE_CANNOT_BE_TOLD},
      {"CU", "all_of", v1::REQUIREMENT_STATE_UNMET},
      {"MU", "all_of", v1::REQUIREMENT_STATE_UNMET},
      {"C", "all_of", v1::REQUIREMENT_STATE_CANNOT_BE_TOLD},
      {"UU", "any_of", v1::REQUIREMENT_STATE_UNMET},
      {"UC", "any_of", v1::REQUIREMENT_STATE_CANNOT_BE_TOLD},
      {"CM", "any_of", v1::REQUIREMENT_STATE_MET},
      {"UM", "any_of", v1::REQUIREMENT_STATE_MET},
      {"MMU", "2", v1::REQUIREMENT_STATE_MET},
      {"MCU", "2", v1::REQUIREMENT_STATE_CANNOT_BE_TOLD},
      {"CCU", "2", v1::REQUIREMENT_STATE_CANNOT_BE_TOLD},
      {"MUU", "2", v1::REQUIREMENT_STATE_UNMET},
      {"CUU", "2", v1::REQUIREMENT_STATE_UNMET},
      {"CMM", "2", v1::REQUIREMENT_STATE_MET},
  };
  for (const auto& row : kRows) {
    const bool counted = absl::ascii_isdigit(static_cast<unsigned char>(row.rule[0]));
    std::string requirement =
        counted ? absl::StrCat("at_least { count: ", row.rule, " ") : absl::StrCat(row.rule, " { ");
    for (const char* part = row.parts; *part != 0; ++part) {
      absl::StrAppend(&requirement, Part(*part));
    }
    const auto rubric = RubricWith(absl::StrCat(requirement, "}"));
    ASSERT_NE(rubric, nullptr);
    const v1::Scorecard scorecard = ScoreText(*rubric, RATING_UNKNOWN STAIRS_MIDDLE);
    EXPECT_EQ(scorecard.ladders(0).levels(0).state(), row.state) << row.rule << " " << row.parts;
    const v1::Scorecard brief = ScoreText(*rubric, RATING_UNKNOWN STAIRS_MIDDLE, false);
    EXPECT_EQ(brief.ladders(0).levels(0).state(), row.state) << row.rule << " " << row.parts;
  }
}

TEST(KleeneTest, PartsSayHowManyAreNeeded) {
  const auto rubric = RubricWith(absl::StrCat("all_of { parts { any_of { ", Part('M'), Part('U'),
                                              " } } parts { title: 'two' at_least { count: 2 ",
                                              Part('M'), Part('U'), Part('M'), " } } }"));
  ASSERT_NE(rubric, nullptr);
  const v1::Scorecard scorecard = ScoreText(*rubric, STAIRS_MIDDLE);
  const v1::RequirementResult& all = scorecard.ladders(0).levels(0).requirement();
  EXPECT_EQ(all.parts_needed(), 2);
  EXPECT_EQ(all.parts(0).parts_needed(), 1);
  EXPECT_EQ(all.parts(1).parts_needed(), 2);
  EXPECT_EQ(all.parts(1).title(), "two");
  EXPECT_EQ(all.parts(1).parts_size(), 3);
}

}  // namespace
}  // namespace continuum::scoring
