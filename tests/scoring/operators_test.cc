// SPDX-License-Identifier: Apache-2.0
//
// Every rollup operator, as data. A new one fails TheTableHasEveryOperator until it has a row.

#include "scoring/operators.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/compiled_rubric.h"
#include "tests/scoring/rubrics.h"

namespace continuum::scoring {
namespace {

using Operator = v1::Rollup::Operator;

// Ratings r1 (0 to 10), r2 (-2 to 4), a staircase (5 activities, 0 to 4), factors (3, 0 to 3), an
// elective (3 credits), a core criterion, a yes/no, and milestones (2).
constexpr char kCriteria[] = R"pb(
  criteria {
    id: "r1"
    allows_not_applicable: true
    rating {
      options { id: "0" value: "0" }
      options { id: "2.5" value: "2.5" }
      options { id: "10" value: "10" }
    }
  }
  criteria {
    id: "r2"
    allows_not_applicable: true
    rating {
      options { id: "-2" value: "-2" }
      options { id: "1/3" value: "1/3" }
      options { id: "4" value: "4" }
    }
  }
  criteria {
    id: "stairs"
    allows_not_applicable: true
    staircase {
      continuum: "stages"
      cells {
        stage: "low"
        activities { id: "a" }
        activities { id: "b" }
      }
      cells {
        stage: "middle"
        activities { id: "m" covers: "b" }
        activities { id: "n" }
      }
      cells {
        stage: "high"
        activities { id: "h" }
      }
    }
  }
  criteria {
    id: "factors"
    factors {
      factors { id: "x" }
      factors { id: "y" }
      factors { id: "z" }
      rows { at_least: 1 value: "1" }
      rows { at_least: 3 value: "3" }
    }
  }
  criteria {
    id: "elective"
    credit { credits: 3 }
  }
  criteria {
    id: "core"
    credit { core: true }
  }
  criteria {
    id: "yes"
    yes_no {}
  }
)pb";

// Milestones, in a domain of their own.
constexpr char kPhase[] = R"pb(
  domains {
    id: "phases"
    criteria {
      id: "phase"
      milestones {
        continuum: "stages"
        stage: "low"
        milestones { id: "a" }
        milestones { id: "b" }
      }
    }
  }
)pb";

// r1 is 2.5, r2 1/3, the staircase 1 with 3 of 5 activities, factors 1 with 2 of 3, the elective is
// met (3), the core criterion is not, yes is not answered.
constexpr char kAnswers[] = R"pb(
  answers {
    criterion: "r1"
    rating { option: "2.5" }
  }
  answers {
    criterion: "r2"
    rating { option: "1/3" }
  }
  answers {
    criterion: "stairs"
    staircase {
      activities { activity: "a" state: STATE_DONE }
      activities { activity: "m" state: STATE_DONE }
    }
  }
  answers {
    criterion: "factors"
    factors { met: "x" met: "z" }
  }
  answers {
    criterion: "elective"
    credit { met: true }
  }
  answers {
    criterion: "core"
    credit {}
  }
  answers {
    criterion: "phase"
    milestones {
      milestones { milestone: "a" date: "2026-01-02" }
      milestones { milestone: "b" date: "2026-01-05" }
    }
  }
)pb";

struct Row {
  Operator op;
  const char* rollup;  // without id and operator
  const char* value;   // empty: no value, for nothing is possible
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << v1::Rollup::Operator_Name(row.op) << " " << row.rollup;
}

constexpr Row kRows[] = {
    {v1::Rollup::OPERATOR_WEIGHTED_SUM, R"(terms { criterion: "r1" } terms { criterion: "r2" })",
     "17/6"},
    {v1::Rollup::OPERATOR_WEIGHTED_SUM,
     R"(terms { criterion: "r1" weight: "2" } terms { criterion: "r2" weight: "-3" })", "4"},
    {v1::Rollup::OPERATOR_WEIGHTED_SUM,
     R"(terms { criterion: "r1" weight: "0" } terms { criterion: "r2" weight: "0.3" })", "1/10"},
    {v1::Rollup::OPERATOR_WEIGHTED_SUM, R"(terms { domain: "d" weight: "1/2" })", "47/12"},
    {v1::Rollup::OPERATOR_WEIGHTED_SUM, R"(terms { rollup: "three" weight: "1/3" })", "1"},

    // 100 * (2.5 + 1) / (10 + 4), and with weights 100 * (5 + 1) / (20 + 4).
    {v1::Rollup::OPERATOR_PERCENT_OF_POSSIBLE,
     R"(terms { criterion: "r1" } terms { criterion: "stairs" })", "25"},
    {v1::Rollup::OPERATOR_PERCENT_OF_POSSIBLE,
     R"(terms { criterion: "r1" weight: "2" } terms { criterion: "stairs" })", "25"},
    {v1::Rollup::OPERATOR_PERCENT_OF_POSSIBLE,
     R"(terms { criterion: "elective" } terms { criterion: "yes" })", "75"},
    {v1::Rollup::OPERATOR_PERCENT_OF_POSSIBLE, R"(terms { criterion: "r1" weight: "0" })", ""},

    {v1::Rollup::OPERATOR_MEAN, R"(terms { criterion: "r1" } terms { criterion: "r2" })", "17/12"},
    {v1::Rollup::OPERATOR_MEAN, R"(terms { domain: "d" })", "47/42"},
    {v1::Rollup::OPERATOR_MEAN, R"(terms { rollup: "three" } terms { criterion: "core" })", "3/2"},

    {v1::Rollup::OPERATOR_WEIGHTED_MEAN,
     R"(terms { criterion: "r1" weight: "2" } terms { criterion: "r2" weight: "3" })", "6/5"},
    {v1::Rollup::OPERATOR_WEIGHTED_MEAN,
     R"(terms { criterion: "r1" } terms { criterion: "r2" weight: "0" })", "5/2"},
    {v1::Rollup::OPERATOR_WEIGHTED_MEAN, R"(terms { criterion: "r1" weight: "0" })", ""},

    {v1::Rollup::OPERATOR_MINIMUM, R"(terms { criterion: "r1" } terms { criterion: "r2" })", "1/3"},
    {v1::Rollup::OPERATOR_MINIMUM, R"(terms { domain: "d" })", "0"},
    {v1::Rollup::OPERATOR_MAXIMUM, R"(terms { criterion: "r2" } terms { criterion: "stairs" })",
     "1"},
    {v1::Rollup::OPERATOR_MAXIMUM, R"(terms { domain: "d" })", "3"},

    // 2.5, 1/3, 1, 1, 3, 0, 0.
    {v1::Rollup::OPERATOR_COUNT_AT_OR_ABOVE, R"(threshold: "1" terms { domain: "d" })", "4"},
    {v1::Rollup::OPERATOR_COUNT_AT_OR_ABOVE, R"(threshold: "1.0001" terms { domain: "d" })", "2"},
    {v1::Rollup::OPERATOR_COUNT_AT_OR_ABOVE, R"(threshold: "9" terms { domain: "d" })", "0"},
    {v1::Rollup::OPERATOR_PERCENT_AT_OR_ABOVE, R"(threshold: "1" terms { domain: "d" })", "400/7"},
    {v1::Rollup::OPERATOR_PERCENT_AT_OR_ABOVE, R"(threshold: "-5" terms { domain: "d" })", "100"},
    {v1::Rollup::OPERATOR_PERCENT_AT_OR_ABOVE,
     R"(threshold: "0.3333333333" terms { criterion: "r2" })", "100"},
    {v1::Rollup::OPERATOR_PERCENT_AT_OR_ABOVE,
     R"(threshold: "0.3333333334" terms { criterion: "r2" })", "0"},

    {v1::Rollup::OPERATOR_POOLED_PROPORTION, R"(terms { criterion: "stairs" })", "3/5"},
    {v1::Rollup::OPERATOR_POOLED_PROPORTION,
     R"(terms { criterion: "stairs" } terms { criterion: "factors" })", "5/8"},
    {v1::Rollup::OPERATOR_POOLED_PROPORTION,
     R"(terms { criterion: "elective" } terms { criterion: "core" } terms { criterion: "yes" })",
     "1/3"},

    {v1::Rollup::OPERATOR_ROUND,
     R"(terms { criterion: "r1" } rounding { digits: 0 mode: MODE_HALF_AWAY_FROM_ZERO })", "3"},
    {v1::Rollup::OPERATOR_ROUND,
     R"(terms { criterion: "r1" } rounding { digits: 0 mode: MODE_DOWN })", "2"},
    {v1::Rollup::OPERATOR_ROUND,
     R"(terms { criterion: "r2" } rounding { digits: 2 mode: MODE_UP })", "17/50"},
    {v1::Rollup::OPERATOR_ROUND, R"(terms { rollup: "three" } rounding { mode: MODE_UP })", "3"},
    {v1::Rollup::OPERATOR_CASE,
     R"(cases { when { criterion { criterion: "r1" at_least: "3" } } then { value: "1" } }
        cases { when { rollup { rollup: "three" is: "3" } } then { value: "1/7" } })",
     "1/7"},
    {v1::Rollup::OPERATOR_FURTHEST_STAGE, R"(terms { criterion: "stairs" })", "1"},
    // Their dates are tested in milestones_test.cc.
    {v1::Rollup::OPERATOR_DURATION_DAYS, R"(terms { criterion: "phase" })", "3"},
};

class OperatorTest : public ::testing::TestWithParam<Row> {};

TEST_P(OperatorTest, GivesTheValue) {
  const Row& row = GetParam();
  const auto rubric = Compile(RubricText(
      kCriteria, absl::StrCat(R"(rollups { id: "three" operator: OPERATOR_MAXIMUM
                                terms { criterion: "elective" } }
                      rollups { id: "r" operator: )",
                              v1::Rollup::Operator_Name(row.op), " ", row.rollup, " }", kPhase)));
  ASSERT_NE(rubric, nullptr);
  const v1::Scorecard scorecard = ScoreText(*rubric, kAnswers);
  const v1::RollupResult& result = scorecard.rollups(1);
  EXPECT_EQ(result.value(), row.value);
  if (*row.value != 0) {
    EXPECT_EQ(result.state(), v1::ROLLUP_STATE_VALUE);
  } else {
    EXPECT_EQ(result.state(), v1::ROLLUP_STATE_NO_VALUE);
    EXPECT_EQ(result.reason().code(), v1::Reason::CODE_NOTHING_POSSIBLE);
  }
}

INSTANTIATE_TEST_SUITE_P(All, OperatorTest, ::testing::ValuesIn(kRows));

TEST(OperatorTableTest, TheTableHasEveryOperator) {
  std::set<int> tested;
  for (const Row& row : kRows) tested.insert(row.op);
  const auto* const operators = v1::Rollup::Operator_descriptor();
  for (int i = 0; i < operators->value_count(); ++i) {
    const auto op = static_cast<Operator>(operators->value(i)->number());
    const bool is_operator = op != v1::Rollup::OPERATOR_UNSPECIFIED;
    EXPECT_EQ(FindOperator(op) != nullptr, is_operator) << operators->value(i)->name();
    EXPECT_EQ(tested.count(op) > 0, is_operator) << operators->value(i)->name();
  }
  EXPECT_EQ(FindOperator(static_cast<Operator>(999)), nullptr);
}

TEST(OperatorTermsTest, WeightsAreShownWhereTheyAreUsed) {
  const auto rubric =
      Compile(RubricText(kCriteria, absl::StrCat(R"pb(
                                                   rollups {
                                                     id: "sum"
                                                     operator: OPERATOR_WEIGHTED_SUM
                                                     terms { criterion: "r1" weight: "0.50" }
                                                     terms { criterion: "r2" }
                                                   }
                                                   rollups {
                                                     id: "mean"
                                                     operator: OPERATOR_MEAN
                                                     terms { criterion: "r1" }
                                                   })pb",
                                                 kPhase)));
  ASSERT_NE(rubric, nullptr);
  const v1::Scorecard scorecard = ScoreText(*rubric, kAnswers);
  EXPECT_EQ(scorecard.rollups(0).terms(0).weight(), "1/2");
  EXPECT_EQ(scorecard.rollups(0).terms(1).weight(), "1");
  EXPECT_EQ(scorecard.rollups(1).terms(0).weight(), "");
}

}  // namespace
}  // namespace continuum::scoring
