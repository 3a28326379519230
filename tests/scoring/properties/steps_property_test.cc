// SPDX-License-Identifier: Apache-2.0
//
// Who takes a step that is offered gets what it promises.

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "scoring/next_level.h"
#include "tests/scoring/properties/random_case.h"
#include "tests/testing/property.h"

namespace continuum::scoring {
namespace {

using testing::CheckProperty;
using testing::Runs;

struct Drawn {
  RandomCase rubric = DrawRubric();
  std::shared_ptr<const CompiledRubric> compiled = Compiled(rubric);
  v1::AnswerSet answers = DrawAnswers(rubric);
  v1::ScoringContext context = DrawContext();
};

bool Contains(const google::protobuf::RepeatedPtrField<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void TakeFactors(const v1::Step& step, const v1::Factors& factors, v1::FactorsAnswer& answer) {
  for (const std::string& id : step.factors()) answer.add_met(id);
  int more = step.more_factors();
  for (const v1::Factor& factor : factors.factors()) {
    if (more == 0 || Contains(answer.met(), factor.id())) continue;
    answer.add_met(factor.id());
    --more;
  }
  RC_ASSERT(more == 0);
}

void AddDone(const std::string& id, v1::StaircaseAnswer& answer) {
  v1::ActivityAnswer& activity = *answer.add_activities();
  activity.set_activity(id);
  activity.set_state(v1::ActivityAnswer::STATE_DONE);
}

// A claimed stage is spelled out, since a list of activities stands alone.
void TakeActivities(const v1::Step& step, const v1::Staircase& staircase,
                    v1::StaircaseAnswer& answer) {
  v1::StaircaseAnswer then;
  for (const v1::ActivityAnswer& activity : answer.activities()) {
    if (!Contains(step.activities(), activity.activity())) *then.add_activities() = activity;
  }
  bool claimed = !answer.claimed_stage().empty();
  for (const v1::Cell& cell : staircase.cells()) {
    for (const v1::Activity& activity : cell.activities()) {
      if (claimed && !Contains(step.activities(), activity.id())) AddDone(activity.id(), then);
    }
    claimed = claimed && cell.stage() != answer.claimed_stage();
  }
  for (const std::string& id : step.activities()) AddDone(id, then);
  answer = then;
}

// A number that a step asks for, between `edge` and the range after it.
std::string NumberBeyond(const std::string& edge, bool below, const v1::Worth& worth) {
  const Exact begin = *Exact::Parse(edge);
  Exact number = below ? begin - Exact(1) : begin + Exact(1);
  for (const v1::CutPoint& cut : worth.cut_points()) {
    const Exact other = *Exact::Parse(cut.has_above() ? cut.above() : cut.at_least());
    const bool between = below ? other > number && other < begin : other < number && other > begin;
    if (between) number = other;
    if (below ? other < begin && number == other : other > begin && number == other) {
      number = (begin + other) / Exact(2);
    }
  }
  return number.ToString();
}

std::string NumberFor(const v1::Step& step, const v1::Quantity& quantity) {
  switch (step.number_case()) {
    case v1::Step::kAtLeast:
      return step.at_least();
    case v1::Step::kAtMost:
      return step.at_most();
    case v1::Step::kAbove:
      return NumberBeyond(step.above(), false, quantity.worth());
    case v1::Step::kBelow:
      return NumberBeyond(step.below(), true, quantity.worth());
    case v1::Step::NUMBER_NOT_SET:
      break;
  }
  return "0";
}

void TakeMilestones(const v1::Step& step, const std::string& date, v1::MilestonesAnswer& answer) {
  auto& dated = *answer.mutable_milestones();
  for (const std::string& id : step.milestones()) {
    dated.erase(
        std::remove_if(dated.begin(), dated.end(),
                       [&](const v1::MilestoneAnswer& one) { return one.milestone() == id; }),
        dated.end());
    v1::MilestoneAnswer& done = *answer.add_milestones();
    done.set_milestone(id);
    done.set_date(date);
  }
}

// What these tests can do by themselves: not bring about counts or what an input states, nor
// whatever number there is.
bool CanTake(const Drawn& drawn, const v1::Step& step) {
  for (const CompiledCriterion& criterion : drawn.compiled->criteria()) {
    const v1::Criterion& definition = *criterion.definition;
    if (definition.id() != step.criterion()) continue;
    if (definition.has_measure()) return false;
    if (!definition.has_quantity()) return true;
    return definition.quantity().input().empty() && !definition.quantity().whole() &&
           step.number_case() != v1::Step::NUMBER_NOT_SET;
  }
  return true;
}

v1::AnswerSet Take(const Drawn& drawn, const v1::Step& step) {
  v1::AnswerSet answers = drawn.answers;
  v1::Answer* answer = nullptr;
  for (v1::Answer& candidate : *answers.mutable_answers()) {
    if (candidate.criterion() == step.criterion()) answer = &candidate;
  }
  if (answer == nullptr) answer = answers.add_answers();
  answer->set_criterion(step.criterion());
  if (answer->unconfirmed()) answer->clear_answer();
  answer->clear_unconfirmed();
  for (const int need : step.needs()) {
    if (need == v1::PROOF_EVIDENCE) answer->add_evidence()->set_reference("A policy.");
    if (need == v1::PROOF_ATTESTATION) answer->set_attested(true);
    if (need == v1::PROOF_COMMENT) answer->set_comment("A comment.");
    if (need == v1::PROOF_EVIDENCE_OR_ATTESTATION) answer->set_attested(true);
  }
  for (const CompiledCriterion& criterion : drawn.compiled->criteria()) {
    if (criterion.definition->id() != step.criterion()) continue;
    switch (criterion.definition->form_case()) {
      case v1::Criterion::kStaircase:
        TakeActivities(step, criterion.definition->staircase(), *answer->mutable_staircase());
        break;
      case v1::Criterion::kFactors:
        TakeFactors(step, criterion.definition->factors(), *answer->mutable_factors());
        break;
      case v1::Criterion::kRating:
        answer->mutable_rating()->set_option(step.option());
        break;
      case v1::Criterion::kCredit:
        answer->mutable_credit()->set_met(true);
        break;
      case v1::Criterion::kQuantity:
        answer->mutable_quantity()->set_number(NumberFor(step, criterion.definition->quantity()));
        break;
      case v1::Criterion::kMilestones:
        TakeMilestones(step, drawn.context.as_of_date(), *answer->mutable_milestones());
        break;
      default:
        answer->mutable_yes_no()->set_yes(true);
    }
  }
  return answers;
}

Exact NumberOr0(const std::string& text) { return text.empty() ? Exact() : *Exact::Parse(text); }

// Takes the step and gives the scorecard that follows. The step's own promises are checked.
v1::Scorecard ScoredAfter(const Drawn& drawn, const v1::Step& step) {
  RC_LOG() << "step " << step.DebugString();
  v1::Scorecard card = Scored(*drawn.compiled, Take(drawn, step), drawn.context);
  for (const v1::CriterionResult& result : card.criteria()) {
    if (result.criterion() != step.criterion()) continue;
    RC_ASSERT(result.state() == v1::ANSWER_STATE_VALUE);
    const Exact rest = NumberOr0(result.value()) - NumberOr0(step.to());
    RC_ASSERT(rest.Sign() == 0 || (rest.Sign() > 0 && step.more_factors() > 0));
    RC_ASSERT(result.stage() == step.stage());
    RC_ASSERT(!result.not_asked());
    RC_ASSERT(result.option() == step.option());
  }
  return card;
}

void TheNextStepOfACriterionGivesWhatItSays() {
  const Drawn drawn;
  const v1::Scorecard card = Scored(*drawn.compiled, drawn.answers, drawn.context);
  for (const v1::CriterionResult& result : card.criteria()) {
    if (!result.has_next_step()) continue;
    const v1::Step& step = result.next_step();
    if (CanTake(drawn, step)) ScoredAfter(drawn, step);
    RC_ASSERT(step.from() == result.value());
    RC_ASSERT(NumberOr0(step.gain()) == NumberOr0(step.to()) - NumberOr0(step.from()));
    RC_ASSERT(NumberOr0(step.gain()).Sign() > 0 || step.from().empty());
  }
}

TEST(StepsProperty, TheNextStepOfACriterionGivesWhatItSays) {
  CheckProperty(Runs(1'000, 20'000), TheNextStepOfACriterionGivesWhatItSays);
}

// The gap's requirements on single things, whether parts of it or itself.
void CollectLeaves(const v1::RequirementGap& gap, std::vector<v1::RequirementGap>& leaves) {
  for (const v1::RequirementGap& part : gap.parts()) CollectLeaves(part, leaves);
  if (gap.requirement().has_criterion() || gap.requirement().has_rollup()) leaves.push_back(gap);
}

std::vector<v1::RequirementGap> LeavesOf(const v1::NextLevel& next) {
  std::vector<v1::RequirementGap> leaves;
  for (const v1::LevelGap& gap : next.gaps()) CollectLeaves(gap.gap(), leaves);
  return leaves;
}

v1::NextLevel NextLevelOf(const Drawn& drawn, const v1::AnswerSet& answers,
                          const std::string& ladder, const std::string& level) {
  auto next = FindNextLevel(*drawn.compiled, answers, drawn.context, ladder, level);
  if (!next.ok()) RC_FAIL(next.status().ToString());
  return *std::move(next);
}

void CheckFloor(const Drawn& drawn, const v1::NextLevel& next, const v1::RequirementGap& gap) {
  const v1::RequirementResult& floor = gap.requirement();
  if (floor.reason().code() == v1::Reason::CODE_NOT_APPLICABLE_FAILS)
    RC_ASSERT(gap.steps().empty());
  for (const v1::Step& step : gap.steps()) {
    if (!CanTake(drawn, step)) continue;
    ScoredAfter(drawn, step);
    RC_ASSERT(NumberOr0(step.gain()) == NumberOr0(step.to()) - NumberOr0(step.from()));
    const v1::NextLevel then = NextLevelOf(drawn, Take(drawn, step), next.ladder(), next.target());
    for (const v1::RequirementGap& left : LeavesOf(then)) {
      RC_ASSERT(left.requirement().criterion() != floor.criterion() ||
                left.requirement().needed() != floor.needed() ||
                left.requirement().needed_stage() != floor.needed_stage());
    }
  }
}

const v1::RollupResult& RollupOf(const v1::Scorecard& card, const std::string& id) {
  for (const v1::RollupResult& rollup : card.rollups()) {
    if (rollup.rollup() == id) return rollup;
  }
  RC_FAIL("no rollup " + id);
  return v1::RollupResult::default_instance();
}

// Whether the same criteria are asked: a step promises what it gains as long as they are.
bool AsksTheSame(const v1::Scorecard& before, const v1::Scorecard& after) {
  for (int i = 0; i < before.criteria_size(); ++i) {
    if (before.criteria(i).not_asked() != after.criteria(i).not_asked()) return false;
  }
  return true;
}

void CheckRollup(const Drawn& drawn, const v1::Scorecard& card, const v1::RequirementGap& gap) {
  const v1::RollupResult& before = RollupOf(card, gap.requirement().rollup());
  for (const v1::Step& step : gap.steps()) {
    if (!CanTake(drawn, step)) continue;
    const v1::Scorecard after = ScoredAfter(drawn, step);
    if (!AsksTheSame(card, after)) continue;
    if (step.more_factors() > 0) continue;  // the factors taken may be worth more than promised
    const Exact rise =
        NumberOr0(RollupOf(after, before.rollup()).value()) - NumberOr0(before.value());
    RC_LOG() << before.rollup() << " rises by " << rise.ToString();
    RC_ASSERT(step.gain() == (gap.requirement().at_most() ? -rise : rise).ToString());
  }
}

// A rating that could help by itself, whichever option it takes, is among the steps.
void CheckNothingIsLeftOut(const Drawn& drawn, const v1::Scorecard& card,
                           const v1::RequirementGap& gap) {
  const v1::RollupResult& before = RollupOf(card, gap.requirement().rollup());
  for (int i = 0; i < card.criteria_size(); ++i) {
    const v1::CriterionResult& result = card.criteria(i);
    if (result.state() == v1::ANSWER_STATE_NOT_APPLICABLE || result.not_asked()) continue;
    const bool offered =
        std::any_of(gap.steps().begin(), gap.steps().end(),
                    [&](const v1::Step& step) { return step.criterion() == result.criterion(); });
    const CompiledCriterion& criterion = drawn.compiled->criteria()[static_cast<size_t>(i)];
    const auto* rating = std::get_if<CompiledRating>(&criterion.form);
    if (offered || rating == nullptr) continue;
    for (const CompiledRating::Option& option : rating->options) {
      if (option.insufficient_data || option.value.value <= NumberOr0(result.value())) continue;
      v1::Step step;
      step.set_criterion(result.criterion());
      step.set_option(option.definition->id());
      for (const v1::Proof need : {v1::PROOF_EVIDENCE, v1::PROOF_ATTESTATION, v1::PROOF_COMMENT}) {
        step.add_needs(need);
      }
      const v1::Scorecard after = Scored(*drawn.compiled, Take(drawn, step), drawn.context);
      if (!AsksTheSame(card, after)) continue;
      const Exact rise =
          NumberOr0(RollupOf(after, before.rollup()).value()) - NumberOr0(before.value());
      RC_LOG() << step.ShortDebugString() << " lifts " << before.rollup() << " by "
               << rise.ToString();
      const int gain = gap.requirement().at_most() ? -rise.Sign() : rise.Sign();
      RC_ASSERT(gain <= 0);
    }
  }
}

void TheStepsToTheNextLevelGiveWhatTheySay() {
  const Drawn drawn;
  const v1::Scorecard card = Scored(*drawn.compiled, drawn.answers, drawn.context);
  for (const v1::LadderResult& ladder : card.ladders()) {
    const v1::NextLevel next = NextLevelOf(drawn, drawn.answers, ladder.ladder(), "");
    RC_ASSERT(next.reached() == ladder.level());
    RC_ASSERT(next.gaps().empty() == next.target().empty());
    for (const v1::RequirementGap& leaf : LeavesOf(next)) {
      if (leaf.requirement().has_criterion()) CheckFloor(drawn, next, leaf);
      if (!leaf.requirement().has_rollup()) continue;
      CheckRollup(drawn, card, leaf);
      CheckNothingIsLeftOut(drawn, card, leaf);
    }
  }
}

TEST(StepsProperty, TheStepsToTheNextLevelGiveWhatTheySay) {
  CheckProperty(Runs(1'000, 20'000), TheStepsToTheNextLevelGiveWhatTheySay);
}

}  // namespace
}  // namespace continuum::scoring
