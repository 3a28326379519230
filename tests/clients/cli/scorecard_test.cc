// SPDX-License-Identifier: Apache-2.0
//
// Scorecards, explanations, next levels and histories as people read them, from messages made by
// hand; and that small counts leave none of them.
#include "clients/cli/render/scorecard.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/answers_csv.h"
#include "clients/cli/console.h"
#include "clients/cli/render/history.h"
#include "clients/cli/render/inputs.h"
#include "clients/cli/render/measured.h"
#include "clients/cli/render/next_level.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "clients/cli/small_counts.h"
#include "scoring/check_rubric.h"
#include "scoring/compiled_rubric.h"
#include "scoring/masking.h"
#include "scoring/parse_rubric.h"
#include "scoring/score.h"
#include "tests/clients/cli/sample_rubric.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::NumbersRubric;
using ::continuum::testing::SampleRubric;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

template <typename M>
M Parse(const std::string& text) {
  M message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

// A console that keeps what is written.
struct TestConsole {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err, {.width = 120, .unicode = false}};
};

// The text with every run of white space as one space.
std::string Squeezed(std::string text) {
  absl::RemoveExtraAsciiWhitespace(&text);
  return text;
}

std::string Printed(const v1::Scorecard& card, bool explain) {
  TestConsole test;
  PrintScorecard(test.console, {}, card, RubricGuide(NumbersRubric()), explain);
  return Squeezed(test.out.str());
}

constexpr char kCard[] = R"pb(
  context { as_of_date: "2026-06-30" }
  inputs { input: "panel" number: "250" }
  inputs { input: "begun" date: "2024-01-01" }
  inputs {
    input: "setting"
    options { options: "hospital" }
  }
  inputs {
    input: "serves"
    options { options: "adults" options: "youth" }
  }
  inputs {
    input: "pcmh"
    recognition { status: STATUS_HELD level: "two" last_date: "2026-12-31" }
  }
  inputs { input: "staff" }
  inputs { input: "load" }
  criteria {
    criterion: "wait"
    state: ANSWER_STATE_NOT_APPLICABLE
    not_asked: true
    highest: "1"
    reasons { code: CODE_NOT_ASKED }
  }
  criteria {
    criterion: "caseload"
    state: ANSWER_STATE_ABSENT
    reasons { code: CODE_INPUT_LACKING arguments: "load" }
  }
  criteria {
    criterion: "bp"
    state: ANSWER_STATE_VALUE
    value: "0"
    highest: "1"
    measured { numerator: "66" denominator: 120 rate: "11/20" }
    measured { segment: "smi" numerator: "18" denominator: 30 rate: "3/5" }
    measured { segment: "others" numerator: "48" denominator: 90 rate: "8/15" }
    next_step { criterion: "bp" from: "0" to: "1" gain: "1" at_least: "7/10" }
  }
  criteria {
    criterion: "stays"
    state: ANSWER_STATE_VALUE
    value: "60"
    highest: "1000"
    measured { numerator: "30" denominator: 500 rate: "60" }
  }
  criteria {
    criterion: "explore"
    state: ANSWER_STATE_VALUE
    value: "1/2"
    highest: "1"
    done: 1
    possible: 2
    phase: PHASE_STATE_OPEN
    first_date: "2025-11-29"
    last_date: "2025-11-29"
    next_step { criterion: "explore" from: "1/2" to: "1" gain: "1/2" milestones: "visit" }
  }
  criteria {
    criterion: "install"
    state: ANSWER_STATE_ABSENT
    reasons { code: CODE_UNCONFIRMED }
  }
  rollups {
    rollup: "days"
    state: ROLLUP_STATE_VALUE
    value: "213"
    display: "213 days"
    censored_date: "2026-06-30"
    reason { code: CODE_CENSORED arguments: "2026-06-30" }
  }
  rollups {
    rollup: "mean"
    state: ROLLUP_STATE_VALUE
    value: "30"
    display: "30"
    terms { criterion: "stays" use: USE_COUNTED value: "60" }
    terms { criterion: "bp" use: USE_COUNTED value: "0" }
  }
  rollups {
    rollup: "speed"
    state: ROLLUP_STATE_VALUE
    value: "0"
    display: "0 points"
    reason { code: CODE_CASE arguments: "otherwise" }
  }
  ladders {
    ladder: "l"
    level: "one"
    levels {
      level: "one"
      reached: true
      state: REQUIREMENT_STATE_MET
      requirement { recognition: "pcmh" state: REQUIREMENT_STATE_MET }
      annual_state: REQUIREMENT_STATE_UNMET
      annual_requirement {
        criterion: "bp"
        state: REQUIREMENT_STATE_UNMET
        needed: "1"
        found: "0"
        margin: "-1"
      }
    }
  }
)pb";

TEST(ScorecardTest, TheSampleIsARubricThatCanBeUsed) {
  std::string text;
  ASSERT_TRUE(google::protobuf::TextFormat::PrintToString(NumbersRubric(), &text));
  for (const v1::RubricProblem& problem : scoring::CheckRubric(scoring::ParseRubric(text))) {
    EXPECT_NE(problem.severity(), v1::RubricProblem::SEVERITY_ERROR) << problem.message();
  }
}

// As the command does it: a table of answers is read, scored and masked.
TEST(ScorecardTest, ATableOfNumbersIsScoredAndMasked) {
  const auto rubric = scoring::CompileRubric(NumbersRubric());
  ASSERT_TRUE(rubric.ok()) << rubric.status();
  const AnswersCsv csv = ReadAnswersCsv(
      "criterion,item,answer,numerator,denominator\n"
      "panel,,250\nstaff,,8\nsetting,,clinic\nwait,,7\n"
      "bp,smi,,33,40\nbp,others,,50,60\nstays,,,4,250\nexplore,visit,2026-01-01\n",
      NumbersRubric());
  ASSERT_TRUE(csv.problems.empty());
  v1::ScoringContext context;
  context.set_as_of_date("2026-06-30");
  auto card = scoring::Score(**rubric, csv.answers, context, {.explain = true});
  ASSERT_TRUE(card.ok()) << card.status();
  EXPECT_THAT(Printed(*card, true), HasSubstr("33 of 40"));
  scoring::MaskSmallCounts(NumbersRubric(), &*card);
  EXPECT_THAT(Printed(*card, true),
              AllOf(HasSubstr("Waiting: 7 days, worth 0.5 of 1"),
                    HasSubstr("Caseload: 31.25 people for each"),
                    HasSubstr("everyone: 83 of 100, 83% (95 % interval 74.5% to 89.1%)"),
                    HasSubstr("180 days so far, counted to 2026-06-30"),
                    HasSubstr("Exploring: open, 2026-01-01"), Not(HasSubstr("33 of")),
                    Not(HasSubstr("50 of")), Not(HasSubstr("4 of 250")), Not(HasSubstr("16 per"))));
}

TEST(ScorecardTest, SaysWhatIsStated) {
  EXPECT_THAT(
      Printed(Parse<v1::Scorecard>(kCard), false),
      AllOf(HasSubstr("What the program states Panel size 250 people"),
            HasSubstr("Integration date 2024-01-01"), HasSubstr("Setting led by a hospital"),
            HasSubstr("Whom it serves adults and young people"),
            HasSubstr("Medical home held at Level 2, until 2026-12-31"),
            HasSubstr("Staff not stated"), HasSubstr("Load cannot be computed")));
}

TEST(ScorecardTest, ChosenOptionsAreTellableApart) {
  auto rubric = NumbersRubric();
  for (v1::Input& input : *rubric.mutable_inputs()) {
    if (input.id() != "serves") continue;
    input.mutable_choice()->mutable_options(0)->set_text("Adults: 18 years, or more.");
    input.mutable_choice()->mutable_options(1)->set_text("Young people.");
  }
  auto result = Parse<v1::InputResult>("input: 'serves' options { options: 'adults' }");
  const RubricGuide guide(rubric);
  EXPECT_EQ(InputText(result, guide), "Adults: 18 years, or more");
  result.mutable_options()->add_options("youth");
  EXPECT_EQ(InputText(result, guide), "Adults: 18 years, or more; Young people");
}

TEST(ScorecardTest, SaysWhatWasCountedWithItsInterval) {
  EXPECT_THAT(Printed(Parse<v1::Scorecard>(kCard), false),
              AllOf(HasSubstr("Blood pressure everyone 66 of 120 55% 46.1% to 63.6%"),
                    HasSubstr("people with serious mental illness 18 of 30 60% 42.3% to 75.4%"),
                    HasSubstr("others 48 of 90 about 53.33%"),
                    // A rate of events is no proportion.
                    HasSubstr("Hospital stays all 30 of 500 60 per 1000 The interval says")));
}

TEST(ScorecardTest, SaysWherePhasesStandAndWhatIsNotAsked) {
  EXPECT_THAT(Printed(Parse<v1::Scorecard>(kCard), false),
              AllOf(HasSubstr("open, 2025-11-29 1 of 2"), HasSubstr("Waiting not asked"),
                    HasSubstr("Not asked, because of what is answered before Waiting"),
                    Not(HasSubstr("Not applicable Waiting")),
                    HasSubstr("213 days so far, counted to 2026-06-30"),
                    HasSubstr("Installing: The answer was proposed from elsewhere"),
                    HasSubstr("What annual reporting has to keep true for Level 1: not met"),
                    HasSubstr("not met - Blood pressure: 0, at least 1 needed")));
}

TEST(ScorecardTest, ExplainsNewForms) {
  EXPECT_THAT(
      Printed(Parse<v1::Scorecard>(kCard), true),
      AllOf(HasSubstr("Worth - below 70%: 0; at least 70%: 1."),
            HasSubstr("everyone: 66 of 120, 55% (95 % interval 46.1% to 63.6%)"),
            HasSubstr("it is asked only when Setting is \"led by mental health\""),
            HasSubstr("Bring the rate of people with serious mental illness to at least 70%."),
            HasSubstr("Another program is visited."),
            HasSubstr("None of its cases is so; this is what it is otherwise."),
            HasSubstr("met - Medical home: accepted, as needed"),
            HasSubstr("What annual reporting has to keep true (not met):")));
}

std::string PrintedSample(const std::string& card, bool explain) {
  TestConsole test;
  PrintScorecard(test.console, {}, Parse<v1::Scorecard>(card), RubricGuide(SampleRubric()),
                 explain);
  return Squeezed(test.out.str());
}

// The titles of the numbers under "Result".
std::string ResultOf(const v1::RubricDefinition& rubric, const std::string& card) {
  TestConsole test;
  PrintScorecard(test.console, {}, Parse<v1::Scorecard>(card), RubricGuide(rubric), false);
  const std::string printed = test.out.str();
  return Squeezed(printed.substr(0, printed.find("Profile")));
}

TEST(ScorecardTest, HeadlineNumbersOfDomainsStandInTheResultToo) {
  constexpr char kPoints[] =
      "rollups { rollup: 'points' state: ROLLUP_STATE_VALUE value: '1' display: '1.0 points' }";
  auto rubric = SampleRubric();
  rubric.clear_index_rollup();
  rubric.mutable_domains(0)->set_rollup("points");
  EXPECT_THAT(ResultOf(rubric, kPoints), HasSubstr("Points 1.0 points"));  // a level looks at it
  rubric.clear_ladders();
  EXPECT_THAT(ResultOf(rubric, kPoints), Not(HasSubstr("Points")));
  // It sums up several chapters, and nothing stands for the whole.
  rubric.mutable_domains(0)->add_domains()->set_title("A part");
  EXPECT_THAT(ResultOf(rubric, kPoints), HasSubstr("Points 1.0 points"));
  // A band that the profile does not show, since it is not of one domain alone.
  rubric.mutable_domains(0)->clear_domains();
  rubric.mutable_rollups(0)->add_terms()->set_domain("ground");
  rubric.add_band_sets()->set_rollup("points");
  EXPECT_THAT(ResultOf(rubric, kPoints), HasSubstr("Points 1.0 points"));
}

TEST(ScorecardTest, WhatLacksProofIsNotListedAsUnanswered) {
  const std::string printed =
      PrintedSample(R"pb(
                      criteria {
                        criterion: "training"
                        state: ANSWER_STATE_ABSENT
                        option: "3"
                        reasons { code: CODE_PROOF_LACKING arguments: "evidence" }
                      }
                      criteria {
                        criterion: "policy"
                        state: ANSWER_STATE_ABSENT
                        reasons { code: CODE_UNANSWERED }
                      }
                    )pb",
                    false);
  EXPECT_THAT(printed, AllOf(HasSubstr("Fully, but without evidence"),
                             HasSubstr("Training: The answer lacks evidence"),
                             HasSubstr("not counted as done Policy\n")));
}

TEST(ScorecardTest, InsufficientDataIsListedAndNotRaisedToTheLowestOption) {
  const std::string printed =
      PrintedSample(R"pb(
                      criteria {
                        criterion: "training"
                        state: ANSWER_STATE_INSUFFICIENT_DATA
                        reasons { code: CODE_INSUFFICIENT_DATA }
                        next_step { criterion: "training" to: "0" option: "1" }
                      }
                    )pb",
                    true);
  EXPECT_THAT(printed, AllOf(HasSubstr("not enough information to tell Training"),
                             Not(HasSubstr("What would raise it"))));
}

TEST(ScorecardTest, DaysAreExplainedByDates) {
  auto card = Parse<v1::Scorecard>(kCard);
  ASSERT_EQ(card.rollups(0).rollup(), "days");
  *card.mutable_rollups(0)->add_terms() =
      Parse<v1::TermResult>("criterion: 'explore' use: USE_COUNTED value: '1/2'");
  *card.mutable_rollups(0)->add_terms() =
      Parse<v1::TermResult>("criterion: 'install' use: USE_COUNTED value: '0'");
  EXPECT_THAT(Printed(card, true), HasSubstr("COMPUTED FROM DATES USE Exploring 2025-11-29 counted "
                                             "Installing no date counted"));
}

TEST(ScorecardTest, OnlyWeightsThatThereAreHaveAColumn) {
  auto card = Parse<v1::Scorecard>(kCard);
  ASSERT_EQ(card.rollups(1).rollup(), "mean");
  EXPECT_THAT(Printed(card, true), Not(HasSubstr("WEIGHT")));
  card.mutable_rollups(1)->mutable_terms(0)->set_weight("2");
  EXPECT_THAT(Printed(card, true), HasSubstr("WEIGHT VALUE USE Hospital stays 2 60 counted"));
}

TEST(ScorecardTest, ACaseThatTakesNothingIsToldWithItsCondition) {
  auto card = Parse<v1::Scorecard>(R"pb(
    rollups {
      rollup: "speed"
      state: ROLLUP_STATE_NO_VALUE
      reason { code: CODE_CASE arguments: "2" }
      terms { rollup: "furthest" use: USE_LEFT }
    }
  )pb");
  EXPECT_THAT(Printed(card, true),
              AllOf(HasSubstr("Speed: It has no value: it is the same as Furthest phase"),
                    HasSubstr("This case is so: When Blood pressure is at least 1"),
                    HasSubstr("Furthest phase left out")));
}

TEST(ScorecardTest, TheTableForProgramsHasAllOfIt) {
  const std::string csv =
      ScorecardTable(Parse<v1::Scorecard>(kCard), RubricGuide(NumbersRubric())).ToCsv();
  for (const char* row :
       {"input,panel,Panel size,value,250,250 people\n", "input,staff,Staff,no value,,not stated\n",
        "criterion,wait,Waiting,not asked,,not asked\n",
        "measured,bp,everyone,counted,11/20,\"66 of 120, 55% (95 % interval 46.1% to 63.6%)\"\n",
        "measured,bp/smi,people with serious mental illness,counted,3/5,",
        "rollup,days,Duration,value,213,\"213 days so far, counted to 2026-06-30\"\n",
        "annual,l/one,Level 1,not met,,\n"}) {
    EXPECT_THAT(csv, HasSubstr(row));
  }
}

// 7 of 30, 93 of 500 and so on: every number that must not be seen has two digits of its own.
v1::Scorecard SmallCard() {
  auto card = Parse<v1::Scorecard>(R"pb(
    digests { answers: "5e6f7a" }
    criteria {
      criterion: "bp"
      state: ANSWER_STATE_VALUE
      value: "0"
      highest: "1"
      measured { numerator: "44" denominator: 8123 rate: "44/8123" }
      measured { segment: "smi" numerator: "7" denominator: 5061 rate: "7/5061" }
      measured { segment: "others" numerator: "37" denominator: 3062 rate: "37/3062" }
    }
    criteria {
      criterion: "stays"
      state: ANSWER_STATE_VALUE
      value: "9000/4049"
      highest: "1000"
      measured { numerator: "9" denominator: 4049 rate: "9000/4049" }
    }
    rollups {
      rollup: "mean"
      state: ROLLUP_STATE_VALUE
      value: "4500/4049"
      display: "1.1113"
      terms { criterion: "stays" use: USE_COUNTED value: "9000/4049" }
      terms { criterion: "bp" use: USE_COUNTED value: "0" }
    }
    ladders {
      ladder: "l"
      levels {
        level: "one"
        state: REQUIREMENT_STATE_UNMET
        requirement {
          rollup: "mean"
          state: REQUIREMENT_STATE_UNMET
          at_most: true
          needed: "1"
          found: "4500/4049"
          margin: "-451/4049"
        }
      }
    })pb");
  return card;
}

const std::vector<const char*>& Secrets() {
  static const auto* const kSecrets = new std::vector<const char*>(
      {"5061", "3062", "4049", "7 of", "9 of", "2.22", "1.11", "0.14", "1.21", "451"});
  return *kSecrets;
}

void ExpectNoSecret(const std::string& output) {
  for (const char* secret : Secrets()) EXPECT_THAT(output, Not(HasSubstr(secret)));
  EXPECT_THAT(output, HasSubstr("withheld"));
}

TEST(SmallCountsTest, LeaveNoOutputUnlessAskedFor) {
  const RubricGuide guide(NumbersRubric());
  TestConsole test;
  Session session(test.console);
  v1::Scorecard card = SmallCard();
  EXPECT_THAT(Printed(card, true),
              AllOf(HasSubstr("5061"), HasSubstr("4049"), HasSubstr("answers 5e6f7a")));
  GuardSmallCounts(session, guide.definition(), &card);
  EXPECT_EQ(test.err.str(), "");
  ExpectNoSecret(Printed(card, false));
  ExpectNoSecret(Printed(card, true));
  EXPECT_THAT(Printed(card, true), HasSubstr("Hospital stays withheld counted"));
  EXPECT_THAT(Printed(card, true), HasSubstr("answers withheld, as small counts are"));
  ExpectNoSecret(ScorecardTable(card, guide).ToCsv());
  session.EmitJson(card);
  EXPECT_THAT(test.out.str(), HasSubstr("\"masked\": true"));
  for (const char* secret : Secrets()) EXPECT_THAT(test.out.str(), Not(HasSubstr(secret)));
  // Everyone's counts are not small, and stay.
  EXPECT_THAT(Printed(card, false), HasSubstr("44 of 8123"));
}

TEST(SmallCountsTest, AreShownWithAWarningWhereAskedFor) {
  TestConsole test;
  Session session(test.console);
  session.show_small_counts = true;
  v1::Scorecard card = SmallCard();
  GuardSmallCounts(session, NumbersRubric(), &card);
  EXPECT_THAT(Printed(card, true), HasSubstr("7 of 5061"));
  EXPECT_THAT(test.err.str(), HasSubstr("Do not pass this output on."));
}

TEST(SmallCountsTest, AnswersAreWrittenWithAWarning) {
  TestConsole test;
  Session session(test.console);
  auto answers = Parse<v1::AnswerSet>(R"pb(
    answers {
      criterion: "bp"
      measure { counts { numerator: "44" denominator: 90 } }
    })pb");
  WarnOfSmallCounts(session, answers);
  EXPECT_EQ(test.err.str(), "");
  answers.mutable_answers(0)->mutable_measure()->mutable_counts(0)->set_numerator("4");
  WarnOfSmallCounts(session, answers);
  EXPECT_THAT(test.err.str(), HasSubstr("do not pass them on"));
}

TEST(SmallCountsTest, DoNotComeBackThroughTheNextLevel) {
  const RubricGuide guide(NumbersRubric());
  v1::Scorecard card = SmallCard();
  scoring::MaskSmallCounts(guide.definition(), &card);
  auto next = Parse<v1::NextLevel>(R"pb(
    ladder: "l"
    target: "one"
    gaps {
      level: "one"
      gap {
        requirement {
          rollup: "mean"
          state: REQUIREMENT_STATE_UNMET
          at_most: true
          needed: "1"
          found: "4500/4049"
          margin: "-451/4049"
        }
        steps { criterion: "bp" from: "0" to: "1" gain: "1/2" at_least: "7/10" }
      }
    })pb");
  scoring::MaskNextLevel(card, &next);
  TestConsole test;
  PrintNextLevel(test.console, next, guide);
  ExpectNoSecret(test.out.str());
  EXPECT_THAT(test.out.str(), HasSubstr("Bring the rate of people with serious mental illness"));
  ExpectNoSecret(NextLevelTable(next, guide).ToCsv());
}

TEST(SmallCountsTest, DoNotComeBackThroughHistory) {
  v1::RubricDefinition rubric = NumbersRubric();
  rubric.set_index_rollup("mean");
  const RubricGuide guide(rubric);
  v1::GetFidelityHistoryResponse history;
  for (int year = 2024; year <= 2025; ++year) {
    v1::FidelityPoint& point = *history.add_points();
    point.set_period_end(absl::StrCat(year, "-12-31"));
    point.set_comparison(year == 2024 ? v1::FidelityPoint::COMPARISON_FIRST
                                      : v1::FidelityPoint::COMPARISON_COMPARED);
    *point.mutable_criteria() = SmallCard().criteria();
    *point.mutable_rollups() = SmallCard().rollups();
  }
  // In the second year there are enough stays.
  v1::FidelityPoint& last = *history.mutable_points(1);
  v1::MeasuredSegment& stays = *last.mutable_criteria(1)->mutable_measured(0);
  stays.set_numerator("45");
  stays.set_rate("45");
  stays.set_denominator(1000);
  last.mutable_criteria(1)->set_value("45");
  last.mutable_rollups(0)->set_value("22.5");
  last.mutable_rollups(0)->set_display("22.5");
  v1::RollupChange& change = *last.add_changes();
  change.set_rollup("mean");
  change.set_change("173205/8098");
  change.set_display("+21.3887");
  change.set_trend(v1::RollupChange::TREND_WORSE);

  scoring::MaskFidelityPoint(rubric, nullptr, history.mutable_points(0));
  scoring::MaskFidelityPoint(rubric, &history.points(0), &last);
  TestConsole test;
  PrintHistory(test.console, {}, history, guide);
  ExpectNoSecret(test.out.str());
  EXPECT_THAT(test.out.str(), AllOf(HasSubstr("22.5"), HasSubstr("worse"), Not(HasSubstr("21.3"))));
  const std::string csv = HistoryTable(history, guide).ToCsv();
  for (const char* secret : Secrets()) EXPECT_THAT(csv, Not(HasSubstr(secret)));
  EXPECT_THAT(csv, Not(HasSubstr("173205")));
}

}  // namespace
}  // namespace continuum::cli
