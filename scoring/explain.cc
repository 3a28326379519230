// SPDX-License-Identifier: Apache-2.0

#include "scoring/explain.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "scoring/dates.h"
#include "scoring/evaluate.h"
#include "scoring/explain_staircase.h"
#include "scoring/operators.h"
#include "scoring/steps.h"

namespace continuum::scoring {
namespace {

using Kind = CompiledRequirement::Kind;

void SetProofLacking(const ProofSet& lacking, v1::Reason* reason) {
  reason->set_code(v1::Reason::CODE_PROOF_LACKING);
  if (lacking.evidence) reason->add_arguments("evidence");
  if (lacking.attestation) reason->add_arguments("attestation");
  if (lacking.comment) reason->add_arguments("comment");
  if (lacking.evidence_or_attestation) reason->add_arguments("evidence-or-attestation");
}

// Activities whose dates do not count, in the order of the activities.
void AddDateReasons(const CompiledMilestones& form, const CriterionOutcome& outcome,
                    absl::Span<const PartMarks> parts, v1::CriterionResult* result) {
  std::map<int, std::string> uncounted;
  for (const v1::MilestoneAnswer& one : outcome.answer->milestones().milestones()) {
    const int found = CompiledRubric::Find(form.milestone_index, one.milestone());
    if (parts[static_cast<std::size_t>(found)] & kPartDone) continue;
    uncounted[found] = one.date();
  }
  for (const auto& [milestone, date] : uncounted) {
    v1::Reason& reason = *result->add_reasons();
    reason.set_code(v1::Reason::CODE_DATE_NOT_COUNTED);
    reason.add_arguments(form.milestones[static_cast<std::size_t>(milestone)]->id());
    reason.add_arguments(date);
  }
}

}  // namespace

Explainer::Explainer(const CompiledRubric& rubric, const Evaluation& evaluation, int as_of_month,
                     ResultNumbers* numbers)
    : rubric_(rubric),
      evaluation_(evaluation),
      as_of_month_(as_of_month),
      numbers_(*numbers),
      blocking_(BlockingCriteria(rubric, evaluation)) {}

void Explainer::ExplainCriterion(int criterion, v1::CriterionResult* result) const {
  const auto position = static_cast<std::size_t>(criterion);
  const CompiledCriterion& compiled = rubric_.criteria()[position];
  const CriterionOutcome& outcome = evaluation_.criteria[position];
  result->set_highest(compiled.highest.text);
  AddReasons(compiled, outcome, result);
  std::optional<PlannedStep> plan =
      PlanStep(compiled, outcome, evaluation_.PartsOf(compiled), BeyondNow(outcome));
  if (!plan.has_value()) return;
  plan->step.set_gain(numbers_.Text(GainOf(outcome, plan->then)));
  *result->mutable_next_step() = std::move(plan->step);
}

void Explainer::SetAbsence(const CompiledCriterion& criterion, const CriterionOutcome& outcome,
                           v1::Reason* reason) const {
  const auto* const quantity = std::get_if<CompiledQuantity>(&criterion.form);
  const auto* const measure = std::get_if<CompiledMeasure>(&criterion.form);
  if (outcome.answer != nullptr && outcome.answer->unconfirmed()) {
    reason->set_code(v1::Reason::CODE_UNCONFIRMED);
  } else if (!outcome.lacking.empty()) {
    SetProofLacking(outcome.lacking, reason);
  } else if (quantity != nullptr && quantity->input >= 0) {
    reason->set_code(v1::Reason::CODE_INPUT_LACKING);
    reason->add_arguments(
        rubric_.inputs()[static_cast<std::size_t>(quantity->input)].definition->id());
  } else if (measure != nullptr && outcome.answer != nullptr && outcome.answer->has_measure()) {
    reason->set_code(v1::Reason::CODE_COUNTS_LACKING);
    reason->add_arguments(measure->definition->scored_segment());
  } else {
    reason->set_code(v1::Reason::CODE_UNANSWERED);
  }
}

void Explainer::AddSmallDenominator(const CompiledCriterion& criterion,
                                    v1::CriterionResult* result) const {
  const auto* const measure = std::get_if<CompiledMeasure>(&criterion.form);
  if (measure == nullptr) return;
  for (const CountedSegment& one : evaluation_.CountedOf(criterion).segments) {
    if (one.segment != measure->scored_segment) continue;
    v1::Reason& reason = *result->add_reasons();
    reason.set_code(v1::Reason::CODE_SMALL_DENOMINATOR);
    reason.add_arguments(absl::StrCat(one.denominator));
    reason.add_arguments(absl::StrCat(measure->minimum_denominator));
  }
}

void Explainer::AddReasons(const CompiledCriterion& criterion, const CriterionOutcome& outcome,
                           v1::CriterionResult* result) const {
  if (outcome.not_asked) return result->add_reasons()->set_code(v1::Reason::CODE_NOT_ASKED);
  switch (outcome.state) {
    case v1::ANSWER_STATE_VALUE:
      break;
    case v1::ANSWER_STATE_ABSENT:
      return SetAbsence(criterion, outcome, result->add_reasons());
    case v1::ANSWER_STATE_INSUFFICIENT_DATA:
      return AddSmallDenominator(criterion, result);
    default:
      return;
  }
  if (const auto* phase = std::get_if<CompiledMilestones>(&criterion.form)) {
    AddDateReasons(*phase, outcome, evaluation_.PartsOf(criterion), result);
  } else if (const auto* form = std::get_if<CompiledStaircase>(&criterion.form)) {
    AddStaircaseReasons(*form, outcome.answer->staircase(), evaluation_.PartsOf(criterion),
                        rubric_.definition().activity_policy(), as_of_month_, result);
  }
}

void Explainer::ExplainRollup(int rollup, v1::RollupResult* result) const {
  const auto position = static_cast<std::size_t>(rollup);
  const CompiledRollup& compiled = rubric_.rollups()[position];
  const RollupOutcome& outcome = evaluation_.rollups[position];
  if (outcome.state == v1::ROLLUP_STATE_BLOCKED) {
    SetBlocked(rollup, result->mutable_reason());
  } else if (outcome.state == v1::ROLLUP_STATE_NO_VALUE) {
    result->mutable_reason()->set_code(outcome.reason);
    if (outcome.reason == v1::Reason::CODE_TOO_FEW_TERMS) {
      result->mutable_reason()->add_arguments(absl::StrCat(outcome.remaining_terms));
      result->mutable_reason()->add_arguments(absl::StrCat(compiled.minimum_terms));
    }
    // A case may take a rollup that has none.
    if (outcome.reason == v1::Reason::CODE_UNSPECIFIED) result->clear_reason();
  }
  if (outcome.chosen_case >= 0) {
    ExplainCase(compiled, outcome.chosen_case, result);
  }
  result->set_lowest(compiled.lowest);
  result->set_highest(compiled.highest);
  if (!compiled.cases.empty()) return;
  if (outcome.censored_day.has_value()) {
    result->mutable_reason()->set_code(v1::Reason::CODE_CENSORED);
    result->mutable_reason()->add_arguments(FormatDay(*outcome.censored_day));
  }
  for (const CompiledTerm& term : compiled.terms) {
    const auto index = static_cast<std::size_t>(term.index);
    const TermOutcome used = ResolveTerm(rubric_, compiled, term, evaluation_);
    v1::TermResult& out = *result->add_terms();
    if (term.is_rollup) {
      out.set_rollup(rubric_.rollups()[index].definition->id());
    } else {
      out.set_criterion(rubric_.criteria()[index].definition->id());
    }
    if (compiled.op->weights != OperatorRow::Weights::kNone) out.set_weight(term.weight.text);
    out.set_use(used.use);
    if (used.value != nullptr) out.set_value(numbers_.Text(*used.value));
  }
}

void Explainer::ExplainCase(const CompiledRollup& rollup, int chosen,
                            v1::RollupResult* result) const {
  const CompiledCase& one = rollup.cases[static_cast<std::size_t>(chosen)];
  const bool otherwise =
      rollup.has_otherwise && chosen + 1 == static_cast<int>(rollup.cases.size());
  if (result->state() != v1::ROLLUP_STATE_BLOCKED) {
    result->mutable_reason()->set_code(v1::Reason::CODE_CASE);
    result->mutable_reason()->add_arguments(otherwise ? "otherwise" : absl::StrCat(chosen + 1));
  }
  if (one.rollup < 0) return;
  const auto taken = static_cast<std::size_t>(one.rollup);
  v1::TermResult& term = *result->add_terms();
  term.set_rollup(rubric_.rollups()[taken].definition->id());
  const RollupOutcome& outcome = evaluation_.rollups[taken];
  switch (outcome.state) {
    case v1::ROLLUP_STATE_VALUE:
      term.set_use(v1::TermResult::USE_COUNTED);
      term.set_value(numbers_.Text(outcome.value));
      return;
    case v1::ROLLUP_STATE_BLOCKED:
      return term.set_use(v1::TermResult::USE_BLOCKS);
    default:
      return term.set_use(v1::TermResult::USE_LEFT);
  }
}

void Explainer::ExplainRequirement(const CompiledRequirement& requirement,
                                   v1::RequirementResult* result) const {
  if (requirement.kind != Kind::kParts) return ExplainLeaf(requirement, result);
  int met = 0;
  int open = 0;
  for (const CompiledRequirement& part : requirement.parts) {
    v1::RequirementResult& out = *result->add_parts();
    ExplainRequirement(part, &out);
    if (out.state() == v1::REQUIREMENT_STATE_MET) ++met;
    if (out.state() == v1::REQUIREMENT_STATE_CANNOT_BE_TOLD) ++open;
  }
  ExplainWithoutParts(requirement, StateOfParts(requirement, met, open), result);
}

void Explainer::ExplainWithoutParts(const CompiledRequirement& requirement,
                                    v1::RequirementState state,
                                    v1::RequirementResult* result) const {
  if (requirement.kind != Kind::kParts) return ExplainLeaf(requirement, result);
  result->set_parts_needed(requirement.parts_needed);
  if (requirement.definition != nullptr) result->set_title(requirement.definition->title());
  result->set_state(state);
}

void Explainer::ExplainLeaf(const CompiledRequirement& requirement,
                            v1::RequirementResult* result) const {
  const LeafOutcome leaf = EvaluateLeaf(rubric_, requirement, evaluation_);
  const auto index = static_cast<std::size_t>(requirement.index);
  if (requirement.definition != nullptr) result->set_title(requirement.definition->title());
  result->set_state(leaf.state);
  result->set_needed(requirement.needed.text);
  if (requirement.kind == Kind::kRollup) {
    result->set_rollup(rubric_.rollups()[index].definition->id());
    result->set_at_most(requirement.at_most);
  } else if (requirement.kind == Kind::kCriterion) {
    result->set_criterion(rubric_.criteria()[index].definition->id());
    if (const auto* form = std::get_if<CompiledStaircase>(&rubric_.criteria()[index].form)) {
      const int found = evaluation_.criteria[index].stage;
      if (found >= 0) result->set_found_stage(form->continuum->stages(found).id());
      if (requirement.needed_stage >= 0) {
        result->set_needed_stage(form->continuum->stages(requirement.needed_stage).id());
      }
    }
  } else if (requirement.kind == Kind::kRecognition) {
    result->set_recognition(rubric_.inputs()[index].definition->id());
  } else {
    result->set_credits(true);
    result->set_needed_domains(requirement.needed_domains);
    result->set_found_domains(leaf.found_domains);
  }
  if (leaf.found.has_value()) {
    result->set_found(numbers_.Text(*leaf.found));
    const Exact margin = *leaf.found - requirement.needed.value;
    result->set_margin(numbers_.Text(requirement.at_most ? -margin : margin));
  }
  SetLeafReason(requirement, leaf, result);
}

void Explainer::SetLeafReason(const CompiledRequirement& requirement, const LeafOutcome& leaf,
                              v1::RequirementResult* result) const {
  switch (leaf.reason) {
    case v1::Reason::CODE_UNSPECIFIED:
      return;
    case v1::Reason::CODE_BLOCKED:
      return SetBlocked(requirement.index, result->mutable_reason());
    case v1::Reason::CODE_UNANSWERED: {
      const auto position = static_cast<std::size_t>(requirement.index);
      return SetAbsence(rubric_.criteria()[position], evaluation_.criteria[position],
                        result->mutable_reason());
    }
    case v1::Reason::CODE_RECOGNITION:
      result->mutable_reason()->set_code(leaf.reason);
      result->mutable_reason()->add_arguments(std::string(leaf.recognition));
      return;
    default:
      result->mutable_reason()->set_code(leaf.reason);
  }
}

void Explainer::SetBlocked(int rollup, v1::Reason* reason) const {
  reason->set_code(v1::Reason::CODE_BLOCKED);
  for (const int blocking : blocking_[static_cast<std::size_t>(rollup)]) {
    const auto position = static_cast<std::size_t>(blocking);
    const std::size_t criteria = rubric_.criteria().size();
    reason->add_arguments(position < criteria
                              ? rubric_.criteria()[position].definition->id()
                              : rubric_.inputs()[position - criteria].definition->id());
  }
}

}  // namespace continuum::scoring
