// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "scoring/compiled_bounds.h"
#include "tests/scoring/naive/naive_scorer.h"
#include "tests/scoring/properties/random_case.h"
#include "tests/testing/property.h"

namespace continuum::scoring {
namespace {

using testing::CheckProperty;
using testing::Runs;

// The rollups that are made from numbers of days, which nothing bounds: an invalid number says so.
// In random rubrics rollups stand after those that they use.
std::set<std::string> RollupsOfDays(const v1::RubricDefinition& rubric) {
  std::set<std::string> days;
  for (const v1::Rollup& rollup : rubric.rollups()) {
    bool is = rollup.operator_() == v1::Rollup::OPERATOR_DURATION_DAYS;
    for (const v1::Term& term : rollup.terms()) is |= days.count(term.rollup()) > 0;
    for (const v1::Case& one : rollup.cases()) is |= days.count(one.then().rollup()) > 0;
    is |= days.count(rollup.otherwise().rollup()) > 0;
    if (is) days.insert(rollup.id());
  }
  return days;
}

// Against the naive scorer, which knows nothing of bounds.
void EveryResultLiesWithinTheBounds() {
  const RandomCase drawn = DrawRubric();
  const std::vector<RollupBounds> bounds = BoundRollups(*Compiled(drawn));
  const std::set<std::string> days = RollupsOfDays(drawn.definition);
  for (int i = 0; i < 5; ++i) {
    const v1::Scorecard card = naive::Score(drawn.definition, DrawAnswers(drawn), DrawContext());
    for (int k = 0; k < card.rollups_size(); ++k) {
      const v1::RollupResult& result = card.rollups(k);
      const RollupBounds& bound = bounds[static_cast<size_t>(k)];
      RC_LOG() << result.DebugString();
      switch (result.state()) {
        case v1::ROLLUP_STATE_NO_VALUE:
          RC_ASSERT(bound.may_lack_value);
          break;
        case v1::ROLLUP_STATE_BLOCKED:
          RC_ASSERT(bound.may_block);
          break;
        default: {
          const Exact value = *Exact::Parse(result.value());
          RC_ASSERT(bound.value.has_value());
          const bool unbounded = days.count(result.rollup()) > 0;
          RC_ASSERT(bound.value->lowest <= value || (unbounded && !bound.value->lowest.valid()));
          RC_ASSERT(value <= bound.value->highest || (unbounded && !bound.value->highest.valid()));
        }
      }
    }
  }
}

TEST(BoundsProperty, EveryResultLiesWithinTheBounds) {
  CheckProperty(Runs(1'000, 20'000), EveryResultLiesWithinTheBounds);
}

}  // namespace
}  // namespace continuum::scoring
