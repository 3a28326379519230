// SPDX-License-Identifier: Apache-2.0

#include "scoring/next_level.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/explain.h"
#include "scoring/gains.h"
#include "scoring/requirements.h"
#include "scoring/result_numbers.h"
#include "scoring/score_answers.h"
#include "scoring/steps.h"

namespace continuum::scoring {
namespace {

using Kind = CompiledRequirement::Kind;

// Fills the gaps of one evaluation.
class GapFinder {
 public:
  GapFinder(const CompiledRubric& rubric, const ScoredAnswers& scored)
      : rubric_(rubric),
        evaluation_(scored.evaluation),
        explainer_(rubric, scored.evaluation, scored.as_of.month, &numbers_),
        gains_(rubric, scored.evaluation) {}

  v1::RequirementState StateOf(const CompiledRequirement& requirement) const {
    return EvaluateRequirement(rubric_, requirement, evaluation_);
  }

  void FindGap(const CompiledRequirement& requirement, v1::RequirementGap* gap) {
    explainer_.ExplainWithoutParts(requirement, StateOf(requirement), gap->mutable_requirement());
    switch (requirement.kind) {
      case Kind::kParts:
        return FindParts(requirement, gap);
      case Kind::kRollup:
        return FindRollupSteps(requirement, gap);
      case Kind::kCriterion:
        return FindFloorStep(requirement, gap);
      case Kind::kCredits:
        return FindCredits(requirement, gap);
      case Kind::kRecognition:
        return;  // what is missing stands in the reason
    }
  }

  absl::Status status() const {
    if (gains_.exhausted()) {
      return absl::OutOfRangeError(
          "The rubric's rollups are too entangled to work out what each step gains.");
    }
    return numbers_.status();
  }

 private:
  void FindParts(const CompiledRequirement& requirement, v1::RequirementGap* gap) {
    int met = 0;
    for (const CompiledRequirement& part : requirement.parts) {
      if (StateOf(part) == v1::REQUIREMENT_STATE_MET) {
        ++met;
      } else {
        FindGap(part, gap->add_parts());
      }
    }
    gap->set_more_needed(requirement.parts_needed - met);
  }

  void FindRollupSteps(const CompiledRequirement& requirement, v1::RequirementGap* gap) {
    for (const Gains::Gain& gain : gains_.OfRollup(requirement.index, requirement.at_most)) {
      v1::Step& step = *gap->add_steps();
      step = gain.plan.step;
      step.set_gain(numbers_.Text(gain.gain));
    }
  }

  void FindFloorStep(const CompiledRequirement& requirement, v1::RequirementGap* gap) {
    const StepGoal goal = {
        .value = requirement.needed.value, .above = false, .stage = requirement.needed_stage};
    AddCriterionStep(requirement.index, goal, gap);
  }

  void FindCredits(const CompiledRequirement& requirement, v1::RequirementGap* gap) {
    const Credits earned = EarnedCredits(rubric_, evaluation_);
    const int64_t credits = requirement.needed_credits - earned.credits;
    gap->set_more_needed(static_cast<int>(std::max<int64_t>(0, credits)));
    gap->set_more_domains_needed(std::max(0, requirement.needed_domains - earned.domains));
    for (std::size_t i = 0; i < rubric_.criteria().size(); ++i) {
      const auto* const credit = std::get_if<CompiledCredit>(&rubric_.criteria()[i].form);
      if (credit == nullptr || credit->core) continue;
      AddCriterionStep(static_cast<int>(i), BeyondNow(evaluation_.criteria[i]), gap);
    }
  }

  // Adds the step by which a criterion reaches a goal, if there is one, with what the criterion
  // gains.
  void AddCriterionStep(int criterion, const StepGoal& goal, v1::RequirementGap* gap) {
    const auto position = static_cast<std::size_t>(criterion);
    const CompiledCriterion& compiled = rubric_.criteria()[position];
    const CriterionOutcome& outcome = evaluation_.criteria[position];
    const std::optional<PlannedStep> plan =
        PlanStep(compiled, outcome, evaluation_.PartsOf(compiled), goal);
    if (!plan.has_value()) return;
    v1::Step& step = *gap->add_steps();
    step = plan->step;
    step.set_gain(numbers_.Text(GainOf(outcome, plan->then)));
  }

  const CompiledRubric& rubric_;
  const Evaluation& evaluation_;
  ResultNumbers numbers_;
  Explainer explainer_;
  Gains gains_;
};

// How far a ladder is climbed.
struct Climb {
  std::vector<bool> met;
  int highest_reached = -1;
};

Climb ClimbOf(const CompiledLadder& ladder, const GapFinder& finder) {
  Climb climb;
  bool below_met = true;
  for (const CompiledLevel& level : ladder.levels) {
    const bool met = finder.StateOf(level.requirement) == v1::REQUIREMENT_STATE_MET;
    if (met && (below_met || ladder.definition->independent_levels())) {
      climb.highest_reached = static_cast<int>(climb.met.size());
    }
    below_met = below_met && met;
    climb.met.push_back(met);
  }
  return climb;
}

// The ladder with this id, or the first one; null when there is none.
const CompiledLadder* FindLadder(const CompiledRubric& rubric, absl::string_view id) {
  const int found = id.empty() && !rubric.ladders().empty() ? 0 : rubric.FindLadder(id);
  return found < 0 ? nullptr : &rubric.ladders()[static_cast<std::size_t>(found)];
}

// The position of a level; -1 when there is none with this id.
int FindLevel(const CompiledLadder& ladder, absl::string_view id) {
  for (std::size_t i = 0; i < ladder.levels.size(); ++i) {
    if (ladder.levels[i].definition->id() == id) return static_cast<int>(i);
  }
  return -1;
}

void WriteGaps(const CompiledLadder& ladder, const Climb& climb, int target, GapFinder* finder,
               v1::NextLevel* next) {
  const int first = ladder.definition->independent_levels() ? target : 0;
  for (int i = first; i <= target; ++i) {
    const auto position = static_cast<std::size_t>(i);
    if (climb.met[position]) continue;
    v1::LevelGap& gap = *next->add_gaps();
    gap.set_level(ladder.levels[position].definition->id());
    finder->FindGap(ladder.levels[position].requirement, gap.mutable_gap());
  }
}

}  // namespace

absl::StatusOr<v1::NextLevel> FindNextLevel(const CompiledRubric& rubric,
                                            const v1::AnswerSet& answers,
                                            const v1::ScoringContext& context,
                                            absl::string_view ladder, absl::string_view level) {
  const CompiledLadder* const found = FindLadder(rubric, ladder);
  if (found == nullptr) {
    return absl::NotFoundError(absl::StrCat("The rubric \"", rubric.definition().id(),
                                            "\" has no ladder \"", ladder, "\"."));
  }
  int target = FindLevel(*found, level);
  if (!level.empty() && target < 0) {
    return absl::NotFoundError(
        absl::StrCat("The ladder \"", found->definition->id(), "\" has no level \"", level, "\"."));
  }
  const absl::StatusOr<ScoredAnswers> scored = ScoreAnswers(rubric, answers, context);
  if (!scored.ok()) return scored.status();

  GapFinder finder(rubric, *scored);
  const Climb climb = ClimbOf(*found, finder);
  v1::NextLevel next;
  next.set_ladder(found->definition->id());
  if (climb.highest_reached >= 0) {
    next.set_reached(
        found->levels[static_cast<std::size_t>(climb.highest_reached)].definition->id());
  }
  if (level.empty()) target = climb.highest_reached + 1;
  if (static_cast<std::size_t>(target) < found->levels.size()) {
    next.set_target(found->levels[static_cast<std::size_t>(target)].definition->id());
    WriteGaps(*found, climb, target, &finder, &next);
  }
  if (const absl::Status status = finder.status(); !status.ok()) return status;
  return next;
}

}  // namespace continuum::scoring
