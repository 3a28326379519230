// SPDX-License-Identifier: Apache-2.0

#include "scoring/score.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/dates.h"
#include "scoring/digest.h"
#include "scoring/display.h"
#include "scoring/evaluate.h"
#include "scoring/evaluation.h"
#include "scoring/explain.h"
#include "scoring/forms/measures.h"
#include "scoring/forms/staircase.h"
#include "scoring/requirements.h"
#include "scoring/result_numbers.h"
#include "scoring/score_answers.h"

namespace continuum::scoring {
namespace {

void WriteStaircase(const CompiledStaircase& form, const CriterionOutcome& outcome,
                    absl::Span<const PartMarks> parts, v1::CriterionResult* result) {
  if (outcome.state != v1::ANSWER_STATE_VALUE) return;
  if (outcome.stage >= 0) result->set_stage(form.continuum->stages(outcome.stage).id());
  for (const int stage : SkippedStages(form, parts)) {
    result->add_skipped_stages(form.continuum->stages(stage).id());
  }
}

void WriteInput(const CompiledInput& input, const InputOutcome& outcome, ResultNumbers* numbers,
                v1::InputResult* result) {
  result->set_input(input.definition->id());
  if (!outcome.has_value) return;
  switch (input.definition->kind_case()) {
    case v1::Input::kDate:
      result->set_date(outcome.answer->input().date());
      return;
    case v1::Input::kChoice:
      for (const int option : outcome.options) {
        result->mutable_options()->add_options(input.definition->choice().options(option).id());
      }
      return;
    case v1::Input::kRecognition:
      *result->mutable_recognition() = *outcome.recognition;
      return;
    default:
      result->set_number(numbers->Text(outcome.number));
  }
}

void WriteMeasured(const CompiledMeasure& form, const CountedOutcome& counted,
                   ResultNumbers* numbers, v1::CriterionResult* result) {
  for (const CountedSegment& one : counted.segments) {
    v1::MeasuredSegment& out = *result->add_measured();
    if (one.segment >= 0) out.set_segment(form.definition->segments(one.segment).id());
    out.set_numerator(numbers->Text(one.numerator));
    out.set_denominator(one.denominator);
    if (const std::optional<Exact> rate = RateOf(form, one)) out.set_rate(numbers->Text(*rate));
  }
}

void WriteCounted(const CompiledCriterion& criterion, const CriterionOutcome& outcome,
                  const CountedOutcome& counted, ResultNumbers* numbers,
                  v1::CriterionResult* result) {
  if (counted.number.has_value()) result->set_number(numbers->Text(*counted.number));
  if (const auto* form = std::get_if<CompiledMeasure>(&criterion.form)) {
    WriteMeasured(*form, counted, numbers, result);
  }
  result->set_phase(counted.phase);
  if (counted.first_day.has_value()) result->set_first_date(FormatDay(*counted.first_day));
  if (counted.last_day.has_value()) result->set_last_date(FormatDay(*counted.last_day));
  // A number of its own may have got too long, which the rubric's have not.
  if (outcome.value != nullptr) result->set_value(numbers->Text(outcome.value->value));
}

void WriteCriterion(const CompiledCriterion& criterion, const CriterionOutcome& outcome,
                    absl::Span<const PartMarks> parts, v1::CriterionResult* result) {
  result->set_criterion(criterion.definition->id());
  result->set_state(outcome.state);
  if (outcome.value != nullptr) result->set_value(outcome.value->text);
  result->set_done(outcome.done);
  result->set_possible(criterion.possible);
  result->set_not_asked(outcome.not_asked);
  if (outcome.not_asked) return;
  if (const auto* form = std::get_if<CompiledStaircase>(&criterion.form)) {
    WriteStaircase(*form, outcome, parts, result);
  } else if (const auto* rating = std::get_if<CompiledRating>(&criterion.form)) {
    if (outcome.option < 0) return;
    result->set_option(rating->options[static_cast<std::size_t>(outcome.option)].definition->id());
  }
}

void WriteRollup(const CompiledRollup& rollup, const RollupOutcome& outcome, ResultNumbers* numbers,
                 v1::RollupResult* result) {
  result->set_rollup(rollup.definition->id());
  result->set_state(outcome.state);
  if (outcome.state != v1::ROLLUP_STATE_VALUE) return;
  if (outcome.censored_day.has_value()) {
    result->set_censored_date(FormatDay(*outcome.censored_day));
  }
  result->set_value(numbers->Text(outcome.value));
  result->set_display(DisplayValue(rollup, outcome.value));
}

void WriteBand(const CompiledBandSet& band_set, const Evaluation& evaluation,
               v1::BandResult* result) {
  result->set_band_set(band_set.definition->id());
  const RollupOutcome& rollup = evaluation.rollups[static_cast<std::size_t>(band_set.rollup)];
  if (rollup.state != v1::ROLLUP_STATE_VALUE) return;
  // The first band takes what lies below all edges.
  const auto reached = std::upper_bound(band_set.edges.begin(), band_set.edges.end(), rollup.value);
  result->set_band(
      band_set.definition->bands(static_cast<int>(reached - band_set.edges.begin())).id());
}

void WriteLadder(const CompiledRubric& rubric, const CompiledLadder& ladder,
                 const Evaluation& evaluation, const Explainer* explainer,
                 v1::LadderResult* result) {
  result->set_ladder(ladder.definition->id());
  bool below_met = true;
  for (const CompiledLevel& level : ladder.levels) {
    v1::LevelResult& out = *result->add_levels();
    out.set_level(level.definition->id());
    if (explainer != nullptr) {
      explainer->ExplainRequirement(level.requirement, out.mutable_requirement());
      out.set_state(out.requirement().state());
    } else {
      out.set_state(EvaluateRequirement(rubric, level.requirement, evaluation));
    }
    if (level.annual != nullptr) {
      out.set_annual_state(EvaluateRequirement(rubric, *level.annual, evaluation));
      if (explainer != nullptr) {
        explainer->ExplainRequirement(*level.annual, out.mutable_annual_requirement());
      }
    }
    const bool met = out.state() == v1::REQUIREMENT_STATE_MET;
    out.set_reached(met && (below_met || ladder.definition->independent_levels()));
    if (out.reached()) result->set_level(out.level());
    below_met = below_met && met;
  }
}

void WriteDigests(const CompiledRubric& rubric, const v1::AnswerSet& answers,
                  v1::Digests* digests) {
  digests->set_measurement(rubric.measurement_digest());
  digests->set_rubric(rubric.rubric_digest());
  digests->set_answers(AnswersDigest(answers));
  digests->set_scoring_version(std::string(kScoringVersion));
}

v1::AnswerSource SourceOf(const v1::AnswerSet& answers) {
  return answers.source() == v1::ANSWER_SOURCE_UNSPECIFIED ? v1::ANSWER_SOURCE_PROGRAM_CONSENSUS
                                                           : answers.source();
}

}  // namespace

absl::StatusOr<v1::Scorecard> Score(const CompiledRubric& rubric, const v1::AnswerSet& answers,
                                    const v1::ScoringContext& context,
                                    const ScoreOptions& options) {
  absl::StatusOr<ScoredAnswers> scored = ScoreAnswers(rubric, answers, context);
  if (!scored.ok()) return std::move(scored).status();
  const Evaluation& evaluation = scored->evaluation;

  ResultNumbers numbers;
  std::optional<Explainer> explainer;
  if (options.explain) explainer.emplace(rubric, evaluation, scored->as_of.month, &numbers);

  v1::Scorecard scorecard;
  scorecard.set_rubric(rubric.definition().id());
  scorecard.set_revision(rubric.definition().revision());
  scorecard.set_source(SourceOf(answers));
  WriteDigests(rubric, answers, scorecard.mutable_digests());
  *scorecard.mutable_context() = context;
  for (std::size_t i = 0; i < rubric.inputs().size(); ++i) {
    WriteInput(rubric.inputs()[i], evaluation.inputs[i], &numbers, scorecard.add_inputs());
  }
  for (std::size_t i = 0; i < rubric.criteria().size(); ++i) {
    const CompiledCriterion& criterion = rubric.criteria()[i];
    v1::CriterionResult& result = *scorecard.add_criteria();
    WriteCriterion(criterion, evaluation.criteria[i], evaluation.PartsOf(criterion), &result);
    if (criterion.counted >= 0) {
      WriteCounted(criterion, evaluation.criteria[i], evaluation.CountedOf(criterion), &numbers,
                   &result);
    }
    if (explainer.has_value()) explainer->ExplainCriterion(static_cast<int>(i), &result);
  }
  for (std::size_t i = 0; i < rubric.rollups().size(); ++i) {
    v1::RollupResult& result = *scorecard.add_rollups();
    WriteRollup(rubric.rollups()[i], evaluation.rollups[i], &numbers, &result);
    if (explainer.has_value()) explainer->ExplainRollup(static_cast<int>(i), &result);
  }
  for (const CompiledBandSet& band_set : rubric.band_sets()) {
    WriteBand(band_set, evaluation, scorecard.add_bands());
  }
  for (const CompiledLadder& ladder : rubric.ladders()) {
    WriteLadder(rubric, ladder, evaluation, explainer.has_value() ? &*explainer : nullptr,
                scorecard.add_ladders());
  }
  if (const absl::Status status = numbers.status(); !status.ok()) return status;
  return scorecard;
}

}  // namespace continuum::scoring
