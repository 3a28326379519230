// SPDX-License-Identifier: Apache-2.0
//
// Milestones: what is done when, how far phases are, and what rollups make of them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/check_answers.h"
#include "tests/scoring/rubrics.h"

namespace continuum::scoring {
namespace {

using ::testing::ElementsAre;

// Phases of the stages low (1), middle (2.5) and high (4), with two activities each.
std::string Phases() {
  std::string criteria;
  for (const absl::string_view stage : {"low", "middle", "high"}) {
    absl::StrAppend(&criteria, "criteria { id: '", stage,
                    "' milestones { continuum: 'stages' ceased_input: 'ceased' stage: '", stage,
                    "' milestones { id: 'a' } milestones { id: 'b' } } }");
  }
  return criteria;
}

constexpr char kMore[] = R"pb(
  inputs {
    id: "ceased"
    date {}
  }
  rollups {
    id: "stage"
    operator: OPERATOR_FURTHEST_STAGE
    terms { domain: "d" }
  }
  rollups {
    id: "share"
    operator: OPERATOR_POOLED_PROPORTION
    terms { domain: "d" }
  }
  rollups {
    id: "days"
    operator: OPERATOR_DURATION_DAYS
    terms { domain: "d" }
  }
  rollups {
    id: "days-of-middle"
    operator: OPERATOR_DURATION_DAYS
    terms { criterion: "middle" }
  }
)pb";

v1::Scorecard Scored(absl::string_view answers) {
  static const auto* const rubric = new std::shared_ptr(Compile(RubricText(Phases(), kMore)));
  return ScoreText(**rubric, answers);
}

// Dates of the activities "a" and "b" of a phase; none where empty.
std::string Dates(absl::string_view phase, absl::string_view a, absl::string_view b = "") {
  std::string text = absl::StrCat("answers { criterion: '", phase, "' milestones { ");
  if (!a.empty()) absl::StrAppend(&text, "milestones { milestone: 'a' date: '", a, "' } ");
  if (!b.empty()) absl::StrAppend(&text, "milestones { milestone: 'b' date: '", b, "' } ");
  return absl::StrCat(text, "} } ");
}

std::string Ceased(absl::string_view day) {
  return absl::StrCat("answers { criterion: 'ceased' input { date: '", day, "' } } ");
}

std::vector<v1::PhaseState> PhasesOf(const v1::Scorecard& scorecard) {
  std::vector<v1::PhaseState> phases;
  for (const v1::CriterionResult& result : scorecard.criteria()) phases.push_back(result.phase());
  return phases;
}

TEST(MilestonesTest, TheValueIsTheShareDone) {
  const v1::Scorecard scorecard =
      Scored(absl::StrCat(Dates("low", "2026-01-10", "2026-01-05"),
                          Dates("middle", "", "2026-02-01"), Dates("high", "")));
  EXPECT_EQ(scorecard.criteria(0).value(), "1");
  EXPECT_EQ(scorecard.criteria(0).first_date(), "2026-01-05");
  EXPECT_EQ(scorecard.criteria(0).last_date(), "2026-01-10");
  EXPECT_EQ(scorecard.criteria(1).value(), "1/2");
  EXPECT_EQ(scorecard.criteria(1).done(), 1);
  EXPECT_EQ(scorecard.criteria(1).possible(), 2);
  EXPECT_EQ(scorecard.criteria(2).value(), "0");
  EXPECT_EQ(scorecard.criteria(2).first_date(), "");
  EXPECT_EQ(scorecard.rollups(0).value(), "5/2");
  EXPECT_EQ(scorecard.rollups(1).value(), "1/2");
  EXPECT_THAT(scorecard.criteria(1).next_step().milestones(), ElementsAre("a"));
}

TEST(MilestonesTest, PhasesAreOpenCompleteLeftSkippedAndCeased) {
  EXPECT_THAT(
      PhasesOf(
          Scored(absl::StrCat(Dates("low", ""), Dates("middle", "2026-02-01"), Dates("high", "")))),
      ElementsAre(v1::PHASE_STATE_SKIPPED, v1::PHASE_STATE_OPEN, v1::PHASE_STATE_NOT_BEGUN));
  EXPECT_THAT(
      PhasesOf(Scored(
          absl::StrCat(Dates("low", "2026-01-01"), Dates("middle", "2026-02-01", "2026-02-02")))),
      ElementsAre(v1::PHASE_STATE_LEFT, v1::PHASE_STATE_COMPLETE, v1::PHASE_STATE_UNSPECIFIED));
  EXPECT_THAT(
      PhasesOf(Scored(absl::StrCat(Dates("low", "2026-01-01"), Dates("middle", "2026-02-01"),
                                   Dates("high", ""), Ceased("2026-03-01")))),
      ElementsAre(v1::PHASE_STATE_LEFT, v1::PHASE_STATE_CEASED, v1::PHASE_STATE_NOT_BEGUN));
}

TEST(MilestonesTest, WhatIsDatedTooLateDoesNotCount) {
  const v1::Scorecard future =
      Scored(absl::StrCat(Dates("low", "2026-06-30", "2026-07-01"), Ceased("2026-07-01")));
  EXPECT_EQ(future.criteria(0).done(), 1);
  EXPECT_EQ(future.criteria(0).phase(), v1::PHASE_STATE_OPEN);
  EXPECT_EQ(future.criteria(0).reasons(0).code(), v1::Reason::CODE_DATE_NOT_COUNTED);
  EXPECT_THAT(future.criteria(0).reasons(0).arguments(), ElementsAre("b", "2026-07-01"));
  const v1::Scorecard ceased =
      Scored(absl::StrCat(Dates("low", "2026-03-01", "2026-03-02"), Ceased("2026-03-01")));
  EXPECT_EQ(ceased.criteria(0).done(), 1);
  EXPECT_EQ(ceased.criteria(0).phase(), v1::PHASE_STATE_CEASED);
}

TEST(DurationTest, RunsFromTheFirstDateToTheLast) {
  const v1::Scorecard scorecard = Scored(absl::StrCat(Dates("low", "2024-02-01", "2024-03-01"),
                                                      Dates("middle", "2024-01-01", "2024-02-28"),
                                                      Dates("high", "2024-03-31", "2024-03-30")));
  EXPECT_EQ(scorecard.rollups(2).value(), "90");
  EXPECT_EQ(scorecard.rollups(2).censored_date(), "");
  EXPECT_EQ(scorecard.rollups(3).value(), "58");
}

TEST(DurationTest, IsCountedToTheAsOfDateWhileAPhaseIsOpen) {
  const v1::Scorecard scorecard =
      Scored(absl::StrCat(Dates("low", "2026-06-01", "2026-06-02"), Dates("middle", "2026-06-10")));
  EXPECT_EQ(scorecard.rollups(2).value(), "29");
  EXPECT_EQ(scorecard.rollups(2).censored_date(), "2026-06-30");
  EXPECT_EQ(scorecard.rollups(2).reason().code(), v1::Reason::CODE_CENSORED);
  EXPECT_EQ(scorecard.rollups(3).value(), "20");
}

TEST(DurationTest, IsCountedToTheDayOnWhichTheProgramCeased) {
  const v1::Scorecard scorecard =
      Scored(absl::StrCat(Dates("middle", "2026-06-10"), Ceased("2026-06-15")));
  EXPECT_EQ(scorecard.rollups(3).value(), "5");
  EXPECT_EQ(scorecard.rollups(3).censored_date(), "2026-06-15");
}

TEST(DurationTest, ALeftPhaseEndsWithItsLastDate) {
  const v1::Scorecard scorecard = Scored(
      absl::StrCat(Dates("middle", "2026-02-01"), Dates("high", "2026-03-01", "2026-03-02")));
  EXPECT_EQ(scorecard.rollups(3).value(), "0");
  EXPECT_EQ(scorecard.rollups(3).censored_date(), "");
}

TEST(DurationTest, NothingDatedHasNoDuration) {
  const v1::RollupResult days = Scored(Dates("low", "")).rollups(2);
  EXPECT_EQ(days.state(), v1::ROLLUP_STATE_NO_VALUE);
  EXPECT_EQ(days.reason().code(), v1::Reason::CODE_NOTHING_POSSIBLE);
}

TEST(MilestonesTest, BadDatesAreRefused) {
  const auto rubric = Compile(RubricText(Phases(), kMore));
  ASSERT_NE(rubric, nullptr);
  const auto problems = [&](absl::string_view milestones) {
    std::vector<std::string> reasons;
    for (const v1::AnswerProblem& problem : CheckAnswers(
             *rubric, Parse<v1::AnswerSet>(absl::StrCat("answers { criterion: 'low' milestones { ",
                                                        milestones, " } }")))) {
      reasons.push_back(absl::StrCat(problem.reason(), " ", problem.field()));
    }
    return reasons;
  };
  EXPECT_THAT(problems("milestones { milestone: 'z' date: '2026-01-01' }"),
              ElementsAre("UNKNOWN_MILESTONE answers[0].milestones.milestones[0].milestone"));
  EXPECT_THAT(problems("milestones { milestone: 'a' date: '2026-13-01' }"),
              ElementsAre("INVALID_DAY answers[0].milestones.milestones[0].date"));
  EXPECT_THAT(problems("milestones { milestone: 'a' date: '2026-01-01' } "
                       "milestones { milestone: 'a' date: '2026-01-02' }"),
              ElementsAre("DUPLICATE_MILESTONE answers[0].milestones.milestones[1].milestone"));
}

TEST(FurthestStageTest, StaircasesCountTheStageWhereTheyStand) {
  const auto rubric = Compile(RubricText(R"pb(
                                           criteria {
                                             id: "s"
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
                                         )pb",
                                         R"pb(
                                           rollups {
                                             id: "stage"
                                             operator: OPERATOR_FURTHEST_STAGE
                                             terms { domain: "d" }
                                           })pb"));
  ASSERT_NE(rubric, nullptr);
  EXPECT_EQ(ScoreText(*rubric, "answers { criterion: 's' staircase { claimed_stage: 'middle' } }")
                .rollups(0)
                .value(),
            "5/2");
  EXPECT_EQ(ScoreText(*rubric, "answers { criterion: 's' staircase {} }").rollups(0).value(), "0");
}

}  // namespace
}  // namespace continuum::scoring
