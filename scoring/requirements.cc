// SPDX-License-Identifier: Apache-2.0

#include "scoring/requirements.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "scoring/conditions.h"

namespace continuum::scoring {
namespace {

using Kind = CompiledRequirement::Kind;

v1::RequirementState MetIf(bool met) {
  return met ? v1::REQUIREMENT_STATE_MET : v1::REQUIREMENT_STATE_UNMET;
}

Credits CountCredits(const CompiledRubric& rubric, const Evaluation& evaluation,
                     bool with_insufficient_data) {
  Credits total;
  int last_domain = -1;  // criteria of a domain are neighbours
  for (std::size_t i = 0; i < rubric.criteria().size(); ++i) {
    const CompiledCriterion& criterion = rubric.criteria()[i];
    const auto* const credit = std::get_if<CompiledCredit>(&criterion.form);
    if (credit == nullptr || credit->core) continue;
    const CriterionOutcome& outcome = evaluation.criteria[i];
    const bool met = outcome.state == v1::ANSWER_STATE_VALUE && outcome.done > 0;
    const bool open = with_insufficient_data && outcome.state == v1::ANSWER_STATE_INSUFFICIENT_DATA;
    if (!met && !open) continue;
    total.credits += credit->credits;
    if (criterion.top_domain != last_domain) ++total.domains;
    last_domain = criterion.top_domain;
  }
  return total;
}

bool Reaches(const Credits& credits, const CompiledRequirement& requirement) {
  return credits.credits >= requirement.needed_credits &&
         credits.domains >= requirement.needed_domains;
}

LeafOutcome EvaluateCredits(const CompiledRubric& rubric, const CompiledRequirement& requirement,
                            const Evaluation& evaluation) {
  const Credits earned = EarnedCredits(rubric, evaluation);
  LeafOutcome outcome;
  outcome.found = Exact(earned.credits);
  outcome.found_domains = earned.domains;
  if (Reaches(earned, requirement)) {
    outcome.state = v1::REQUIREMENT_STATE_MET;
  } else if (Reaches(PossibleCredits(rubric, evaluation), requirement)) {
    outcome.state = v1::REQUIREMENT_STATE_CANNOT_BE_TOLD;
    outcome.reason = v1::Reason::CODE_INSUFFICIENT_DATA;
  }
  return outcome;
}

LeafOutcome EvaluateThreshold(const CompiledRequirement& requirement,
                              const Evaluation& evaluation) {
  const RollupOutcome& rollup = evaluation.rollups[static_cast<std::size_t>(requirement.index)];
  switch (rollup.state) {
    case v1::ROLLUP_STATE_VALUE:
      return {.state = MetIf(requirement.at_most ? rollup.value <= requirement.needed.value
                                                 : rollup.value >= requirement.needed.value),
              .found = rollup.value};
    case v1::ROLLUP_STATE_BLOCKED:
      return {.state = v1::REQUIREMENT_STATE_CANNOT_BE_TOLD, .reason = v1::Reason::CODE_BLOCKED};
    default:
      return {.reason = v1::Reason::CODE_NO_VALUE};
  }
}

LeafOutcome EvaluateFloor(const CompiledRequirement& requirement, const Evaluation& evaluation) {
  const CriterionOutcome& criterion =
      evaluation.criteria[static_cast<std::size_t>(requirement.index)];
  switch (criterion.state) {
    case v1::ANSWER_STATE_VALUE:
      return {.state = MetIf(requirement.needed_stage >= 0
                                 ? criterion.stage >= requirement.needed_stage
                                 : criterion.value->value >= requirement.needed.value),
              .found = criterion.value->value};
    case v1::ANSWER_STATE_NOT_APPLICABLE:
      if (requirement.not_applicable == v1::CriterionFloor::NOT_APPLICABLE_RULE_MEETS) {
        return {.state = v1::REQUIREMENT_STATE_MET,
                .reason = v1::Reason::CODE_NOT_APPLICABLE_MEETS};
      }
      return {.reason = v1::Reason::CODE_NOT_APPLICABLE_FAILS};
    case v1::ANSWER_STATE_INSUFFICIENT_DATA:
      return {.state = v1::REQUIREMENT_STATE_CANNOT_BE_TOLD,
              .reason = v1::Reason::CODE_INSUFFICIENT_DATA};
    default:
      return {.reason = v1::Reason::CODE_UNANSWERED};
  }
}

LeafOutcome EvaluateRecognition(const CompiledRequirement& requirement,
                                const Evaluation& evaluation) {
  const InputOutcome& input = evaluation.inputs[static_cast<std::size_t>(requirement.index)];
  const auto unmet = [](absl::string_view why) {
    return LeafOutcome{.reason = v1::Reason::CODE_RECOGNITION, .recognition = why};
  };
  if (!input.has_value) return unmet("not-stated");
  const v1::HeldRecognition& stated = *input.recognition;
  if (stated.status() == v1::HeldRecognition::STATUS_IN_PROCESS) {
    if (!requirement.in_process_counts) return unmet("in-process");
    return {.state = v1::REQUIREMENT_STATE_MET};
  }
  if (stated.status() != v1::HeldRecognition::STATUS_HELD) return unmet("not-held");
  if (!IsHeld(stated, evaluation.as_of_day)) return unmet("not-valid");
  const std::vector<int>& levels = requirement.accepted_levels;
  if (!levels.empty() && !std::binary_search(levels.begin(), levels.end(), input.level)) {
    return unmet("level");
  }
  return {.state = v1::REQUIREMENT_STATE_MET};
}

}  // namespace

Credits EarnedCredits(const CompiledRubric& rubric, const Evaluation& evaluation) {
  return CountCredits(rubric, evaluation, false);
}

Credits PossibleCredits(const CompiledRubric& rubric, const Evaluation& evaluation) {
  return CountCredits(rubric, evaluation, true);
}

v1::RequirementState EvaluateRequirement(const CompiledRubric& rubric,
                                         const CompiledRequirement& requirement,
                                         const Evaluation& evaluation) {
  if (requirement.kind != Kind::kParts) {
    return EvaluateLeaf(rubric, requirement, evaluation).state;
  }
  int met = 0;
  int open = 0;
  for (const CompiledRequirement& part : requirement.parts) {
    switch (EvaluateRequirement(rubric, part, evaluation)) {
      case v1::REQUIREMENT_STATE_MET:
        ++met;
        break;
      case v1::REQUIREMENT_STATE_CANNOT_BE_TOLD:
        ++open;
        break;
      default:
        break;
    }
  }
  return StateOfParts(requirement, met, open);
}

v1::RequirementState StateOfParts(const CompiledRequirement& requirement, int met, int open) {
  if (met >= requirement.parts_needed) return v1::REQUIREMENT_STATE_MET;
  if (met + open < requirement.parts_needed) return v1::REQUIREMENT_STATE_UNMET;
  return v1::REQUIREMENT_STATE_CANNOT_BE_TOLD;
}

LeafOutcome EvaluateLeaf(const CompiledRubric& rubric, const CompiledRequirement& requirement,
                         const Evaluation& evaluation) {
  switch (requirement.kind) {
    case Kind::kRollup:
      return EvaluateThreshold(requirement, evaluation);
    case Kind::kCriterion:
      return EvaluateFloor(requirement, evaluation);
    case Kind::kRecognition:
      return EvaluateRecognition(requirement, evaluation);
    default:
      return EvaluateCredits(rubric, requirement, evaluation);
  }
}

}  // namespace continuum::scoring
