// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_scorer.h"

#include <string>

#include "tests/scoring/naive/naive_criteria.h"
#include "tests/scoring/naive/naive_facts.h"
#include "tests/scoring/naive/naive_inputs.h"
#include "tests/scoring/naive/naive_levels.h"
#include "tests/scoring/naive/naive_number.h"
#include "tests/scoring/naive/naive_rollups.h"

namespace continuum::naive {
namespace {

v1::CriterionResult Describe(const v1::RubricDefinition& rubric, const Item& item) {
  v1::CriterionResult result;
  result.set_criterion(item.criterion.id());
  result.set_state(item.state);
  if (item.state == v1::ANSWER_STATE_VALUE) result.set_value(WriteNumber(item.value));
  result.set_not_asked(item.not_asked);
  result.set_option(item.option);
  result.set_done(item.done);
  result.set_possible(item.possible);
  result.set_number(item.number);
  *result.mutable_measured() = {item.measured.begin(), item.measured.end()};
  result.set_phase(item.phase);
  result.set_first_date(item.first_date);
  result.set_last_date(item.last_date);
  if (!item.criterion.has_staircase()) return result;
  const v1::Continuum& continuum = FindContinuum(rubric, item.criterion.staircase().continuum());
  if (item.stage >= 0) result.set_stage(continuum.stages(item.stage).id());
  for (const int skipped : item.skipped) result.add_skipped_stages(continuum.stages(skipped).id());
  return result;
}

std::string BandOf(const v1::BandSet& bands, const RollupValue& value) {
  std::string found;
  if (value.result.state() != v1::ROLLUP_STATE_VALUE) return found;
  for (const v1::Band& band : bands.bands()) {
    if (band.at_least().empty() || value.value >= ReadNumber(band.at_least())) found = band.id();
  }
  return found;
}

}  // namespace

v1::Scorecard Score(const v1::RubricDefinition& rubric, const v1::AnswerSet& answers,
                    const v1::ScoringContext& context) {
  Facts facts{rubric, context.as_of_date(), ReadInputs(rubric, answers), ReadingOrder(rubric)};
  ApplyAnswers(answers, facts);
  v1::Scorecard card;
  card.set_rubric(rubric.id());
  card.set_revision(rubric.revision());
  card.set_source(answers.source());
  *card.mutable_context() = context;
  for (const Item& item : facts.items) *card.add_criteria() = Describe(rubric, item);
  for (const v1::Rollup& rollup : rubric.rollups()) {
    *card.add_rollups() = ComputeRollup(facts, rollup.id()).result;
  }
  for (const v1::BandSet& bands : rubric.band_sets()) {
    v1::BandResult* result = card.add_bands();
    result->set_band_set(bands.id());
    result->set_band(BandOf(bands, ComputeRollup(facts, bands.rollup())));
  }
  for (const v1::Ladder& ladder : rubric.ladders()) {
    *card.add_ladders() = ClimbLadder(facts, ladder);
  }
  for (const InputFact& input : facts.inputs) *card.add_inputs() = input.result;
  return card;
}

}  // namespace continuum::naive
