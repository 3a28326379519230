// SPDX-License-Identifier: Apache-2.0
//
// Random answers bring about everything that answers can.

#include "tests/testing/random_answers.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "tests/scoring/naive/naive_criteria.h"
#include "tests/scoring/naive/naive_scorer.h"
#include "tests/testing/choices.h"
#include "tests/testing/random_numbers.h"
#include "tests/testing/random_rubric.h"

namespace continuum::testing {
namespace {

// How often something happens, by what it is.
using Tally = std::map<std::string, int>;

// Whether a number lies exactly at an edge of a worth.
bool IsAtEdge(const v1::Worth& worth, const std::string& number) {
  for (const naive::Number& edge : EdgesOf(worth)) {
    if (naive::WriteNumber(edge) == number) return true;
  }
  return false;
}

void CountCriterion(const v1::Criterion& criterion, const v1::CriterionResult& result,
                    bool answered, Tally& tally) {
  const std::string form =
      criterion.GetDescriptor()->FindFieldByNumber(criterion.form_case())->name();
  ++tally[form + " " + v1::AnswerState_Name(result.state())];
  if (result.not_asked()) {
    ++tally[result.value().empty() ? "not asked" : "not asked, with a value"];
    if (answered) ++tally["not asked, but answered"];
  } else if (criterion.has_asked_when()) {
    ++tally["asked under a condition"];
  }
  if (criterion.has_milestones()) ++tally[v1::PhaseState_Name(result.phase())];
  if (!result.number().empty()) {
    const v1::Quantity& quantity = criterion.quantity();
    const bool at_edge = IsAtEdge(quantity.worth(), result.number());
    ++tally[std::string(at_edge ? "at an edge" : "elsewhere") +
            (quantity.input().empty() ? "" : " of an input")];
  }
  for (const v1::MeasuredSegment& measured : result.measured()) {
    if (measured.segment() != criterion.measure().scored_segment()) continue;
    ++tally[IsAtEdge(criterion.measure().worth(), measured.rate()) ? "rate at an edge"
                                                                   : "rate elsewhere"];
    if (measured.denominator() == criterion.measure().minimum_denominator()) {
      ++tally["smallest denominator"];
    }
  }
  if (criterion.has_measure() && !result.measured().empty()) {
    const int all = criterion.measure().segments_size() + 1;
    ++tally[result.measured_size() < all ? "some counts lacking" : "no counts lacking"];
  }
}

void CountRollup(const v1::Rollup& rollup, const v1::RollupResult& result, Tally& tally) {
  ++tally[v1::Rollup::Operator_Name(rollup.operator_()) + " " +
          v1::RollupState_Name(result.state())];
  ++tally["rollup " + v1::Reason::Code_Name(result.reason().code())];
  if (!result.censored_date().empty()) ++tally["censored"];
  for (const std::string& argument : result.reason().arguments()) {
    if (rollup.operator_() == v1::Rollup::OPERATOR_CASE) ++tally["case " + argument];
  }
}

void CountRequirement(const v1::RequirementResult& result, Tally& tally) {
  for (const v1::RequirementResult& part : result.parts()) CountRequirement(part, tally);
  ++tally["requirement " + v1::Reason::Code_Name(result.reason().code())];
  if (!result.has_recognition()) return;
  ++tally["recognition " + (result.reason().arguments().empty() ? std::string("met")
                                                                : result.reason().arguments(0))];
}

Tally Count() {
  SeededChoices choices(1);
  Tally tally;
  for (int i = 0; i < 1'500; ++i) {
    const v1::RubricDefinition rubric = RandomRubric(choices);
    const v1::AnswerSet answers = RandomAnswers(choices, rubric);
    const v1::Scorecard card = naive::Score(rubric, answers, RandomContext(choices));
    std::set<std::string> answered;
    for (const v1::Answer& answer : answers.answers()) {
      answered.insert(answer.criterion());
      if (answer.unconfirmed()) ++tally["unconfirmed"];
    }
    int position = 0;
    for (const naive::Item& item : naive::ReadingOrder(rubric)) {
      CountCriterion(item.criterion, card.criteria(position++),
                     answered.count(item.criterion.id()) > 0, tally);
    }
    for (int k = 0; k < rubric.rollups_size(); ++k) {
      CountRollup(rubric.rollups(k), card.rollups(k), tally);
    }
    for (int k = 0; k < rubric.inputs_size(); ++k) {
      const bool known = card.inputs(k).value_case() != v1::InputResult::VALUE_NOT_SET;
      ++tally[std::string(rubric.inputs(k).has_derived() ? "derived " : "input ") +
              (known ? "known" : "unknown")];
    }
    for (const v1::LadderResult& ladder : card.ladders()) {
      for (const v1::LevelResult& level : ladder.levels()) {
        CountRequirement(level.requirement(), tally);
        ++tally["annual " + v1::RequirementState_Name(level.annual_state())];
      }
    }
  }
  return tally;
}

TEST(RandomAnswers, BringAboutEverything) {
  Tally tally = Count();
  for (const char* form : {"staircase", "factors", "rating", "credit", "yes_no", "quantity",
                           "measure", "milestones"}) {
    for (const char* state : {"VALUE", "NOT_APPLICABLE", "INSUFFICIENT_DATA", "ABSENT"}) {
      const std::string name = std::string(form) + " ANSWER_STATE_" + state;
      EXPECT_GE(tally[name], 5) << name;
    }
  }
  for (int i = 1; i <= v1::Rollup::Operator_MAX; ++i) {
    const std::string op = v1::Rollup::Operator_Name(i);
    EXPECT_GE(tally[op + " ROLLUP_STATE_VALUE"], 30) << op;
    EXPECT_GE(tally[op + " ROLLUP_STATE_NO_VALUE"], 2) << op;
    EXPECT_GE(tally[op + " ROLLUP_STATE_BLOCKED"], 10) << op;
  }
  for (int i = 1; i <= v1::PhaseState_MAX; ++i) {
    EXPECT_GE(tally[v1::PhaseState_Name(i)], 10) << v1::PhaseState_Name(i);
  }
  for (const char* what : {"not asked",
                           "not asked, with a value",
                           "not asked, but answered",
                           "asked under a condition",
                           "at an edge",
                           "elsewhere",
                           "at an edge of an input",
                           "elsewhere of an input",
                           "rate at an edge",
                           "rate elsewhere",
                           "smallest denominator",
                           "some counts lacking",
                           "no counts lacking",
                           "censored",
                           "case 1",
                           "case 2",
                           "case otherwise",
                           "rollup CODE_NO_CASE",
                           "rollup CODE_TOO_FEW_TERMS",
                           "rollup CODE_NOTHING_POSSIBLE",
                           "requirement CODE_UNCONFIRMED",
                           "requirement CODE_INPUT_LACKING",
                           "requirement CODE_COUNTS_LACKING",
                           "requirement CODE_PROOF_LACKING",
                           "requirement CODE_NOT_APPLICABLE_MEETS",
                           "requirement CODE_NOT_APPLICABLE_FAILS",
                           "recognition met",
                           "recognition not-stated",
                           "recognition not-held",
                           "recognition in-process",
                           "recognition not-valid",
                           "recognition level",
                           "annual REQUIREMENT_STATE_MET",
                           "annual REQUIREMENT_STATE_UNMET",
                           "annual REQUIREMENT_STATE_CANNOT_BE_TOLD",
                           "input known",
                           "input unknown",
                           "derived known",
                           "derived unknown",
                           "unconfirmed"}) {
    EXPECT_GE(tally[what], 5) << what;
  }
}

}  // namespace
}  // namespace continuum::testing
