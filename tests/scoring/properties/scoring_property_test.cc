// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scoring/score.h"
#include "tests/scoring/properties/random_case.h"
#include "tests/testing/property.h"

namespace continuum::scoring {
namespace {

using testing::CheckProperty;
using testing::DrawnChoices;
using testing::Runs;

// The criterion's definition.
const v1::Criterion& DefinitionOf(const CompiledRubric& rubric, const std::string& id) {
  for (const CompiledCriterion& criterion : rubric.criteria()) {
    if (criterion.definition->id() == id) return *criterion.definition;
  }
  RC_FAIL("no criterion " + id);
  return v1::Criterion::default_instance();
}

const v1::CriterionResult& ResultOf(const v1::Scorecard& card, const std::string& criterion) {
  for (const v1::CriterionResult& result : card.criteria()) {
    if (result.criterion() == criterion) return result;
  }
  RC_FAIL("no result of " + criterion);
  return v1::CriterionResult::default_instance();
}

// Does one more activity of a staircase, or meets one more factor, if there is any left.
bool DoOneMore(DrawnChoices& choices, const v1::Criterion& criterion, v1::Answer& answer) {
  if (answer.has_factors()) {
    const auto& factors = criterion.factors().factors();
    const std::string& id = factors[choices.Below(factors.size())].id();
    for (const std::string& met : answer.factors().met()) {
      if (met == id) return false;
    }
    answer.mutable_factors()->add_met(id);
    return true;
  }
  // Who claims a stage lists no activities.
  if (!answer.has_staircase() || !answer.staircase().claimed_stage().empty()) return false;
  std::vector<std::string> activities;
  for (const v1::Cell& cell : criterion.staircase().cells()) {
    for (const v1::Activity& activity : cell.activities()) activities.push_back(activity.id());
  }
  if (activities.empty()) return false;
  const std::string& id = choices.Pick(activities);
  v1::ActivityAnswer* chosen = nullptr;
  for (v1::ActivityAnswer& activity : *answer.mutable_staircase()->mutable_activities()) {
    if (activity.activity() == id) chosen = &activity;
  }
  if (chosen == nullptr) chosen = answer.mutable_staircase()->add_activities();
  chosen->Clear();
  chosen->set_activity(id);
  chosen->set_state(v1::ActivityAnswer::STATE_DONE);
  return true;
}

void DoingOneMoreActivityNeverLowersACriterion() {
  DrawnChoices choices;
  const RandomCase drawn = DrawRubric();
  const auto rubric = Compiled(drawn);
  const v1::ScoringContext context = DrawContext();
  v1::AnswerSet answers = DrawAnswers(drawn);
  const v1::Scorecard before = Scored(*rubric, answers, context);
  for (v1::Answer& answer : *answers.mutable_answers()) {
    if (answer.has_input() ||
        !DoOneMore(choices, DefinitionOf(*rubric, answer.criterion()), answer))
      continue;
    RC_LOG() << "then " << answer.DebugString();
    break;
  }
  const v1::Scorecard after = Scored(*rubric, answers, context);

  for (const v1::CriterionResult& was : before.criteria()) {
    const v1::CriterionResult& is = ResultOf(after, was.criterion());
    if (is.not_asked() != was.not_asked()) continue;  // what is answered before says so
    RC_ASSERT(is.state() == was.state());
    if (was.state() != v1::ANSWER_STATE_VALUE) continue;
    RC_ASSERT(*Exact::Parse(is.value()) >= *Exact::Parse(was.value()));
    RC_ASSERT(is.done() >= was.done());
  }
}

TEST(ScoringProperty, DoingOneMoreActivityNeverLowersACriterion) {
  CheckProperty(Runs(2'000, 50'000), DoingOneMoreActivityNeverLowersACriterion);
}

template <typename Elements>
void Shuffle(DrawnChoices& choices, Elements& elements) {
  for (int i = elements.size() - 1; i > 0; --i) elements.SwapElements(i, choices.Below(i + 1));
}

void TheOrderOfAnswersNeverMatters() {
  DrawnChoices choices;
  const RandomCase drawn = DrawRubric();
  const v1::ScoringContext context = DrawContext();
  const v1::AnswerSet answers = DrawAnswers(drawn);
  v1::AnswerSet shuffled = answers;
  Shuffle(choices, *shuffled.mutable_answers());
  for (v1::Answer& answer : *shuffled.mutable_answers()) {
    if (answer.has_staircase()) Shuffle(choices, *answer.mutable_staircase()->mutable_activities());
    if (answer.has_factors()) Shuffle(choices, *answer.mutable_factors()->mutable_met());
    if (answer.has_measure()) Shuffle(choices, *answer.mutable_measure()->mutable_counts());
    if (answer.has_milestones()) {
      Shuffle(choices, *answer.mutable_milestones()->mutable_milestones());
    }
    if (answer.input().has_options()) {
      Shuffle(choices, *answer.mutable_input()->mutable_options()->mutable_options());
    }
  }
  // Compiled anew: nothing but the texts may matter.
  RC_ASSERT(Bytes(Scored(*Compiled(drawn), answers, context)) ==
            Bytes(Scored(*Compiled(drawn), shuffled, context)));
}

TEST(ScoringProperty, TheOrderOfAnswersNeverMatters) {
  CheckProperty(Runs(1'000, 20'000), TheOrderOfAnswersNeverMatters);
}

void OnALadderNoLevelComesWithoutThoseBelow() {
  const RandomCase drawn = DrawRubric();
  const v1::Scorecard card = Scored(*Compiled(drawn), DrawAnswers(drawn), DrawContext());
  for (int i = 0; i < card.ladders_size(); ++i) {
    const v1::LadderResult& ladder = card.ladders(i);
    std::string highest;
    bool all_below = true;
    for (const v1::LevelResult& level : ladder.levels()) {
      RC_LOG() << ladder.ladder() << " " << level.level() << " " << level.reached();
      if (!drawn.definition.ladders(i).independent_levels() && level.reached()) {
        RC_ASSERT(all_below);
      }
      if (level.reached()) {
        RC_ASSERT(level.requirement().state() == v1::REQUIREMENT_STATE_MET);
        highest = level.level();
      }
      all_below = all_below && level.reached();
    }
    RC_ASSERT(ladder.level() == highest);
  }
}

TEST(ScoringProperty, OnALadderNoLevelComesWithoutThoseBelow) {
  CheckProperty(Runs(2'000, 50'000), OnALadderNoLevelComesWithoutThoseBelow);
}

}  // namespace
}  // namespace continuum::scoring
