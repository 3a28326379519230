// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_scorer.h"

#include <string>
#include <vector>

#include "tests/scoring/naive/naive_criteria.h"
#include "tests/scoring/naive/naive_levels.h"
#include "tests/scoring/naive/naive_number.h"
#include "tests/scoring/naive/naive_rollups.h"

namespace continuum::naive {
namespace {

v1::CriterionResult Describe(const v1::RubricDefinition& rubric, const Item& item) {
  v1::CriterionResult result;
  result.set_criterion(item.criterion.id());
  result.set_state(item.state);
  result.set_option(item.option);
  result.set_done(item.done);
  result.set_possible(item.possible);
  if (item.state == v1::ANSWER_STATE_VALUE) result.set_value(WriteNumber(item.value));
  if (!item.criterion.has_staircase()) return result;
  const v1::Continuum& continuum = ContinuumOf(rubric, item.criterion.staircase());
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
  std::vector<Item> items = ReadingOrder(rubric);
  ApplyAnswers(rubric, answers, context.as_of_date(), items);
  v1::Scorecard card;
  card.set_rubric(rubric.id());
  card.set_revision(rubric.revision());
  card.set_source(answers.source());
  *card.mutable_context() = context;
  for (const Item& item : items) *card.add_criteria() = Describe(rubric, item);
  for (const v1::Rollup& rollup : rubric.rollups()) {
    *card.add_rollups() = ComputeRollup(rubric, items, rollup.id()).result;
  }
  for (const v1::BandSet& bands : rubric.band_sets()) {
    v1::BandResult* result = card.add_bands();
    result->set_band_set(bands.id());
    result->set_band(BandOf(bands, ComputeRollup(rubric, items, bands.rollup())));
  }
  for (const v1::Ladder& ladder : rubric.ladders()) {
    *card.add_ladders() = ClimbLadder(rubric, items, ladder);
  }
  return card;
}

}  // namespace continuum::naive
