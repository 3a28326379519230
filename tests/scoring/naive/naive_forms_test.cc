// SPDX-License-Identifier: Apache-2.0
//
// Examples of quantities, measures and milestones worked by hand, from the comments of the protos
// alone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scoring/naive/examples.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::naive {
namespace {

using testing::EqualsProto;

TEST(NaiveQuantities, AreWorthWhatTheCutPointsSay) {
  const std::string rubric = R"pb(domains {
                                    id: "d"
                                    criteria {
                                      id: "q"
                                      quantity {
                                        worth {
                                          below: "4"
                                          cut_points { at_least: "5" value: "3" }
                                          cut_points { above: "5" value: "1/2" }
                                        }
                                      }
                                    }
                                    criteria {
                                      id: "clamped"
                                      quantity { worth { lowest: "-1" highest: "10" } }
                                    }
                                  })pb";
  const auto score = [&rubric](const std::string& number) {
    const std::string form = " quantity { number: '" + number + "' } }";
    return ScoreTexts(rubric,
                      "answers { criterion: 'q'" + form + "answers { criterion: 'clamped'" + form);
  };
  EXPECT_THAT(score("4.9").criteria(0),
              EqualsProto("criterion: 'q' state: ANSWER_STATE_VALUE value: '4' number: '49/10'"));
  EXPECT_EQ(score("5").criteria(0).value(), "3");
  EXPECT_EQ(score("5.01").criteria(0).value(), "1/2");
  EXPECT_EQ(score("5.01").criteria(1).value(), "501/100");
  EXPECT_EQ(score("-3").criteria(1).value(), "-1");
  EXPECT_EQ(score("11").criteria(1).value(), "10");
}

TEST(NaiveQuantities, LookAtInputs) {
  const std::string rubric = std::string(kInputs) + R"pb(
    domains {
      id: "d"
      criteria {
        id: "q"
        quantity {
          input: "load"
          worth {
            below: "0"
            cut_points { at_least: "2" value: "1" }
          }
        }
      }
    }
  )pb";
  const std::string people = NumberAnswer("people", "5");
  EXPECT_THAT(ScoreTexts(rubric, people + NumberAnswer("staff", "2")).criteria(0),
              EqualsProto("criterion: 'q' state: ANSWER_STATE_VALUE value: '1' number: '5/2'"));
  EXPECT_THAT(ScoreTexts(rubric, people + NumberAnswer("staff", "0")).criteria(0),
              EqualsProto("criterion: 'q' state: ANSWER_STATE_ABSENT"));
}

v1::CriterionResult ScoreMeasure(const std::string& more, const std::string& counts) {
  return ScoreTexts(
             "domains { id: 'd' criteria { id: 'm' measure { minimum_denominator: 5"
             "  segments { id: 'smi' } segments { id: 'rest' }"
             "  worth { lowest: '0' highest: '1000' }" +
                 more + "} } }",
             "answers { criterion: 'm' measure {" + counts + "} }")
      .criteria(0);
}

TEST(NaiveMeasures, SumOverSegmentsThatPartition) {
  EXPECT_THAT(ScoreMeasure("kind: KIND_RATE per: '100' segments_partition: true",
                           "counts { segment: 'rest' numerator: '9' denominator: 4 }"
                           "counts { segment: 'smi' numerator: '3' denominator: 6 }"),
              EqualsProto("criterion: 'm' state: ANSWER_STATE_VALUE value: '120'"
                          "measured { numerator: '12' denominator: 10 rate: '120' }"
                          "measured { segment: 'smi' numerator: '3' denominator: 6 rate: '50' }"
                          "measured { segment: 'rest' numerator: '9' denominator: 4 }"));
}

TEST(NaiveMeasures, AreAbsentWithoutTheScoredCounts) {
  const std::string one = "counts { segment: 'smi' numerator: '3' denominator: 6 }";
  const std::string absent =
      "criterion: 'm' state: ANSWER_STATE_ABSENT"
      " measured { segment: 'smi' numerator: '3' denominator: 6 rate: '1/2' }";
  EXPECT_THAT(ScoreMeasure("kind: KIND_PROPORTION segments_partition: true", one),
              EqualsProto(absent));
  EXPECT_THAT(ScoreMeasure("kind: KIND_PROPORTION scored_segment: 'rest'", one),
              EqualsProto(absent));
  EXPECT_EQ(ScoreMeasure("kind: KIND_PROPORTION scored_segment: 'smi'", one).value(), "1/2");
}

TEST(NaiveMeasures, AreInsufficientWhenTheDenominatorIsSmall) {
  EXPECT_EQ(ScoreMeasure("kind: KIND_MEAN", "counts { numerator: '1' denominator: 5 }").value(),
            "1/5");
  EXPECT_THAT(ScoreMeasure("kind: KIND_MEAN scored_segment: 'rest'",
                           "counts { numerator: '7.5' denominator: 5 }"
                           "counts { segment: 'rest' numerator: '1' denominator: 4 }"),
              EqualsProto("criterion: 'm' state: ANSWER_STATE_INSUFFICIENT_DATA "
                          "measured { numerator: '15/2' denominator: 5 rate: '3/2' }"
                          "measured { segment: 'rest' numerator: '1' denominator: 4 }"));
}

// Three phases of two activities, their furthest stage, days and proportion done.
v1::Scorecard ScorePhases(const std::vector<std::string>& answers, const std::string& ceased = "") {
  std::string rubric =
      "inputs { id: 'ceased' date {} }"
      "continua { id: 'c' stages { id: 's0' value: '1' } stages { id: 's1' value: '3' }"
      "           stages { id: 's2' value: '4' } }"
      "missing { not_applicable { kind: KIND_LEAVES } insufficient_data { kind: KIND_LEAVES }"
      "          absent { kind: KIND_COUNTS_AS value: '0' } }"
      "rollups { id: 'furthest' operator: OPERATOR_FURTHEST_STAGE terms { domain: 'd' } }"
      "rollups { id: 'days' operator: OPERATOR_DURATION_DAYS terms { domain: 'd' } }"
      "rollups { id: 'done' operator: OPERATOR_POOLED_PROPORTION terms { domain: 'd' } }"
      "domains { id: 'd' ";
  for (const char* number : {"0", "1", "2"}) {
    rubric += std::string("criteria { id: 'p") + number +
              "' milestones { continuum: 'c' stage: 's" + number +
              "' milestones { id: 'a' } milestones { id: 'b' } ceased_input: 'ceased' } }";
  }
  std::string all =
      ceased.empty() ? "" : "answers { criterion: 'ceased' input { date: '" + ceased + "' } }";
  for (size_t i = 0; i < answers.size(); ++i) {
    if (answers[i] == "absent") continue;
    all += "answers { criterion: 'p" + std::to_string(i) + "' milestones {" + answers[i] + "} }";
  }
  return ScoreTexts(rubric + "}", all);
}

std::string Done(const std::string& id, const std::string& date) {
  return "milestones { milestone: '" + id + "' date: '" + date + "' }";
}

TEST(NaiveMilestones, AreOpenUntilTheAsOfDate) {
  const v1::Scorecard card = ScorePhases({Done("b", "2024-05-01") + Done("a", "2024-06-01"),
                                          Done("a", "2024-06-30") + Done("b", "2024-07-01"), ""});
  EXPECT_THAT(card.criteria(0),
              EqualsProto("criterion: 'p0' state: ANSWER_STATE_VALUE value: '1' done: 2"
                          " possible: 2 phase: PHASE_STATE_COMPLETE first_date: '2024-05-01'"
                          " last_date: '2024-06-01'"));
  EXPECT_THAT(card.criteria(1),
              EqualsProto("criterion: 'p1' state: ANSWER_STATE_VALUE value: '1/2' done: 1"
                          " possible: 2 phase: PHASE_STATE_OPEN first_date: '2024-06-30'"
                          " last_date: '2024-06-30'"));
  EXPECT_EQ(card.criteria(2).phase(), v1::PHASE_STATE_NOT_BEGUN);
  EXPECT_EQ(card.rollups(0).value(), "3");
  EXPECT_EQ(card.rollups(1).value(), "60");
  EXPECT_EQ(card.rollups(1).censored_date(), "2024-06-30");
  EXPECT_THAT(card.rollups(1).reason(), EqualsProto("code: CODE_CENSORED arguments: '2024-06-30'"));
  EXPECT_EQ(card.rollups(2).value(), "1/2");
}

TEST(NaiveMilestones, AreLeftAndSkippedForLaterPhases) {
  const v1::Scorecard card =
      ScorePhases({Done("a", "2024-05-01"), "", Done("a", "2024-06-10") + Done("b", "2024-06-20")});
  EXPECT_EQ(card.criteria(0).phase(), v1::PHASE_STATE_LEFT);
  EXPECT_EQ(card.criteria(1).phase(), v1::PHASE_STATE_SKIPPED);
  EXPECT_EQ(card.criteria(2).phase(), v1::PHASE_STATE_COMPLETE);
  EXPECT_EQ(card.rollups(0).value(), "4");
  EXPECT_EQ(card.rollups(1).value(), "50");
  EXPECT_EQ(card.rollups(1).censored_date(), "");
}

TEST(NaiveMilestones, CeaseWithTheProgram) {
  const v1::Scorecard card =
      ScorePhases({Done("a", "2024-05-01") + Done("b", "2024-05-11"), "absent", ""}, "2024-05-10");
  EXPECT_EQ(card.criteria(0).phase(), v1::PHASE_STATE_CEASED);
  EXPECT_EQ(card.criteria(0).done(), 1);
  EXPECT_EQ(card.criteria(1).phase(), v1::PHASE_STATE_UNSPECIFIED);
  EXPECT_EQ(card.rollups(1).value(), "9");
  EXPECT_EQ(card.rollups(1).censored_date(), "2024-05-10");
  // Three phases count: the absent one has none done.
  EXPECT_EQ(card.rollups(2).value(), "1/6");
}

TEST(NaiveMilestones, HaveNoDaysWithoutActivities) {
  const v1::Scorecard card = ScorePhases({"", Done("a", "2024-07-01"), "absent"});
  EXPECT_EQ(card.rollups(0).value(), "0");
  EXPECT_EQ(card.rollups(1).state(), v1::ROLLUP_STATE_NO_VALUE);
}

}  // namespace
}  // namespace continuum::naive
