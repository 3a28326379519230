// SPDX-License-Identifier: Apache-2.0
//
// Quantities and measures: what numbers and counts are worth.

#include "scoring/forms/measures.h"

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
using ::testing::IsEmpty;

constexpr char kRising[] = R"pb(
  worth {
    below: "0"
    cut_points { at_least: "10" value: "1" }
    cut_points { above: "20" value: "2.5" }
    cut_points { at_least: "30" value: "2.5" }
    cut_points { at_least: "40" value: "4" }
  }
)pb";

constexpr char kFalling[] = R"pb(
  worth {
    below: "5"
    cut_points { at_least: "20" value: "4" }
    cut_points { above: "40" value: "1" }
  }
)pb";

std::vector<std::string> ProblemsOf(const CompiledRubric& rubric, absl::string_view answers) {
  std::vector<std::string> reasons;
  for (const v1::AnswerProblem& problem : CheckAnswers(rubric, Parse<v1::AnswerSet>(answers))) {
    reasons.push_back(absl::StrCat(problem.reason(), " ", problem.field()));
  }
  return reasons;
}

v1::CriterionResult QuantityOf(absl::string_view quantity, absl::string_view number) {
  const auto rubric =
      Compile(RubricText(absl::StrCat("criteria { id: 'q' quantity { ", quantity, " } }")));
  if (rubric == nullptr) return v1::CriterionResult();
  return ScoreText(*rubric,
                   absl::StrCat("answers { criterion: 'q' quantity { number: '", number, "' } }"))
      .criteria(0);
}

TEST(QuantityTest, ANumberIsWorthWhatTheHighestRangeSaysThatItReaches) {
  const auto worth = [](absl::string_view number) { return QuantityOf(kRising, number).value(); };
  EXPECT_EQ(worth("-3"), "0");
  EXPECT_EQ(worth("9.99"), "0");
  EXPECT_EQ(worth("10"), "1");
  EXPECT_EQ(worth("20"), "1");
  EXPECT_EQ(worth("20.001"), "5/2");
  EXPECT_EQ(worth("39"), "5/2");
  EXPECT_EQ(worth("40"), "4");
  EXPECT_EQ(QuantityOf(kRising, "20.5").number(), "41/2");
}

TEST(QuantityTest, ValuesMayFall) {
  EXPECT_EQ(QuantityOf(kFalling, "19").value(), "5");
  EXPECT_EQ(QuantityOf(kFalling, "40").value(), "4");
  EXPECT_EQ(QuantityOf(kFalling, "41").value(), "1");
  EXPECT_EQ(QuantityOf(kFalling, "41").highest(), "5");
}

TEST(QuantityTest, WithoutCutPointsTheValueIsTheNumberWithinItsEnds) {
  constexpr char kItself[] = "worth { lowest: '-1' highest: '7/2' }";
  EXPECT_EQ(QuantityOf(kItself, "-5").value(), "-1");
  EXPECT_EQ(QuantityOf(kItself, "-5").number(), "-5");
  EXPECT_EQ(QuantityOf(kItself, "1.25").value(), "5/4");
  EXPECT_EQ(QuantityOf(kItself, "4").value(), "7/2");
  EXPECT_FALSE(QuantityOf(kItself, "1").has_next_step());
}

TEST(QuantityTest, TheNextStepSaysWhatTheNumberHasToBe) {
  EXPECT_EQ(QuantityOf(kRising, "3").next_step().at_least(), "10");
  EXPECT_EQ(QuantityOf(kRising, "10").next_step().above(), "20");
  EXPECT_EQ(QuantityOf(kRising, "25").next_step().at_least(), "40");
  EXPECT_FALSE(QuantityOf(kRising, "40").has_next_step());
  EXPECT_EQ(QuantityOf(kFalling, "50").next_step().at_most(), "40");
  EXPECT_EQ(QuantityOf(kFalling, "20").next_step().below(), "20");
  EXPECT_EQ(QuantityOf(kFalling, "20").next_step().gain(), "1");
  EXPECT_FALSE(QuantityOf(kFalling, "1").has_next_step());
}

TEST(QuantityTest, MayLookAtAnInput) {
  const auto rubric = Compile(RubricText(
      absl::StrCat("criteria { id: 'q' quantity { input: 'days' ", kFalling, " } }"), R"pb(
        inputs {
          id: "opened"
          date {}
        }
        inputs {
          id: "closed"
          date {}
        }
        inputs {
          id: "days"
          derived { operator: OPERATOR_DAYS_BETWEEN inputs: "opened" inputs: "closed" }
        })pb"));
  ASSERT_NE(rubric, nullptr);
  const v1::CriterionResult looked = ScoreText(*rubric, R"pb(answers {
                                                               criterion: "opened"
                                                               input { date: "2026-01-01" }
                                                             }
                                                             answers {
                                                               criterion: "closed"
                                                               input { date: "2026-01-21" }
                                                             })pb")
                                         .criteria(0);
  EXPECT_EQ(looked.number(), "20");
  EXPECT_EQ(looked.value(), "4");
  const v1::CriterionResult lacking = ScoreText(*rubric, "").criteria(0);
  EXPECT_EQ(lacking.state(), v1::ANSWER_STATE_ABSENT);
  EXPECT_EQ(lacking.reasons(0).code(), v1::Reason::CODE_INPUT_LACKING);
  EXPECT_THAT(lacking.reasons(0).arguments(), ElementsAre("days"));
  EXPECT_THAT(ProblemsOf(*rubric, "answers { criterion: 'q' quantity { number: '1' } }"),
              ElementsAre("WRONG_FORM answers[0].quantity"));
}

TEST(QuantityTest, BadNumbersAreRefused) {
  const auto rubric = Compile(
      RubricText(absl::StrCat("criteria { id: 'q' quantity { whole: true ", kRising, " } }")));
  ASSERT_NE(rubric, nullptr);
  EXPECT_THAT(ProblemsOf(*rubric, "answers { criterion: 'q' quantity { number: 'ten' } }"),
              ElementsAre("INVALID_NUMBER answers[0].quantity.number"));
  EXPECT_THAT(ProblemsOf(*rubric, "answers { criterion: 'q' quantity {} }"),
              ElementsAre("REQUIRED answers[0].quantity.number"));
  EXPECT_THAT(ProblemsOf(*rubric, "answers { criterion: 'q' quantity { number: '1.5' } }"),
              ElementsAre("INVALID_NUMBER answers[0].quantity.number"));
}

// --- measures
// -------------------------------------------------------------------------------------

std::string MeasureText(absl::string_view more) {
  return RubricText(absl::StrCat(R"pb(
                                   criteria { id: "m"
                                              measure { minimum_denominator: 30
                                                        segments { id: "smi" }
                                                        segments { id: "others" }
                                 )pb",
                                 more, " } }"));
}

constexpr char kProportion[] = R"pb(
  kind: KIND_PROPORTION
  worth {
    below: "0"
    cut_points { at_least: "0.7" value: "1" }
    cut_points { at_least: "0.8" value: "2" }
  }
)pb";

std::string Counts(absl::string_view segment, absl::string_view numerator, int denominator) {
  return absl::StrCat("counts { segment: '", segment, "' numerator: '", numerator,
                      "' denominator: ", denominator, " } ");
}

std::string Answer(absl::string_view counts) {
  return absl::StrCat("answers { criterion: 'm' measure { ", counts, " } }");
}

v1::CriterionResult MeasureOf(absl::string_view measure, absl::string_view counts) {
  const auto rubric = Compile(MeasureText(measure));
  if (rubric == nullptr) return v1::CriterionResult();
  return ScoreText(*rubric, Answer(counts)).criteria(0);
}

TEST(MeasureTest, TheExactRateIsWorthWhatItsRangeSays) {
  EXPECT_EQ(MeasureOf(kProportion, Counts("", "69", 100)).value(), "0");
  EXPECT_EQ(MeasureOf(kProportion, Counts("", "70", 100)).value(), "1");
  EXPECT_EQ(MeasureOf(kProportion, Counts("", "799", 1000)).value(), "1");
  const v1::CriterionResult best = MeasureOf(kProportion, Counts("", "36", 45));
  EXPECT_EQ(best.value(), "2");
  EXPECT_EQ(best.measured(0).rate(), "4/5");
  EXPECT_EQ(best.measured(0).numerator(), "36");
  EXPECT_EQ(best.measured(0).denominator(), 45);
}

TEST(MeasureTest, ASmallDenominatorIsInsufficientData) {
  const v1::CriterionResult small = MeasureOf(kProportion, Counts("", "29", 29));
  EXPECT_EQ(small.state(), v1::ANSWER_STATE_INSUFFICIENT_DATA);
  EXPECT_EQ(small.value(), "");
  EXPECT_EQ(small.measured(0).rate(), "");
  EXPECT_EQ(small.reasons(0).code(), v1::Reason::CODE_SMALL_DENOMINATOR);
  EXPECT_THAT(small.reasons(0).arguments(), ElementsAre("29", "30"));
  EXPECT_FALSE(small.has_next_step());
  EXPECT_EQ(MeasureOf(kProportion, Counts("", "30", 30)).value(), "2");
  EXPECT_EQ(MeasureOf(kProportion, Counts("", "0", 0)).state(), v1::ANSWER_STATE_INSUFFICIENT_DATA);
}

TEST(MeasureTest, SegmentsThatPartitionAddUpToEveryone) {
  const std::string partition = absl::StrCat(kProportion, "segments_partition: true");
  const v1::CriterionResult both =
      MeasureOf(partition, absl::StrCat(Counts("others", "30", 40), Counts("smi", "12", 20)));
  ASSERT_EQ(both.measured_size(), 3);
  EXPECT_EQ(both.measured(0).segment(), "");
  EXPECT_EQ(both.measured(0).numerator(), "42");
  EXPECT_EQ(both.measured(0).denominator(), 60);
  EXPECT_EQ(both.measured(0).rate(), "7/10");
  EXPECT_EQ(both.measured(1).segment(), "smi");
  EXPECT_EQ(both.measured(1).rate(), "");
  EXPECT_EQ(both.measured(2).rate(), "3/4");
  EXPECT_EQ(both.value(), "1");
  // One segment alone says nothing of everyone.
  const v1::CriterionResult one = MeasureOf(partition, Counts("smi", "12", 20));
  EXPECT_EQ(one.state(), v1::ANSWER_STATE_ABSENT);
  EXPECT_EQ(one.reasons(0).code(), v1::Reason::CODE_COUNTS_LACKING);
}

TEST(MeasureTest, IsScoredByTheSegmentThatItNames) {
  const std::string scored = absl::StrCat(kProportion, "scored_segment: 'smi'");
  const std::string counts = absl::StrCat(Counts("", "100", 100), Counts("smi", "21", 30));
  EXPECT_EQ(MeasureOf(scored, counts).value(), "1");
  const v1::CriterionResult lacking = MeasureOf(scored, Counts("", "100", 100));
  EXPECT_EQ(lacking.state(), v1::ANSWER_STATE_ABSENT);
  EXPECT_THAT(lacking.reasons(0).arguments(), ElementsAre("smi"));
}

TEST(MeasureTest, RatesAndMeansMayExceedOne) {
  const v1::CriterionResult rate = MeasureOf(
      "kind: KIND_RATE per: '1000' worth { lowest: '0' highest: '5000' less_is_better: true }",
      Counts("", "90", 60));
  EXPECT_EQ(rate.measured(0).rate(), "1500");
  EXPECT_EQ(rate.value(), "1500");
  const v1::CriterionResult mean =
      MeasureOf("kind: KIND_MEAN worth { below: '3' cut_points { at_least: '7' value: '1' } }",
                Counts("", "245.5", 40));
  EXPECT_EQ(mean.measured(0).rate(), "491/80");
  EXPECT_EQ(mean.value(), "3");
}

TEST(MeasureTest, BadCountsAreRefusedByFieldAndReason) {
  const auto rubric = Compile(MeasureText(absl::StrCat(kProportion, "segments_partition: true")));
  ASSERT_NE(rubric, nullptr);
  const auto problems = [&](absl::string_view counts) {
    return ProblemsOf(*rubric, Answer(counts));
  };
  EXPECT_THAT(problems(Counts("", "31", 30)),
              ElementsAre("OUT_OF_RANGE answers[0].measure.counts[0].numerator"));
  EXPECT_THAT(problems(Counts("", "-1", 30)),
              ElementsAre("OUT_OF_RANGE answers[0].measure.counts[0].numerator"));
  EXPECT_THAT(problems(Counts("", "1/2", 30)),
              ElementsAre("OUT_OF_RANGE answers[0].measure.counts[0].numerator"));
  EXPECT_THAT(problems(Counts("", "some", 30)),
              ElementsAre("INVALID_NUMBER answers[0].measure.counts[0].numerator"));
  EXPECT_THAT(problems(Counts("", "0", -1)),
              ElementsAre("OUT_OF_RANGE answers[0].measure.counts[0].denominator"));
  EXPECT_THAT(problems(Counts("elders", "1", 30)),
              ElementsAre("UNKNOWN_SEGMENT answers[0].measure.counts[0].segment"));
  EXPECT_THAT(problems(absl::StrCat(Counts("smi", "1", 30), Counts("smi", "1", 30))),
              ElementsAre("DUPLICATE_SEGMENT answers[0].measure.counts[1].segment"));
  EXPECT_THAT(problems(absl::StrCat(Counts("smi", "1", 30), Counts("others", "1", 30),
                                    Counts("", "2", 61))),
              ElementsAre("COUNTS_DISAGREE answers[0].measure.counts"));
  EXPECT_THAT(problems(absl::StrCat(Counts("smi", "1", 30), Counts("others", "1", 30),
                                    Counts("", "2", 60))),
              IsEmpty());
  EXPECT_THAT(problems(absl::StrCat(Counts("smi", "3", 30), Counts("", "2", 60))),
              ElementsAre("COUNTS_DISAGREE answers[0].measure.counts"));
  EXPECT_THAT(problems(absl::StrCat(Counts("smi", "2", 61), Counts("", "2", 60))),
              ElementsAre("COUNTS_DISAGREE answers[0].measure.counts"));
  EXPECT_THAT(problems(absl::StrCat(Counts("smi", "2", 60), Counts("", "2", 60))), IsEmpty());
  EXPECT_THAT(problems("counts { denominator: 30 }"),
              ElementsAre("REQUIRED answers[0].measure.counts[0].numerator"));
  EXPECT_THAT(problems(""), ElementsAre("REQUIRED answers[0].measure.counts"));
}

}  // namespace
}  // namespace continuum::scoring
