// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "scoring/compiled_bounds.h"
#include "tests/scoring/naive/naive_scorer.h"
#include "tests/scoring/properties/random_case.h"
#include "tests/testing/property.h"

namespace continuum::scoring {
namespace {

using testing::CheckProperty;
using testing::Runs;

// Against the naive scorer, which knows nothing of bounds.
void EveryResultLiesWithinTheBounds() {
  const RandomCase drawn = DrawRubric();
  const std::vector<RollupBounds> bounds = BoundRollups(*Compiled(drawn));
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
          RC_ASSERT(bound.value->lowest <= value);
          RC_ASSERT(value <= bound.value->highest);
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
