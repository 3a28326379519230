// SPDX-License-Identifier: Apache-2.0

#include "scoring/check_answers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "scoring/answer_reader.h"
#include "scoring/limits.h"
#include "scoring/score.h"
#include "tests/scoring/rubrics.h"
#include "tests/testing/status_matchers.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kCriteria[] = R"pb(
  criteria {
    id: "stairs"
    allows_not_applicable: true
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
    id: "factors"
    allows_insufficient_data: true
    factors {
      factors { id: "x" }
      factors { id: "y" }
      rows { at_least: 1 value: "1" }
    }
  }
  criteria {
    id: "rating"
    rating {
      options { id: "1" value: "1" }
      options { id: "2" value: "2" }
    }
  }
  criteria {
    id: "credit"
    credit { core: true }
  }
  criteria {
    id: "yes"
    yes_no {}
  }
)pb";

const CompiledRubric& Rubric() {
  static const auto* const kRubric =
      new std::shared_ptr<const CompiledRubric>(Compile(RubricText(kCriteria)));
  return **kRubric;
}

// "field REASON" of each problem.
std::vector<std::string> ProblemsOf(const v1::AnswerSet& answers) {
  std::vector<std::string> problems;
  for (const v1::AnswerProblem& problem : CheckAnswers(Rubric(), answers)) {
    EXPECT_FALSE(problem.message().empty());
    problems.push_back(absl::StrCat(problem.field(), " ", problem.reason()));
  }
  return problems;
}

TEST(CheckAnswersTest, GoodAnswersHaveNoProblems) {
  EXPECT_THAT(ProblemsOf(Parse<v1::AnswerSet>(R"pb(
                source: ANSWER_SOURCE_REVIEWER
                answers {
                  criterion: "stairs"
                  staircase {
                    activities {
                      activity: "m"
                      stage: "middle"
                      state: STATE_DONE
                      since: "2024-02"
                      extent: EXTENT_PILOT
                      adaptation { what: "w" why: "y" }
                    }
                    activities { activity: "a" state: STATE_NOT_DONE }
                  }
                  comment: "c"
                  evidence { reference: "r" description: "d" }
                }
                answers {
                  criterion: "factors"
                  insufficient_data {}
                }
                answers {
                  criterion: "rating"
                  rating { option: "2" }
                }
                answers {
                  criterion: "credit"
                  credit {}
                }
                answers { criterion: "yes" })pb")),
              IsEmpty());
}

TEST(CheckAnswersTest, NoAnswersHaveNoProblems) { EXPECT_THAT(ProblemsOf({}), IsEmpty()); }

struct Row {
  const char* answers;
  std::vector<std::string> problems;
};

TEST(CheckAnswersTest, EveryProblemHasItsFieldAndReason) {
  const Row kRows[] = {
      {R"(source: 77)", {"source UNKNOWN_VALUE"}},
      {R"(answers { comment: "x" })", {"answers[0].criterion REQUIRED"}},
      {R"(answers { criterion: "none" yes_no {} })", {"answers[0].criterion UNKNOWN_CRITERION"}},
      {R"(answers { criterion: "yes" yes_no {} } answers { criterion: "yes" })",
       {"answers[1].criterion DUPLICATE_CRITERION"}},
      // The form.
      {R"(answers { criterion: "stairs" yes_no {} })", {"answers[0].yes_no WRONG_FORM"}},
      {R"(answers { criterion: "yes" staircase {} })", {"answers[0].staircase WRONG_FORM"}},
      {R"(answers { criterion: "yes" credit {} })", {"answers[0].credit WRONG_FORM"}},
      {R"(answers { criterion: "yes" rating { option: "1" } })", {"answers[0].rating WRONG_FORM"}},
      {R"(answers { criterion: "yes" factors {} })", {"answers[0].factors WRONG_FORM"}},
      {R"(answers { criterion: "rating" yes_no {} })", {"answers[0].yes_no WRONG_FORM"}},
      {R"(answers { criterion: "credit" yes_no {} })", {"answers[0].yes_no WRONG_FORM"}},
      {R"(answers { criterion: "factors" yes_no {} })", {"answers[0].yes_no WRONG_FORM"}},
      // Not applicable and insufficient data.
      {R"(answers { criterion: "yes" not_applicable { justification: "x" } })",
       {"answers[0].not_applicable NOT_APPLICABLE_NOT_ALLOWED"}},
      {R"(answers { criterion: "stairs" not_applicable { justification: " \n" } })",
       {"answers[0].not_applicable.justification REQUIRED"}},
      {R"(answers { criterion: "stairs" insufficient_data {} })",
       {"answers[0].insufficient_data INSUFFICIENT_DATA_NOT_ALLOWED"}},
      // Staircases.
      {R"(answers { criterion: "stairs" staircase { claimed_stage: "top" } })",
       {"answers[0].staircase.claimed_stage UNKNOWN_STAGE"}},
      {R"(answers { criterion: "stairs" staircase { claimed_stage: "low"
            activities { activity: "a" state: STATE_DONE } } })",
       {"answers[0].staircase.claimed_stage STAGE_AND_ACTIVITIES"}},
      {R"(answers { criterion: "stairs" staircase { activities { activity: "z" state: STATE_DONE }
            activities { activity: "a" } } })",
       {"answers[0].staircase.activities[0].activity UNKNOWN_ACTIVITY",
        "answers[0].staircase.activities[1].state UNKNOWN_VALUE"}},
      {R"(answers { criterion: "stairs" staircase {
            activities { activity: "a" state: STATE_DONE stage: "high" } } })",
       {"answers[0].staircase.activities[0].stage WRONG_STAGE"}},
      {R"(answers { criterion: "stairs" staircase {
            activities { activity: "a" state: STATE_DONE }
            activities { activity: "a" state: STATE_NOT_DONE } } })",
       {"answers[0].staircase.activities[1].activity DUPLICATE_ACTIVITY"}},
      {R"(answers { criterion: "stairs" staircase {
            activities { activity: "a" state: 9 extent: 9 since: "2024-13" } } })",
       {"answers[0].staircase.activities[0].state UNKNOWN_VALUE",
        "answers[0].staircase.activities[0].extent UNKNOWN_VALUE",
        "answers[0].staircase.activities[0].since INVALID_MONTH"}},
      {R"(answers { criterion: "stairs" staircase {
            activities { activity: "a" state: STATE_DONE adaptation {} } } })",
       {"answers[0].staircase.activities[0].adaptation.what REQUIRED",
        "answers[0].staircase.activities[0].adaptation.why REQUIRED"}},
      // Factors and ratings.
      {R"(answers { criterion: "factors" factors { met: "x" met: "z" met: "x" } })",
       {"answers[0].factors.met[1] UNKNOWN_FACTOR", "answers[0].factors.met[2] DUPLICATE_FACTOR"}},
      {R"(answers { criterion: "rating" rating { option: "9" } })",
       {"answers[0].rating.option UNKNOWN_OPTION"}},
      {R"(answers { criterion: "rating" rating {} })", {"answers[0].rating.option UNKNOWN_OPTION"}},
      // Remarks.
      {R"(answers { criterion: "yes" evidence { description: "d" } })",
       {"answers[0].evidence[0].reference REQUIRED"}},
      // All of them, in order.
      {R"(answers { criterion: "none" } answers { criterion: "rating" yes_no {} }
          answers { criterion: "also none" })",
       {"answers[0].criterion UNKNOWN_CRITERION", "answers[1].yes_no WRONG_FORM",
        "answers[2].criterion UNKNOWN_CRITERION"}},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(ProblemsOf(Parse<v1::AnswerSet>(row.answers)), row.problems) << row.answers;
  }
}

// Each text field at its limit and one byte over it.
TEST(CheckAnswersTest, TextsHaveLimits) {
  struct Field {
    std::string name;
    std::size_t limit;
    void (*set)(const std::string& text, v1::Answer* answer);
  };
  const Field kFields[] = {
      {"comment", kMaxCommentBytes,
       [](const std::string& text, v1::Answer* answer) { answer->set_comment(text); }},
      {"evidence[0].reference", kMaxReferenceBytes,
       [](const std::string& text, v1::Answer* answer) {
         answer->add_evidence()->set_reference(text);
       }},
      {"evidence[0].description", kMaxJustificationBytes,
       [](const std::string& text, v1::Answer* answer) {
         answer->add_evidence()->set_reference("r");
         answer->mutable_evidence(0)->set_description(text);
       }},
      {"not_applicable.justification", kMaxJustificationBytes,
       [](const std::string& text, v1::Answer* answer) {
         answer->mutable_not_applicable()->set_justification(text);
       }},
      {"insufficient_data.explanation", kMaxJustificationBytes,
       [](const std::string& text, v1::Answer* answer) {
         answer->set_criterion("factors");
         answer->mutable_insufficient_data()->set_explanation(text);
       }},
      {"staircase.activities[0].adaptation.what", kMaxJustificationBytes,
       [](const std::string& text, v1::Answer* answer) {
         v1::ActivityAnswer& activity = *answer->mutable_staircase()->add_activities();
         activity.set_activity("a");
         activity.set_state(v1::ActivityAnswer::STATE_DONE);
         activity.mutable_adaptation()->set_what(text);
         activity.mutable_adaptation()->set_why("because");
       }},
      {"staircase.activities[0].adaptation.why", kMaxJustificationBytes,
       [](const std::string& text, v1::Answer* answer) {
         v1::ActivityAnswer& activity = *answer->mutable_staircase()->add_activities();
         activity.set_activity("a");
         activity.set_state(v1::ActivityAnswer::STATE_DONE);
         activity.mutable_adaptation()->set_what("so");
         activity.mutable_adaptation()->set_why(text);
       }},
  };
  for (const Field& field : kFields) {
    v1::AnswerSet at_limit;
    at_limit.add_answers()->set_criterion("stairs");
    v1::AnswerSet over = at_limit;
    field.set(std::string(field.limit, 'x'), at_limit.mutable_answers(0));
    field.set(std::string(field.limit + 1, 'x'), over.mutable_answers(0));
    EXPECT_THAT(ProblemsOf(at_limit), IsEmpty()) << field.name;
    EXPECT_THAT(ProblemsOf(over),
                ElementsAre(absl::StrCat("answers[0].", field.name, " TOO_LONG")));
  }
}

TEST(CheckAnswersTest, EvidenceHasALimit) {
  v1::AnswerSet answers;
  answers.add_answers()->set_criterion("yes");
  for (int i = 0; i < kMaxEvidence; ++i) {
    answers.mutable_answers(0)->add_evidence()->set_reference("r");
  }
  EXPECT_THAT(ProblemsOf(answers), IsEmpty());
  answers.mutable_answers(0)->add_evidence()->set_reference("r");
  EXPECT_THAT(ProblemsOf(answers), ElementsAre("answers[0].evidence TOO_MANY"));
}

TEST(CheckAnswersTest, ReportsNoMoreProblemsThanTheLimit) {
  v1::AnswerSet answers;
  for (std::size_t i = 0; i < kMaxAnswerProblems + 5; ++i) {
    answers.add_answers()->set_criterion(absl::StrCat("none-", i));
  }
  EXPECT_EQ(ProblemsOf(answers).size(), kMaxAnswerProblems);
}

TEST(CheckAnswersTest, MessagesNameTheFieldTheValueAndWhatWasWanted) {
  const struct {
    const char* answers;
    const char* message;
  } kRows[] = {
      {R"(answers { criterion: "yes" rating { option: "1" } })",
       R"("yes" takes yes or no (yes_no), not rating.)"},
      {R"(answers { criterion: "stairs" staircase {
            activities { activity: "a" stage: "high" state: STATE_DONE } } })",
       R"(Activity "a" of "stairs" is in stage "low", not in "high".)"},
      {R"(answers { criterion: "stairs" staircase {
            activities { activity: "a" since: "May 2024" state: STATE_DONE } } })",
       R"("May 2024" is not a month; write it as YYYY-MM.)"},
      {R"(answers { criterion: "yes" insufficient_data {} })",
       R"("yes" does not take "insufficient data"; it takes yes or no (yes_no), or no answer.)"},
  };
  for (const auto& row : kRows) {
    const auto problems = CheckAnswers(Rubric(), Parse<v1::AnswerSet>(row.answers));
    ASSERT_EQ(problems.size(), 1u) << row.answers;
    EXPECT_EQ(problems[0].message(), row.message);
  }
}

TEST(CheckAnswersTest, AnswersWithProblemsAreNotScored) {
  EXPECT_THAT(
      Score(Rubric(), Parse<v1::AnswerSet>(R"pb(answers { criterion: "none" })pb"), AsOf(), {}),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("answers[0].criterion")));
}

TEST(CheckAnswersTest, TheAsOfDateMustBeADay) {
  for (const char* day : {"", "2026-06", "2026-02-30", "30.06.2026", "2026-06-30 "}) {
    EXPECT_THAT(Score(Rubric(), {}, AsOf(day), {}),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("as_of_date")))
        << day;
  }
}

}  // namespace
}  // namespace continuum::scoring
