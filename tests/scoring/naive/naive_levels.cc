// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_levels.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "tests/scoring/naive/naive_inputs.h"
#include "tests/scoring/naive/naive_number.h"
#include "tests/scoring/naive/naive_rollups.h"

namespace continuum::naive {
namespace {

using Result = v1::RequirementResult;

const v1::RequirementState kMet = v1::REQUIREMENT_STATE_MET;
const v1::RequirementState kUnmet = v1::REQUIREMENT_STATE_UNMET;
const v1::RequirementState kUnknown = v1::REQUIREMENT_STATE_CANNOT_BE_TOLD;

// Judges requirements against what is known.
class Requirements {
 public:
  explicit Requirements(const Facts& facts) : facts_(facts) {}

  Result Requirement(const v1::Requirement& requirement) const {
    Result result = Rule(requirement);
    result.set_title(requirement.title());
    return result;
  }

 private:
  Result Rule(const v1::Requirement& requirement) const {
    switch (requirement.rule_case()) {
      case v1::Requirement::kAllOf:
        return Parts(requirement.all_of().parts(), requirement.all_of().parts_size());
      case v1::Requirement::kAnyOf:
        return Parts(requirement.any_of().parts(), 1);
      case v1::Requirement::kAtLeast:
        return Parts(requirement.at_least().parts(), requirement.at_least().count());
      case v1::Requirement::kRollupAtLeast:
        return Rollup(requirement.rollup_at_least(), false);
      case v1::Requirement::kRollupAtMost:
        return Rollup(requirement.rollup_at_most(), true);
      case v1::Requirement::kCriterionAtLeast:
        return Floor(requirement.criterion_at_least(),
                     Selected(requirement.criterion_at_least())[0]);
      case v1::Requirement::kCriteriaAtLeast:
        return Floors(requirement.criteria_at_least());
      case v1::Requirement::kCreditsAtLeast:
        return Credits(requirement.credits_at_least());
      case v1::Requirement::kRecognitionHeld:
        return Recognition(requirement.recognition_held());
      case v1::Requirement::RULE_NOT_SET:
        break;
    }
    std::abort();  // the checker accepts no such rubric
  }

  // The state of "at least `needed` of these".
  static void Count(int needed, Result& result) {
    int met = 0;
    int open = 0;
    for (const Result& part : result.parts()) {
      if (part.state() == kMet) ++met;
      if (part.state() == kUnknown) ++open;
    }
    result.set_parts_needed(needed);
    result.set_state(met >= needed ? kMet : met + open < needed ? kUnmet : kUnknown);
  }

  template <typename Requirements>
  Result Parts(const Requirements& parts, int needed) const {
    Result result;
    for (const v1::Requirement& part : parts) *result.add_parts() = Requirement(part);
    Count(needed, result);
    return result;
  }

  Result Floors(const v1::CriterionFloors& floors) const {
    Result result;
    for (const v1::CriterionFloor& floor : floors.floors()) {
      for (const Item* item : Selected(floor)) *result.add_parts() = Floor(floor, item);
    }
    Count(result.parts_size(), result);
    return result;
  }

  std::vector<const Item*> Selected(const v1::CriterionFloor& floor) const {
    std::vector<const Item*> selected;
    for (const Item& item : facts_.items) {
      const auto& tags = item.criterion.tags();
      const bool in = (floor.has_criterion() && item.criterion.id() == floor.criterion()) ||
                      (floor.has_domain() &&
                       std::count(item.domains.begin(), item.domains.end(), floor.domain())) ||
                      (floor.has_tag() && std::count(tags.begin(), tags.end(), floor.tag()));
      if (in) selected.push_back(&item);
    }
    return selected;
  }

  const v1::Continuum& ContinuumOf(const Item& item) const {
    return FindContinuum(facts_.rubric, item.criterion.staircase().continuum());
  }

  Result Floor(const v1::CriterionFloor& floor, const Item* item) const {
    Result result;
    result.set_criterion(item->criterion.id());
    Number needed = 0;
    int needed_stage = -1;
    if (floor.has_stage()) {
      const v1::Continuum& continuum = ContinuumOf(*item);
      needed_stage = FindStage(continuum, floor.stage());
      needed = ReadNumber(continuum.stages(needed_stage).value());
      result.set_needed_stage(floor.stage());
    } else {
      needed = ReadNumber(floor.value());
    }
    result.set_needed(WriteNumber(needed));
    if (item->state == v1::ANSWER_STATE_VALUE) {
      const bool reached = floor.has_stage() ? item->stage >= needed_stage : item->value >= needed;
      result.set_state(reached ? kMet : kUnmet);
      result.set_found(WriteNumber(item->value));
      result.set_margin(WriteNumber(item->value - needed));
      if (item->stage >= 0) {
        result.set_found_stage(ContinuumOf(*item).stages(item->stage).id());
      }
      return result;
    }
    NotFound(floor, *item, result);
    return result;
  }

  static void NotFound(const v1::CriterionFloor& floor, const Item& item, Result& result) {
    const bool meets = floor.not_applicable() == v1::CriterionFloor::NOT_APPLICABLE_RULE_MEETS;
    if (item.state == v1::ANSWER_STATE_NOT_APPLICABLE) {
      result.set_state(meets ? kMet : kUnmet);
      result.mutable_reason()->set_code(meets ? v1::Reason::CODE_NOT_APPLICABLE_MEETS
                                              : v1::Reason::CODE_NOT_APPLICABLE_FAILS);
    } else if (item.state == v1::ANSWER_STATE_INSUFFICIENT_DATA) {
      result.set_state(kUnknown);
      result.mutable_reason()->set_code(v1::Reason::CODE_INSUFFICIENT_DATA);
    } else {
      result.set_state(kUnmet);
      *result.mutable_reason() = item.absence;
    }
  }

  Result Rollup(const v1::RollupThreshold& threshold, bool at_most) const {
    Result result;
    const Number needed = ReadNumber(threshold.value());
    result.set_rollup(threshold.rollup());
    result.set_at_most(at_most);
    result.set_needed(WriteNumber(needed));
    const RollupValue found = ComputeRollup(facts_, threshold.rollup());
    if (found.result.state() == v1::ROLLUP_STATE_VALUE) {
      const Number margin = at_most ? needed - found.value : found.value - needed;
      result.set_state(margin >= 0 ? kMet : kUnmet);
      result.set_found(WriteNumber(found.value));
      result.set_margin(WriteNumber(margin));
    } else if (found.result.state() == v1::ROLLUP_STATE_BLOCKED) {
      result.set_state(kUnknown);
      *result.mutable_reason() = found.result.reason();
    } else {
      result.set_state(kUnmet);
      result.mutable_reason()->set_code(v1::Reason::CODE_NO_VALUE);
    }
    return result;
  }

  Result Credits(const v1::CreditsAtLeast& credits) const {
    int earned = 0;
    int could_be = 0;
    std::set<std::string> in;
    std::set<std::string> could_be_in;
    for (const Item& item : facts_.items) {
      if (!item.criterion.credit().has_credits()) continue;
      const int worth = item.criterion.credit().credits();
      const bool met = item.state == v1::ANSWER_STATE_VALUE && item.done == 1;
      if (met) {
        earned += worth;
        in.insert(item.domains[0]);
      }
      if (met || item.state == v1::ANSWER_STATE_INSUFFICIENT_DATA) {
        could_be += worth;
        could_be_in.insert(item.domains[0]);
      }
    }
    Result result;
    result.set_credits(true);
    result.set_needed(std::to_string(credits.credits()));
    result.set_needed_domains(credits.domains());
    result.set_found(std::to_string(earned));
    result.set_found_domains(static_cast<int>(in.size()));
    result.set_margin(std::to_string(earned - credits.credits()));
    const auto enough = [&credits](int sum, const std::set<std::string>& domains) {
      return sum >= credits.credits() && static_cast<int>(domains.size()) >= credits.domains();
    };
    result.set_state(enough(earned, in) ? kMet : enough(could_be, could_be_in) ? kUnknown : kUnmet);
    if (result.state() == kUnknown) {
      result.mutable_reason()->set_code(v1::Reason::CODE_INSUFFICIENT_DATA);
    }
    return result;
  }

  Result Recognition(const v1::RecognitionHeld& needed) const {
    Result result;
    result.set_recognition(needed.input());
    const std::string wrong = WhatIsWrong(needed, FindInput(facts_, needed.input()).result);
    result.set_state(wrong.empty() ? kMet : kUnmet);
    if (wrong.empty()) return result;
    result.mutable_reason()->set_code(v1::Reason::CODE_RECOGNITION);
    result.mutable_reason()->add_arguments(wrong);
    return result;
  }

  // Empty when nothing is.
  std::string WhatIsWrong(const v1::RecognitionHeld& needed, const v1::InputResult& stated) const {
    if (!stated.has_recognition()) return "not-stated";
    const v1::HeldRecognition& held = stated.recognition();
    if (held.status() == v1::HeldRecognition::STATUS_IN_PROCESS) {
      return needed.in_process_counts() ? "" : "in-process";
    }
    if (held.status() != v1::HeldRecognition::STATUS_HELD) return "not-held";
    if (!IsValidOn(held, facts_.as_of_date)) return "not-valid";
    const auto& levels = needed.levels();
    const bool accepted =
        levels.empty() || std::count(levels.begin(), levels.end(), held.level()) > 0;
    return accepted ? "" : "level";
  }

  const Facts& facts_;
};

}  // namespace

v1::LadderResult ClimbLadder(const Facts& facts, const v1::Ladder& ladder) {
  v1::LadderResult result;
  result.set_ladder(ladder.id());
  bool below = true;
  for (const v1::Level& level : ladder.levels()) {
    v1::LevelResult* out = result.add_levels();
    out->set_level(level.id());
    *out->mutable_requirement() = Requirements(facts).Requirement(level.requirement());
    out->set_state(out->requirement().state());
    const bool met = out->state() == kMet;
    out->set_reached(met && (below || ladder.independent_levels()));
    below = below && met;
    if (out->reached()) result.set_level(level.id());
    if (!level.has_annual_reporting()) continue;
    *out->mutable_annual_requirement() =
        Requirements(facts).Requirement(level.annual_reporting().requirement());
    out->set_annual_state(out->annual_requirement().state());
  }
  return result;
}

}  // namespace continuum::naive
