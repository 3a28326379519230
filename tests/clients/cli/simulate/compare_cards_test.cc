// SPDX-License-Identifier: Apache-2.0

#include "clients/cli/simulate/compare_cards.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "scoring/limits.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::google::protobuf::TextFormat;
using ::testing::ElementsAre;

template <typename M>
M Parse(const std::string& text) {
  M message;
  EXPECT_TRUE(TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

constexpr char kRubric[] = R"pb(
  id: "r"
  index_rollup: "points"
  rollups { id: "points" title: "Points" }
  band_sets {
    id: "b"
    title: "Bands"
    bands { id: "low" title: "Low" }
    bands { id: "high" title: "High" }
  }
  ladders {
    id: "l"
    title: "Ladder"
    levels { id: "1" title: "Level 1" }
    levels { id: "2" title: "Level 2" }
  }
)pb";

// A scorecard with this number, band and level; empty for none.
v1::Scorecard Card(const std::string& points, const std::string& band, const std::string& level) {
  v1::Scorecard card;
  v1::RollupResult& rollup = *card.add_rollups();
  rollup.set_rollup("points");
  rollup.set_state(points.empty() ? v1::ROLLUP_STATE_BLOCKED : v1::ROLLUP_STATE_VALUE);
  rollup.set_value(points);
  rollup.set_display(points);
  v1::BandResult& range = *card.add_bands();
  range.set_band_set("b");
  range.set_band(band);
  v1::LadderResult& ladder = *card.add_ladders();
  ladder.set_ladder("l");
  ladder.set_level(level);
  return card;
}

std::vector<std::string> Lines(const std::vector<ComparedResult>& results) {
  std::vector<std::string> lines;
  for (const ComparedResult& result : results) {
    lines.push_back(absl::StrCat(result.title, ": ", result.before, " -> ", result.after, ": ",
                                 ShiftWords(result.kind, result.shift)));
  }
  return lines;
}

std::vector<std::string> Compared(const v1::Scorecard& before, const v1::Scorecard& after,
                                  const std::string& draft = kRubric) {
  return Lines(CompareCards(before, RubricGuide(Parse<v1::RubricDefinition>(kRubric)), after,
                            RubricGuide(Parse<v1::RubricDefinition>(draft)),
                            SmallCounts::kWithheld));
}

TEST(CompareCardsTest, SaysWhereEachResultGoes) {
  EXPECT_THAT(Compared(Card("7/2", "low", ""), Card("10", "high", "2")),
              ElementsAre("Points: 7/2 -> 10: more", "Bands: Low -> High: a higher band",
                          "Ladder: no level -> Level 2: gains"));
  EXPECT_THAT(Compared(Card("10", "high", "2"), Card("9", "low", "1")),
              ElementsAre("Points: 10 -> 9: less", "Bands: High -> Low: a lower band",
                          "Ladder: Level 2 -> Level 1: loses"));
  EXPECT_THAT(Compared(Card("10", "low", "1"), Card("10", "low", "1")),
              ElementsAre("Points: 10 -> 10: the same", "Bands: Low -> Low: the same",
                          "Ladder: Level 1 -> Level 1: the same"));
}

TEST(CompareCardsTest, WhatIsMissingCannotBeCompared) {
  EXPECT_THAT(Compared(Card("", "", ""), Card("1", "low", "")),
              ElementsAre("Points: no value -> 1: cannot be compared",
                          "Bands: no band -> Low: cannot be compared",
                          "Ladder: no level -> no level: the same"));
  EXPECT_THAT(
      Compared(Card("", "", ""), Card("", "", "")),
      ElementsAre("Points: no value -> no value: the same", "Bands: no band -> no band: the same",
                  "Ladder: no level -> no level: the same"));
  // A level that the draft does not have is neither above nor below.
  EXPECT_THAT(Compared(Card("1", "low", "2"), Card("1", "low", "1"),
                       absl::StrReplaceAll(kRubric, {{"levels { id: \"2\" title: \"Level 2\" }",
                                                      "levels { id: \"3\" title: \"Gold\" }"}})),
              ElementsAre("Points: 1 -> 1: the same", "Bands: Low -> Low: the same",
                          "Ladder: Level 2 -> Level 1: cannot be compared"));
  // Nor are results that only one of them has.
  EXPECT_THAT(Compared(Card("1", "low", "1"), v1::Scorecard()), ElementsAre());
}

TEST(CompareCardsTest, OfSmallCountsOnlyTheDirectionIsTold) {
  const auto compared = [](const std::string& before, const std::string& after,
                           SmallCounts small_counts) {
    const RubricGuide guide(Parse<v1::RubricDefinition>(R"pb(
      domains {
        id: "d"
        criteria {
          id: "stays"
          measure { worth { highest: "1000" } }
        }
      }
      rollups {
        id: "mean"
        title: "Mean"
        terms { criterion: "stays" }
      }
    )pb"));
    const auto card = [](const std::string& numerator) {
      return Parse<v1::Scorecard>(absl::StrReplaceAll(
          R"pb(
            criteria {
              criterion: "stays"
              state: ANSWER_STATE_VALUE
              value: "COUNT/40"
              measured { numerator: "COUNT" denominator: 40 rate: "COUNT/40" }
            }
            rollups {
              rollup: "mean"
              state: ROLLUP_STATE_VALUE
              value: "COUNT/40"
              display: "COUNT/40"
            }
          )pb",
          {{"COUNT", numerator}}));
    };
    return Lines(CompareCards(card(before), guide, card(after), guide, small_counts));
  };
  EXPECT_THAT(compared("3", "7", SmallCounts::kShown), ElementsAre("Mean: 3/40 -> 7/40: more"));
  EXPECT_THAT(compared("3", "7", SmallCounts::kWithheld),
              ElementsAre("Mean: withheld (small counts) -> withheld (small counts): more"));
  // From the one and the direction the other would be nearly known.
  EXPECT_THAT(compared("11", "3", SmallCounts::kWithheld),
              ElementsAre("Mean: withheld (small counts) -> withheld (small counts): less"));
  EXPECT_THAT(compared("11", "13", SmallCounts::kWithheld),
              ElementsAre("Mean: 11/40 -> 13/40: more"));
}

TEST(FittingAnswersTest, LeavesOutWhatTheDraftDoesNotTake) {
  const auto rubric = scoring::CompileRubric(Parse<v1::RubricDefinition>(testing::ReadFile(
      CONTINUUM_SOURCE_DIR "/rubrics/dacts-state-variant/1.0.0/rubric.textproto")));
  ASSERT_TRUE(rubric.ok()) << rubric.status();
  std::vector<std::string> left_out;
  const v1::AnswerSet fitting = FittingAnswers(Parse<v1::AnswerSet>(R"pb(
                                                 answers {
                                                   criterion: "h8-nurse"
                                                   rating { option: "5" }
                                                 }
                                                 answers {
                                                   criterion: "s10-consumers-on-team"
                                                   rating { option: "5" }
                                                 }
                                                 answers {
                                                   criterion: "h1-small-caseload"
                                                   rating { option: "9" }
                                                 }
                                                 answers {
                                                   criterion: "h7-psychiatrist"
                                                   rating { option: "4" }
                                                 }
                                                 source: ANSWER_SOURCE_PROGRAM_CONSENSUS
                                               )pb"),
                                               **rubric, &left_out);
  EXPECT_THAT(left_out, ElementsAre("s10-consumers-on-team", "h1-small-caseload"));
  ASSERT_EQ(fitting.answers_size(), 2);
  EXPECT_EQ(fitting.answers(1).criterion(), "h7-psychiatrist");
  EXPECT_EQ(fitting.source(), v1::ANSWER_SOURCE_PROGRAM_CONSENSUS);
}

TEST(FittingAnswersTest, LeavesOutMoreThanIsToldAtOneTime) {
  const auto rubric = scoring::CompileRubric(Parse<v1::RubricDefinition>(testing::ReadFile(
      CONTINUUM_SOURCE_DIR "/rubrics/dacts-state-variant/1.0.0/rubric.textproto")));
  ASSERT_TRUE(rubric.ok()) << rubric.status();
  v1::AnswerSet answers;
  const int many = static_cast<int>(scoring::kMaxAnswerProblems) + 1;
  for (int i = 0; i < many; ++i) {
    v1::Answer& answer = *answers.add_answers();
    answer.set_criterion(absl::StrCat("unknown-", i));
    answer.mutable_rating()->set_option("1");
  }
  std::vector<std::string> left_out;
  EXPECT_TRUE(FittingAnswers(answers, **rubric, &left_out).answers().empty());
  EXPECT_EQ(static_cast<int>(left_out.size()), many);
}

}  // namespace
}  // namespace continuum::cli
