// SPDX-License-Identifier: Apache-2.0
//
// The engine and the naive scorer give the same scorecards, for all of it that the naive one knows.

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <string>

#include "scoring/check_rubric.h"
#include "scoring/score.h"
#include "tests/scoring/naive/naive_scorer.h"
#include "tests/scoring/properties/random_case.h"
#include "tests/testing/mutation.h"
#include "tests/testing/property.h"
#include "tests/testing/random_answers.h"

namespace continuum::scoring {
namespace {

using testing::CheckProperty;
using testing::DrawnChoices;
using testing::Runs;

// Takes away what the naive scorer does not give.
void RemoveWhatNaiveLacks(v1::Scorecard& card) {
  card.clear_digests();
  for (v1::CriterionResult& criterion : *card.mutable_criteria()) {
    criterion.clear_highest();
    criterion.clear_reasons();
    criterion.clear_next_step();
  }
  for (v1::RollupResult& rollup : *card.mutable_rollups()) {
    rollup.clear_display();
    rollup.clear_lowest();
    rollup.clear_highest();
  }
}

void CheckAgreement(const v1::RubricDefinition& definition, const v1::AnswerSet& answers,
                    const v1::ScoringContext& context) {
  const auto compiled = CompileRubric(definition);
  if (!compiled.ok()) RC_FAIL(compiled.status().ToString());
  auto card = Score(**compiled, answers, context, {.explain = true});
  // Only mutated rubrics have numbers that get too long.
  RC_PRE(!absl::IsOutOfRange(card.status()));
  if (!card.ok()) RC_FAIL(card.status().ToString());
  RemoveWhatNaiveLacks(*card);
  google::protobuf::util::MessageDifferencer differencer;
  std::string differences;
  differencer.ReportDifferencesToString(&differences);
  if (!differencer.Compare(naive::Score(definition, answers, context), *card)) {
    RC_FAIL("naive against engine:\n" + differences);
  }
}

void BothScorersAgree() {
  const RandomCase drawn = DrawRubric();
  CheckAgreement(drawn.definition, DrawAnswers(drawn), DrawContext());
}

TEST(NaiveAgreement, OnRandomRubrics) { CheckProperty(Runs(2'000, 100'000), BothScorersAgree); }

// Mistakes that are none give rubrics that nobody thought of.
void BothScorersAgreeOnMutatedRubrics() {
  DrawnChoices choices;
  v1::RubricDefinition definition = testing::RandomRubric(choices);
  for (int i = 0; i < 3; ++i) {
    v1::RubricDefinition mutated = definition;
    testing::MutateMessage(choices, mutated);
    if (!HasErrors(CheckRubric(testing::TextOf(mutated)))) definition = mutated;
  }
  RC_LOG() << testing::TextOf(definition) << "\n";
  const v1::AnswerSet answers = testing::RandomAnswers(choices, definition);
  RC_LOG() << answers.DebugString();
  CheckAgreement(definition, answers, testing::RandomContext(choices));
}

TEST(NaiveAgreement, OnMutatedRubrics) {
  CheckProperty(Runs(1'000, 50'000), BothScorersAgreeOnMutatedRubrics);
}

}  // namespace
}  // namespace continuum::scoring
