// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/random_rubric.h"

#include <google/protobuf/text_format.h>

#include <string>

#include "tests/scoring/naive/naive_criteria.h"
#include "tests/testing/random_criteria.h"
#include "tests/testing/random_inputs.h"
#include "tests/testing/random_ranges.h"
#include "tests/testing/random_requirements.h"
#include "tests/testing/random_rollups.h"

namespace continuum::testing {
namespace {

using Rollup = v1::Rollup;
using Treatment = v1::Treatment;

// The first criterion in reading order.
std::string FirstCriterion(const v1::RubricDefinition& rubric) {
  return naive::ReadingOrder(rubric).front().criterion.id();
}

// Makes a rollup that mostly may have a value of one for which none was seen.
void Simplify(const v1::RubricDefinition&, Rollup& rollup) {
  if (rollup.operator_() == Rollup::OPERATOR_CASE) {
    for (v1::Case& one : *rollup.mutable_cases()) one.mutable_then()->set_value("1");
    rollup.mutable_otherwise()->set_value("0");
    return;
  }
  rollup.set_operator_(Rollup::OPERATOR_WEIGHTED_SUM);
  rollup.clear_minimum_terms();
  rollup.clear_threshold();
  rollup.clear_rounding();
}

// The same where that was not enough: nothing that is missing leaves it or blocks it.
void CountAll(const v1::RubricDefinition& rubric, Rollup& rollup) {
  if (rollup.operator_() == Rollup::OPERATOR_CASE) {
    rollup.clear_cases();
    rollup.clear_otherwise();
    rollup.add_terms()->set_criterion(FirstCriterion(rubric));
    rollup.set_operator_(Rollup::OPERATOR_WEIGHTED_SUM);
  }
  Simplify(rubric, rollup);
  v1::MissingPolicy& missing = *rollup.mutable_missing();
  for (Treatment* treatment : {missing.mutable_not_applicable(),
                               missing.mutable_insufficient_data(), missing.mutable_absent()}) {
    treatment->set_kind(Treatment::KIND_COUNTS_AS);
    treatment->set_value("0");
  }
}

// Rollups that never have a value are errors. Those for which no value is seen might be some, and
// are changed. Returns what is then seen.
SeenRanges GiveValues(v1::RubricDefinition& rubric) {
  for (void (*const change)(const v1::RubricDefinition&, Rollup&) : {Simplify, CountAll}) {
    SeenRanges seen = TryAnswers(rubric);
    bool changed = false;
    for (int i = 0; i < rubric.rollups_size(); ++i) {
      if (seen.rollups[static_cast<size_t>(i)].has_value()) continue;
      change(rubric, *rubric.mutable_rollups(i));
      changed = true;
    }
    if (!changed) return seen;
  }
  return TryAnswers(rubric);
}

}  // namespace

v1::RubricDefinition RandomRubric(Choices& choices, const RandomRubricOptions& options) {
  v1::RubricDefinition rubric;
  rubric.set_id("random");
  rubric.set_revision("1");
  rubric.set_title("Random");
  rubric.set_summary("Made by a test.");
  v1::Source& source = *rubric.add_sources();
  source.set_citation("None.");
  source.set_covers("Nothing.");
  source.set_standing(v1::Source::STANDING_CONFIRMED);
  if (choices.Chance(50)) AddRandomInputs(choices, rubric);
  AddRandomCriteria(choices, options.max_criteria, rubric);
  AddRandomRollups(choices, options.max_rollups, rubric);
  const SeenRanges seen = GiveValues(rubric);
  AddRandomRequirements(choices, options.within_reach, seen, rubric);
  if (!rubric.rollups().empty() && choices.Chance(50)) {
    rubric.set_index_rollup(rubric.rollups(choices.Below(rubric.rollups_size())).id());
  }
  return rubric;
}

std::string TextOf(const v1::RubricDefinition& rubric) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(rubric, &text);
  return text;
}

}  // namespace continuum::testing
