// SPDX-License-Identifier: Apache-2.0
//
// Missing answers: what each treatment does in a rollup, and how rollups without a value reach
// others.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/compiled_rubric.h"
#include "scoring/limits.h"
#include "tests/scoring/rubrics.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::EqualsProto;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A rating "c" (1 to 5) whose answer is missing, and a yes/no "yes".
constexpr char kCriteria[] = R"pb(
  criteria {
    id: "c"
    allows_not_applicable: true
    allows_insufficient_data: true
    rating {
      options { id: "1" value: "1" }
      options { id: "5" value: "5" }
    }
  }
  criteria {
    id: "yes"
    yes_no {}
  }
)pb";

constexpr char kYes[] = R"pb(answers {
                               criterion: "yes"
                               yes_no { yes: true }
                             })pb";

// The three kinds of missing answer: the field of the policy, and the answer.
struct Kind {
  const char* field;
  const char* answer;
};
constexpr Kind kKinds[] = {
    {"not_applicable", R"(answers { criterion: "c" not_applicable { justification: "x" } })"},
    {"insufficient_data", R"(answers { criterion: "c" insufficient_data {} })"},
    {"absent", ""},
};

// The mean of "c" and "yes", where the missing answer to "c" is treated so; all other kinds block.
v1::RollupResult MeanWhere(const Kind& missing, absl::string_view treatment) {
  std::string policy;
  for (const Kind& kind : kKinds) {
    absl::StrAppend(&policy, kind.field, " { ",
                    kind.field == missing.field ? treatment : "kind: KIND_BLOCKS", " } ");
  }
  const auto rubric =
      Compile(RubricText(kCriteria, absl::StrCat(R"(rollups { id: "mean" operator: OPERATOR_MEAN
                                           terms { domain: "d" } missing { )",
                                                 policy, " } }")));
  if (rubric == nullptr) return {};
  return ScoreText(*rubric, absl::StrCat(missing.answer, kYes)).rollups(0);
}

TEST(TreatmentTest, LeavesDropsTheTerm) {
  for (const Kind& kind : kKinds) {
    const v1::RollupResult result = MeanWhere(kind, "kind: KIND_LEAVES");
    EXPECT_EQ(result.value(), "1") << kind.field;
    EXPECT_THAT(result.terms(),
                ElementsAre(EqualsProto(R"pb(criterion: "c" use: USE_LEFT)pb"),
                            EqualsProto(R"pb(criterion: "yes" use: USE_COUNTED value: "1")pb")));
  }
}

TEST(TreatmentTest, CountsAsAValue) {
  for (const Kind& kind : kKinds) {
    const v1::RollupResult result = MeanWhere(kind, R"(kind: KIND_COUNTS_AS value: "2.50")");
    EXPECT_EQ(result.value(), "7/4") << kind.field;
    EXPECT_THAT(result.terms(0),
                EqualsProto(R"pb(criterion: "c" use: USE_COUNTED_AS value: "5/2")pb"));
  }
}

TEST(TreatmentTest, CountsAsMetIsTheHighestValueOfTheForm) {
  for (const Kind& kind : kKinds) {
    const v1::RollupResult result = MeanWhere(kind, "kind: KIND_COUNTS_AS_MET");
    EXPECT_EQ(result.value(), "3") << kind.field;
    EXPECT_THAT(result.terms(0),
                EqualsProto(R"pb(criterion: "c" use: USE_COUNTED_AS_MET value: "5")pb"));
  }
}

TEST(TreatmentTest, BlocksTakesTheValueAway) {
  for (const Kind& kind : kKinds) {
    const v1::RollupResult result = MeanWhere(kind, "kind: KIND_BLOCKS");
    EXPECT_EQ(result.state(), v1::ROLLUP_STATE_BLOCKED) << kind.field;
    EXPECT_EQ(result.value(), "") << kind.field;
    EXPECT_EQ(result.display(), "") << kind.field;
    EXPECT_THAT(result.reason(), EqualsProto(R"pb(code: CODE_BLOCKED arguments: "c")pb"));
    EXPECT_THAT(result.terms(0), EqualsProto(R"pb(criterion: "c" use: USE_BLOCKS)pb"));
  }
}

// Rollups over "c", and others over these. What "c" lacks is its data, for which each rollup has
// its own policy.
std::vector<v1::RollupResult> RollupsWhereDataLack(absl::string_view rollups) {
  const auto rubric = Compile(RubricText(kCriteria, rollups));
  if (rubric == nullptr) return {};
  const v1::Scorecard scorecard = ScoreText(*rubric, absl::StrCat(kKinds[1].answer, kYes));
  return {scorecard.rollups().begin(), scorecard.rollups().end()};
}

TEST(NoValueTest, NoTermsRemain) {
  const auto rollups = RollupsWhereDataLack(R"pb(
    rollups {
      id: "only"
      operator: OPERATOR_MEAN
      terms { criterion: "c" }
      missing { insufficient_data { kind: KIND_LEAVES } }
    })pb");
  ASSERT_THAT(rollups, SizeIs(1));
  EXPECT_EQ(rollups[0].state(), v1::ROLLUP_STATE_NO_VALUE);
  EXPECT_THAT(rollups[0].reason(), EqualsProto("code: CODE_NO_TERMS"));
}

TEST(NoValueTest, TooFewTermsRemain) {
  const auto rollups = RollupsWhereDataLack(R"pb(
    rollups {
      id: "two"
      operator: OPERATOR_MEAN
      terms { domain: "d" }
      minimum_terms: 2
      missing { insufficient_data { kind: KIND_LEAVES } }
    }
    rollups {
      id: "one"
      operator: OPERATOR_MEAN
      terms { domain: "d" }
      minimum_terms: 1
      missing { insufficient_data { kind: KIND_LEAVES } }
    })pb");
  ASSERT_THAT(rollups, SizeIs(2));
  EXPECT_EQ(rollups[0].state(), v1::ROLLUP_STATE_NO_VALUE);
  EXPECT_THAT(rollups[0].reason(),
              EqualsProto(R"pb(code: CODE_TOO_FEW_TERMS arguments: "1" arguments: "2")pb"));
  EXPECT_EQ(rollups[1].value(), "1");
}

TEST(NoValueTest, CountedAnswersCountTowardsTheMinimum) {
  const auto rollups = RollupsWhereDataLack(R"pb(
    rollups {
      id: "two"
      operator: OPERATOR_MEAN
      terms { domain: "d" }
      minimum_terms: 2
    })pb");
  ASSERT_THAT(rollups, SizeIs(1));
  EXPECT_EQ(rollups[0].value(), "1/2");  // insufficient data count as 0 in general
}

TEST(NoValueTest, BlockingGoesBeforeLeavingAndBeforeTooFewTerms) {
  const auto rubric = Compile(RubricText(kCriteria, R"pb(
    rollups {
      id: "mean"
      operator: OPERATOR_MEAN
      terms { domain: "d" }
      minimum_terms: 2
      missing {
        insufficient_data { kind: KIND_LEAVES }
        absent { kind: KIND_BLOCKS }
      }
    })pb"));
  ASSERT_NE(rubric, nullptr);
  const v1::Scorecard scorecard = ScoreText(*rubric, kKinds[1].answer);
  EXPECT_EQ(scorecard.rollups(0).state(), v1::ROLLUP_STATE_BLOCKED);
  EXPECT_THAT(scorecard.rollups(0).reason().arguments(), ElementsAre("yes"));
}

TEST(PropagationTest, ARollupWithoutAValueIsNotApplicableToItsParents) {
  const auto rollups = RollupsWhereDataLack(R"pb(
    rollups {
      id: "leaves"
      operator: OPERATOR_MEAN
      terms { rollup: "none" }
      terms { criterion: "yes" }
    }
    rollups {
      id: "counts"
      operator: OPERATOR_MEAN
      terms { rollup: "none" }
      terms { criterion: "yes" }
      missing { not_applicable { kind: KIND_COUNTS_AS value: "3" } }
    }
    rollups {
      id: "blocks"
      operator: OPERATOR_MEAN
      terms { rollup: "none" }
      terms { criterion: "yes" }
      missing { not_applicable { kind: KIND_BLOCKS } }
    }
    rollups {
      id: "none"
      operator: OPERATOR_MEAN
      terms { criterion: "c" }
      missing { insufficient_data { kind: KIND_LEAVES } }
    })pb");
  ASSERT_THAT(rollups, SizeIs(4));
  EXPECT_EQ(rollups[0].value(), "1");
  EXPECT_THAT(rollups[0].terms(0), EqualsProto(R"pb(rollup: "none" use: USE_LEFT)pb"));
  EXPECT_EQ(rollups[1].value(), "2");
  EXPECT_THAT(rollups[1].terms(0),
              EqualsProto(R"pb(rollup: "none" use: USE_COUNTED_AS value: "3")pb"));
  EXPECT_EQ(rollups[2].state(), v1::ROLLUP_STATE_BLOCKED);
  // What blocks is what is missing below the rollup without a value.
  EXPECT_THAT(rollups[2].reason().arguments(), ElementsAre("c"));
  EXPECT_EQ(rollups[3].state(), v1::ROLLUP_STATE_NO_VALUE);
}

TEST(PropagationTest, ABlockedRollupAlwaysBlocksItsParents) {
  const auto rollups = RollupsWhereDataLack(R"pb(
    rollups {
      id: "blocked"
      operator: OPERATOR_MEAN
      terms { criterion: "c" }
      missing { insufficient_data { kind: KIND_BLOCKS } }
    }
    rollups {
      id: "parent"
      operator: OPERATOR_MAXIMUM
      terms { rollup: "blocked" }
      terms { criterion: "yes" }
      missing {
        not_applicable { kind: KIND_LEAVES }
        insufficient_data { kind: KIND_LEAVES }
        absent { kind: KIND_LEAVES }
      }
    }
    rollups {
      id: "grandparent"
      operator: OPERATOR_ROUND
      terms { rollup: "parent" }
      rounding { mode: MODE_UP }
    })pb");
  ASSERT_THAT(rollups, SizeIs(3));
  for (const v1::RollupResult& rollup : rollups) {
    EXPECT_EQ(rollup.state(), v1::ROLLUP_STATE_BLOCKED) << rollup.rollup();
    EXPECT_THAT(rollup.reason(), EqualsProto(R"pb(code: CODE_BLOCKED arguments: "c")pb"));
  }
}

TEST(PropagationTest, ARollupIsATermLikeAnyOther) {
  const auto rubric = Compile(RubricText(kCriteria, R"pb(
    rollups {
      id: "sum"
      operator: OPERATOR_WEIGHTED_SUM
      terms { rollup: "highest" weight: "2" }
      terms { criterion: "yes" }
    }
    rollups {
      id: "highest"
      operator: OPERATOR_MAXIMUM
      terms { domain: "d" }
    })pb"));
  ASSERT_NE(rubric, nullptr);
  const v1::Scorecard scorecard = ScoreText(
      *rubric, absl::StrCat(R"(answers { criterion: "c" rating { option: "5" } })", kYes));
  EXPECT_EQ(scorecard.rollups(0).value(), "11");
  EXPECT_THAT(scorecard.rollups(0).terms(0),
              EqualsProto(R"pb(rollup: "highest" weight: "2" use: USE_COUNTED value: "5")pb"));
}

TEST(PooledTest, AMissingAnswerHasNoneOrAllOfItsPartsDone) {
  constexpr char kFactors[] = R"pb(
    criteria {
      id: "c"
      allows_not_applicable: true
      factors {
        factors { id: "x" }
        factors { id: "y" }
        factors { id: "z" }
        rows { at_least: 1 value: "1" }
      }
    }
    criteria {
      id: "yes"
      yes_no {}
    }
  )pb";
  const struct {
    const char* treatment;
    const char* value;
  } kRows[] = {
      {R"(kind: KIND_COUNTS_AS value: "0")", "1/4"},
      {"kind: KIND_COUNTS_AS_MET", "1"},
      {"kind: KIND_LEAVES", "1"},
  };
  for (const auto& row : kRows) {
    const auto rubric = Compile(
        RubricText(kFactors, absl::StrCat(R"(rollups { id: "r" operator: OPERATOR_POOLED_PROPORTION
                                            terms { domain: "d" } missing { not_applicable { )",
                                          row.treatment, " } } }")));
    ASSERT_NE(rubric, nullptr);
    const v1::Scorecard scorecard = ScoreText(*rubric, absl::StrCat(kKinds[0].answer, kYes));
    EXPECT_EQ(scorecard.rollups(0).value(), row.value) << row.treatment;
  }
}

TEST(PooledTest, NothingIsPossibleWhereThereAreNoParts) {
  const auto rubric = Compile(RubricText(
      R"pb(
        criteria {
          id: "c"
          staircase {
            continuum: "one"
            lowest_by_answering: true
            cells { stage: "s" }
          }
        })pb",
      R"pb(
        continua {
          id: "one"
          stages { id: "s" value: "1" }
        }
        rollups {
          id: "r"
          operator: OPERATOR_POOLED_PROPORTION
          terms { domain: "d" }
        })pb"));
  ASSERT_NE(rubric, nullptr);
  EXPECT_EQ(ScoreText(*rubric, R"pb(answers {
                                      criterion: "c"
                                      staircase {}
                                    })pb")
                .rollups(0)
                .reason()
                .code(),
            v1::Reason::CODE_NOTHING_POSSIBLE);
}

TEST(BlockedReasonTest, NamesTheFirstCriteriaInReadingOrder) {
  std::string criteria;
  for (std::size_t i = 0; i < kMaxBlockingCriteria + 5; ++i) {
    absl::StrAppend(&criteria, "criteria { id: \"c", i, "\" yes_no {} } ");
  }
  const auto rubric = Compile(RubricText(criteria, R"pb(
    rollups {
      id: "r"
      operator: OPERATOR_MEAN
      terms { domain: "d" }
      missing { absent { kind: KIND_BLOCKS } }
    })pb"));
  ASSERT_NE(rubric, nullptr);
  const v1::Scorecard scorecard = ScoreText(*rubric, R"pb(answers {
                                                            criterion: "c1"
                                                            yes_no {}
                                                          })pb");
  const auto& arguments = scorecard.rollups(0).reason().arguments();
  ASSERT_THAT(arguments, SizeIs(kMaxBlockingCriteria));
  EXPECT_EQ(arguments[0], "c0");
  EXPECT_EQ(arguments[1], "c2");
}

TEST(BriefTest, WithoutAnExplanationThereAreNoReasonsAndNoTerms) {
  const auto rubric = Compile(RubricText(kCriteria, R"pb(
    rollups {
      id: "r"
      operator: OPERATOR_MEAN
      terms { domain: "d" }
      missing { absent { kind: KIND_BLOCKS } }
    })pb"));
  ASSERT_NE(rubric, nullptr);
  const v1::Scorecard scorecard = ScoreText(*rubric, "", /*explain=*/false);
  EXPECT_THAT(scorecard.rollups(0), EqualsProto(R"pb(rollup: "r" state: ROLLUP_STATE_BLOCKED)pb"));
  EXPECT_THAT(scorecard.criteria(0),
              EqualsProto(R"pb(criterion: "c" state: ANSWER_STATE_ABSENT)pb"));
  EXPECT_THAT(scorecard.criteria(1).reasons(), IsEmpty());
}

}  // namespace
}  // namespace continuum::scoring
