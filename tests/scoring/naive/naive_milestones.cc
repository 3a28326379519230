// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_milestones.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/scoring/naive/naive_days.h"

namespace continuum::naive {
namespace {

int PhaseOf(const v1::RubricDefinition& rubric, const v1::Milestones& milestones) {
  return FindStage(FindContinuum(rubric, milestones.continuum()), milestones.stage());
}

bool IsLaterPhase(const v1::RubricDefinition& rubric, const Item& item, const Item& other) {
  if (!other.criterion.has_milestones()) return false;
  const v1::Milestones& mine = item.criterion.milestones();
  const v1::Milestones& theirs = other.criterion.milestones();
  return mine.continuum() == theirs.continuum() && PhaseOf(rubric, theirs) > PhaseOf(rubric, mine);
}

v1::PhaseState PhaseState(const Item& item, bool later_begun) {
  if (item.done == 0) {
    return later_begun ? v1::PHASE_STATE_SKIPPED : v1::PHASE_STATE_NOT_BEGUN;
  }
  if (item.done == item.possible) return v1::PHASE_STATE_COMPLETE;
  if (later_begun) return v1::PHASE_STATE_LEFT;
  return item.ceased_date.empty() ? v1::PHASE_STATE_OPEN : v1::PHASE_STATE_CEASED;
}

}  // namespace

void ApplyMilestones(const Facts& facts, const v1::MilestonesAnswer& answer, Item& item) {
  const v1::Milestones& milestones = item.criterion.milestones();
  if (!milestones.ceased_input().empty()) {
    const std::string& ceased = FindInput(facts, milestones.ceased_input()).result.date();
    if (ceased <= facts.as_of_date) item.ceased_date = ceased;
  }
  for (const v1::MilestoneAnswer& milestone : answer.milestones()) {
    if (milestone.date() > facts.as_of_date) continue;
    if (!item.ceased_date.empty() && milestone.date() > item.ceased_date) continue;
    if (item.done == 0 || milestone.date() < item.first_date) item.first_date = milestone.date();
    if (item.done == 0 || milestone.date() > item.last_date) item.last_date = milestone.date();
    ++item.done;
  }
  item.state = v1::ANSWER_STATE_VALUE;
  item.value = Number(item.done) / Number(item.possible);
}

void FindPhases(const v1::RubricDefinition& rubric, std::vector<Item>& items) {
  for (Item& item : items) {
    if (!item.criterion.has_milestones() || item.not_asked) continue;
    if (item.state != v1::ANSWER_STATE_VALUE) continue;
    const bool later_begun = std::any_of(items.begin(), items.end(), [&](const Item& other) {
      return IsLaterPhase(rubric, item, other) && other.done > 0;
    });
    item.phase = PhaseState(item, later_begun);
  }
}

Duration DurationOf(const std::vector<const Item*>& phases, const std::string& as_of_date) {
  Duration duration;
  std::string first;
  std::string last;
  for (const Item* phase : phases) {
    if (phase->phase == v1::PHASE_STATE_OPEN) duration.censored_date = as_of_date;
    if (phase->phase == v1::PHASE_STATE_CEASED) {
      duration.censored_date = std::max(duration.censored_date, phase->ceased_date);
    }
    if (phase->done == 0) continue;
    first = duration.begun ? std::min(first, phase->first_date) : phase->first_date;
    last = std::max(last, phase->last_date);
    duration.begun = true;
  }
  if (!duration.begun) return {};
  if (!duration.censored_date.empty()) {
    duration.censored_date = std::max(duration.censored_date, last);
    last = duration.censored_date;
  }
  duration.days = DaysBetween(first, last);
  return duration;
}

}  // namespace continuum::naive
