// SPDX-License-Identifier: Apache-2.0

#include "scoring/settle.h"

#include <algorithm>
#include <map>
#include <variant>

#include "scoring/conditions.h"
#include "scoring/forms/measures.h"
#include "scoring/inputs.h"

namespace continuum::scoring {
namespace {

class Settling {
 public:
  Settling(const CompiledRubric& rubric, Evaluation* evaluation)
      : rubric_(rubric), evaluation_(*evaluation) {}

  // In reading order: a criterion is asked because of those that stand before it.
  void Settle() {
    for (std::size_t i = 0; i < rubric_.criteria().size(); ++i) {
      const CompiledCriterion& criterion = rubric_.criteria()[i];
      CriterionOutcome& outcome = evaluation_.criteria[i];
      if (outcome.answer != nullptr && outcome.answer->unconfirmed()) Empty(criterion, &outcome);
      if (criterion.asked_when != nullptr &&
          IsSo(rubric_, *criterion.asked_when, evaluation_) == Truth::kNo) {
        NotAsked(criterion, &outcome);
      } else if (const auto* quantity = std::get_if<CompiledQuantity>(&criterion.form)) {
        if (quantity->input >= 0) LookAtInput(criterion, *quantity, &outcome);
      } else if (const auto* form = std::get_if<CompiledMilestones>(&criterion.form)) {
        if (outcome.state == v1::ANSWER_STATE_VALUE) CountDates(criterion, *form, &outcome);
        outcome.closed = CeasedBy(*form, evaluation_, evaluation_.as_of_day).has_value();
      }
    }
    SettlePhases();
  }

 private:
  // Takes back whatever was read.
  void Empty(const CompiledCriterion& criterion, CriterionOutcome* outcome) {
    *outcome = {.answer = outcome->answer};
    if (criterion.counted >= 0) {
      evaluation_.counted[static_cast<std::size_t>(criterion.counted)] = {};
    }
    const auto first = evaluation_.parts.begin() + criterion.first_part;
    std::fill(first, first + criterion.possible, PartMarks{0});
  }

  void NotAsked(const CompiledCriterion& criterion, CriterionOutcome* outcome) {
    Empty(criterion, outcome);
    outcome->not_asked = true;
    outcome->state = v1::ANSWER_STATE_NOT_APPLICABLE;
    if (!criterion.not_asked_value.has_value()) return;
    outcome->state = v1::ANSWER_STATE_VALUE;
    outcome->value = &*criterion.not_asked_value;
  }

  void LookAtInput(const CompiledCriterion& criterion, const CompiledQuantity& form,
                   CriterionOutcome* outcome) {
    const InputOutcome& input = evaluation_.inputs[static_cast<std::size_t>(form.input)];
    if (!input.has_value) return;
    TakeNumber(criterion, form, input.number,
               &evaluation_.counted[static_cast<std::size_t>(criterion.counted)], outcome);
  }

  void CountDates(const CompiledCriterion& criterion, const CompiledMilestones& form,
                  CriterionOutcome* outcome) {
    const auto parts = absl::MakeSpan(evaluation_.parts)
                           .subspan(static_cast<std::size_t>(criterion.first_part),
                                    static_cast<std::size_t>(criterion.possible));
    SettleMilestones(form, evaluation_.as_of_day,
                     CeasedBy(form, evaluation_, evaluation_.as_of_day), parts,
                     &evaluation_.counted[static_cast<std::size_t>(criterion.counted)], outcome);
    int& furthest = furthest_.try_emplace(form.continuum, -1).first->second;
    furthest = std::max(furthest, outcome->stage);
  }

  void SettlePhases() {
    for (std::size_t i = 0; i < rubric_.criteria().size(); ++i) {
      const CompiledCriterion& criterion = rubric_.criteria()[i];
      const auto* const form = std::get_if<CompiledMilestones>(&criterion.form);
      const CriterionOutcome& outcome = evaluation_.criteria[i];
      if (form == nullptr || outcome.state != v1::ANSWER_STATE_VALUE || outcome.not_asked) continue;
      CountedOutcome& counted = evaluation_.counted[static_cast<std::size_t>(criterion.counted)];
      const std::optional<int64_t> ceased = CeasedBy(*form, evaluation_, evaluation_.as_of_day);
      counted.phase = PhaseOf(*form, outcome.done, ceased.has_value());
      if (counted.phase == v1::PHASE_STATE_OPEN) counted.counted_to = evaluation_.as_of_day;
      if (counted.phase == v1::PHASE_STATE_CEASED) counted.counted_to = ceased;
    }
  }

  v1::PhaseState PhaseOf(const CompiledMilestones& form, int done, bool ceased) const {
    const bool later_begun = furthest_.at(form.continuum) > form.stage;
    if (done == static_cast<int>(form.milestones.size())) return v1::PHASE_STATE_COMPLETE;
    if (done == 0) return later_begun ? v1::PHASE_STATE_SKIPPED : v1::PHASE_STATE_NOT_BEGUN;
    if (later_begun) return v1::PHASE_STATE_LEFT;
    return ceased ? v1::PHASE_STATE_CEASED : v1::PHASE_STATE_OPEN;
  }

  const CompiledRubric& rubric_;
  Evaluation& evaluation_;
  // The furthest phase of each continuum in which an activity is done.
  std::map<const v1::Continuum*, int> furthest_;
};

}  // namespace

void SettleAnswers(const CompiledRubric& rubric, Evaluation* evaluation) {
  DeriveInputs(rubric, evaluation);
  Settling(rubric, evaluation).Settle();
}

}  // namespace continuum::scoring
