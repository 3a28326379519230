// SPDX-License-Identifier: Apache-2.0
//
// Examples worked by hand, from the comments of the protos alone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scoring/naive/examples.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::naive {
namespace {

using testing::EqualsProto;

TEST(NaiveInputs, AreRepeatedAndComputed) {
  const v1::Scorecard card = ScoreTexts(
      kInputs, NumberAnswer("people", "7.50") + NumberAnswer("staff", "3") +
                   "answers { criterion: 'begun' input { date: '2023-03-01' } }"
                   "answers { criterion: 'ended' input { date: '2024-03-01' } }"
                   "answers { criterion: 'setting'"
                   "          input { options { options: 'rural' options: 'urban' } } }");
  ASSERT_EQ(card.inputs_size(), 9);
  EXPECT_THAT(card.inputs(0), EqualsProto("input: 'people' number: '15/2'"));
  EXPECT_THAT(card.inputs(2), EqualsProto("input: 'load' number: '5/2'"));
  EXPECT_THAT(card.inputs(3), EqualsProto("input: 'both' number: '21/2'"));
  EXPECT_THAT(card.inputs(6), EqualsProto("input: 'days' number: '366'"));
  EXPECT_THAT(card.inputs(7),
              EqualsProto("input: 'setting' options { options: 'urban' options: 'rural' }"));
  EXPECT_THAT(card.inputs(8), EqualsProto("input: 'home'"));
}

TEST(NaiveInputs, HaveNoValueWithoutWhatTheyNeed) {
  const v1::Scorecard card = ScoreTexts(
      kInputs, NumberAnswer("people", "7") + NumberAnswer("staff", "0") +
                   "answers { criterion: 'begun' unconfirmed: true input { date: '2023-01-01' } }"
                   "answers { criterion: 'ended' input { date: '2024-03-01' } }");
  EXPECT_THAT(card.inputs(2), EqualsProto("input: 'load'"));
  EXPECT_THAT(card.inputs(3), EqualsProto("input: 'both' number: '7'"));
  EXPECT_THAT(card.inputs(4), EqualsProto("input: 'begun'"));
  EXPECT_THAT(card.inputs(6), EqualsProto("input: 'days'"));
}

// Gives the value of a yes/no "last" that is asked under a condition, or "asked".
std::string AskedWhen(const std::string& condition, const std::string& answers) {
  const v1::Scorecard card =
      ScoreTexts(std::string(kInputs) + R"pb(
                       continua {
                         id: "c"
                         stages { id: "s0" value: "1" }
                         stages { id: "s1" value: "2" }
                       }
                       domains { id: "d"
                                 criteria {
                                   id: "stairs"
                                   staircase {
                                     continuum: "c"
                                     cells {
                                       stage: "s0"
                                       activities { id: "a" }
                                     }
                                     cells {
                                       stage: "s1"
                                       activities { id: "b" }
                                     }
                                   }
                                 }
                                 criteria {
                                   id: "yes"
                                   yes_no {}
                                 }
                     )pb" +
                     "criteria { id: 'last' yes_no {} not_asked_value: '1/2' asked_when {" +
                     condition + "} } }",
                 "answers { criterion: 'last' yes_no { yes: true } }" + answers);
  const v1::CriterionResult& last = card.criteria(2);
  EXPECT_EQ(last.state(), v1::ANSWER_STATE_VALUE);
  EXPECT_EQ(last.done(), last.not_asked() ? 0 : 1);
  return last.not_asked() ? last.value() : "asked";
}

TEST(NaiveConditions, DecideWhatIsAsked) {
  struct {
    const char* condition;
    const char* answers;
    const char* want;
  } const cases[] = {
      {"criterion { criterion: 'yes' is: '1' }",
       "answers { criterion: 'yes' yes_no { yes: true } }", "asked"},
      {"criterion { criterion: 'yes' is: '1' }", "answers { criterion: 'yes' yes_no {} }", "1/2"},
      {"criterion { criterion: 'yes' is: '1' }", "", "asked"},  // cannot be told
      {"criterion { criterion: 'yes' is: '1' }", "answers { criterion: 'yes' not_applicable {} }",
       "1/2"},
      {"not { criterion { criterion: 'yes' is: '1' } }",
       "answers { criterion: 'yes' not_applicable {} }", "asked"},
      {"criterion { criterion: 'stairs' stage: 's1' }",
       "answers { criterion: 'stairs' staircase { claimed_stage: 's0' } }", "1/2"},
      {"criterion { criterion: 'stairs' stage: 's0' }",
       "answers { criterion: 'stairs' staircase { claimed_stage: 's1' } }", "asked"},
      {"input { input: 'people' at_most: '4' }", "", "asked"},  // cannot be told
      {"input { input: 'people' at_most: '4' }",
       "answers { criterion: 'people' input { number: '5' } }", "1/2"},
      {"input { input: 'begun' at_least: '2024-01-01' }",
       "answers { criterion: 'begun' input { date: '2023-12-31' } }", "1/2"},
      {"input { input: 'begun' at_least: '2024-01-01' }",
       "answers { criterion: 'begun' input { date: '2024-01-01' } }", "asked"},
      {"input { input: 'setting' option: 'rural' }",
       "answers { criterion: 'setting' input { options { options: 'urban' } } }", "1/2"},
      {"input { input: 'home' held: true }",
       "answers { criterion: 'home' input { recognition { status: STATUS_IN_PROCESS } } }", "1/2"},
      {"input { input: 'home' held: true }",
       "answers { criterion: 'home' input { recognition { status: STATUS_HELD level: 'one'"
       "          last_date: '2024-06-30' } } }",
       "asked"},
      // Not so and cannot be told: not so of all, cannot be told of any.
      {"all_of { parts { criterion { criterion: 'yes' is: '1' } }"
       "         parts { input { input: 'people' at_least: '4' } } }",
       "answers { criterion: 'people' input { number: '3' } }", "1/2"},
      {"any_of { parts { criterion { criterion: 'yes' is: '1' } }"
       "         parts { input { input: 'people' at_least: '4' } } }",
       "answers { criterion: 'people' input { number: '3' } }", "asked"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.condition) + " with " + c.answers);
    EXPECT_EQ(AskedWhen(c.condition, c.answers), c.want);
  }
}

TEST(NaiveConditions, WhatIsNotAskedWithoutAValueIsNotApplicable) {
  const v1::Scorecard card = ScoreTexts(
      R"pb(domains {
             id: "d"
             criteria {
               id: "a"
               yes_no {}
             }
             criteria {
               id: "b"
               yes_no {}
               asked_when { criterion { criterion: "a" is: "1" } }
             }
           })pb",
      "answers { criterion: 'a' yes_no {} } answers { criterion: 'b' yes_no { yes: true } }");
  EXPECT_THAT(card.criteria(1),
              EqualsProto("criterion: 'b' state: ANSWER_STATE_NOT_APPLICABLE not_asked: true"
                          " possible: 1"));
}

TEST(NaiveCases, TakeTheFirstThatIsSo) {
  const std::string rubric = R"pb(
    domains {
      id: "d"
      criteria {
        id: "a"
        yes_no {}
      }
      criteria {
        id: "b"
        yes_no {}
      }
    }
    missing {
      absent { kind: KIND_BLOCKS }
      not_applicable { kind: KIND_LEAVES }
    }
    rollups {
      id: "sum"
      operator: OPERATOR_WEIGHTED_SUM
      terms { criterion: "b" weight: "7" }
    }
    rollups {
      id: "case"
      operator: OPERATOR_CASE
      cases {
        when { criterion { criterion: "a" is: "1" } }
        then { value: "3" }
      }
      cases {
        when { rollup { rollup: "sum" at_most: "0" } }
        then { rollup: "sum" }
      }
    }
    rollups {
      id: "other"
      operator: OPERATOR_CASE
      cases {
        when { criterion { criterion: "a" is: "1" } }
        then { value: "3" }
      }
      otherwise { rollup: "sum" }
    }
  )pb";
  const std::string no_a = "answers { criterion: 'a' yes_no {} }";
  const v1::Scorecard first = ScoreTexts(rubric, "answers { criterion: 'a' yes_no { yes: true } }");
  EXPECT_EQ(first.rollups(1).value(), "3");
  const v1::Scorecard second = ScoreTexts(rubric, no_a + "answers { criterion: 'b' yes_no {} }");
  EXPECT_THAT(second.rollups(1),
              EqualsProto("rollup: 'case' state: ROLLUP_STATE_VALUE value: '0'"
                          " reason { code: CODE_CASE arguments: '2' }"
                          " terms { rollup: 'sum' use: USE_COUNTED value: '0' }"));
  EXPECT_THAT(ScoreTexts(rubric, no_a).rollups(1),
              EqualsProto("rollup: 'case' state: ROLLUP_STATE_BLOCKED"
                          " reason { code: CODE_BLOCKED arguments: 'b' }"));
  EXPECT_THAT(ScoreTexts(std::string(kInputs) + R"pb(
                           domains {
                             id: "d"
                             criteria {
                               id: "a"
                               yes_no {}
                             }
                           }
                           rollups {
                             id: "case"
                             operator: OPERATOR_CASE
                             cases {
                               when {
                                 any_of {
                                   parts { input { input: "people" at_least: "1" } }
                                   parts { criterion { criterion: "a" is: "1" } }
                                 }
                               }
                               then { value: "1" }
                             }
                           })pb",
                         "")
                  .rollups(0)
                  .reason(),
              EqualsProto("code: CODE_BLOCKED arguments: 'a' arguments: 'people'"));
  const v1::Scorecard none =
      ScoreTexts(rubric, no_a + "answers { criterion: 'b' yes_no { yes: true } }");
  EXPECT_THAT(none.rollups(1), EqualsProto("rollup: 'case' state: ROLLUP_STATE_NO_VALUE"
                                           " reason { code: CODE_NO_CASE }"));
  EXPECT_THAT(none.rollups(2), EqualsProto("rollup: 'other' state: ROLLUP_STATE_VALUE value: '7'"
                                           " reason { code: CODE_CASE arguments: 'otherwise' }"
                                           " terms { rollup: 'sum' use: USE_COUNTED value: '7' }"));
}

// The state of a requirement on "home", in annual reporting, and its reason's argument.
std::string Held(const std::string& requirement, const std::string& stated) {
  const v1::Scorecard card = ScoreTexts(
      std::string(kInputs) +
          "ladders { id: 'l' levels { id: 'x' requirement { all_of {} }"
          "  annual_reporting { requirement { recognition_held { input: 'home' " +
          requirement + "} } } } }",
      stated.empty() ? "" : "answers { criterion: 'home' input { recognition {" + stated + "} } }");
  const v1::LevelResult& level = card.ladders(0).levels(0);
  EXPECT_EQ(level.annual_requirement().recognition(), "home");
  EXPECT_EQ(level.annual_state(), level.annual_requirement().state());
  if (level.annual_state() == v1::REQUIREMENT_STATE_MET) return "met";
  return level.annual_requirement().reason().arguments(0);
}

TEST(NaiveRecognition, IsHeldOnTheDayAtAnAcceptedLevel) {
  EXPECT_EQ(Held("", ""), "not-stated");
  EXPECT_EQ(Held("", "status: STATUS_NOT_HELD"), "not-held");
  EXPECT_EQ(Held("", "status: STATUS_IN_PROCESS"), "in-process");
  EXPECT_EQ(Held("in_process_counts: true", "status: STATUS_IN_PROCESS"), "met");
  EXPECT_EQ(Held("", "status: STATUS_HELD level: 'one'"), "met");
  EXPECT_EQ(Held("levels: 'two'", "status: STATUS_HELD level: 'one'"), "level");
  EXPECT_EQ(Held("levels: 'two'", "status: STATUS_HELD level: 'two' first_date: '2024-06-30'"),
            "met");
  EXPECT_EQ(Held("", "status: STATUS_HELD level: 'two' first_date: '2024-07-01'"), "not-valid");
  EXPECT_EQ(Held("", "status: STATUS_HELD level: 'two' last_date: '2024-06-29'"), "not-valid");
}

TEST(NaiveAnswers, CountAsAbsentUnconfirmedOrWithoutProof) {
  const std::string rubric = R"pb(
    domains {
      id: "d"
      criteria {
        id: "a"
        rating { options { id: "o" value: "1" needs: PROOF_EVIDENCE_OR_ATTESTATION } }
      }
    }
    ladders {
      id: "l"
      levels {
        id: "x"
        requirement { criterion_at_least { criterion: "a" value: "1" } }
      }
    }
  )pb";
  const auto reason = [&rubric](const std::string& more) {
    const v1::Scorecard card =
        ScoreTexts(rubric, "answers { criterion: 'a' rating { option: 'o' }" + more + "}");
    const v1::RequirementResult& floor = card.ladders(0).levels(0).requirement();
    return floor.state() == v1::REQUIREMENT_STATE_MET ? "met" : floor.reason().ShortDebugString();
  };
  EXPECT_EQ(reason("attested: true"), "met");
  EXPECT_EQ(reason("evidence {}"), "met");
  EXPECT_EQ(reason(""), "code: CODE_PROOF_LACKING arguments: \"evidence-or-attestation\"");
  EXPECT_EQ(reason("attested: true unconfirmed: true"), "code: CODE_UNCONFIRMED");
}

}  // namespace
}  // namespace continuum::naive
