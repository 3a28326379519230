// SPDX-License-Identifier: Apache-2.0
#include "scoring/masking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/substitute.h"
#include "tests/scoring/rubrics.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::EqualsProto;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "cut" is worth what cut-points say, "itself" its rate; both are proportions in segments that
// partition. "rate" has events.
constexpr char kRubric[] = R"pb(
  domains {
    id: "d"
    criteria {
      id: "cut"
      measure {
        kind: KIND_PROPORTION
        segments { id: "a" }
        segments { id: "b" }
        segments { id: "c" }
        segments_partition: true
        minimum_denominator: 30
        worth {
          cut_points { at_least: "1/2" value: "1" }
          below: "0"
        }
      }
    }
    domains {
      id: "inner"
      criteria {
        id: "itself"
        tags: "key"
        measure {
          kind: KIND_PROPORTION
          segments { id: "a" }
          segments { id: "b" }
          segments_partition: true
          scored_segment: "a"
          minimum_denominator: 1
          worth { lowest: "0" highest: "1" }
        }
      }
    }
    criteria {
      id: "rate"
      measure {
        kind: KIND_RATE
        minimum_denominator: 1
        worth { lowest: "0" highest: "9" }
      }
    }
    criteria {
      id: "other"
      yes_no {}
    }
  }
  rollups {
    id: "by-domain"
    operator: OPERATOR_MEAN
    terms { domain: "d" }
  }
  rollups {
    id: "by-tag"
    operator: OPERATOR_WEIGHTED_SUM
    terms { tag: "key" }
    terms { criterion: "other" }
  }
  rollups {
    id: "rounded"
    operator: OPERATOR_ROUND
    terms { rollup: "by-tag" }
  }
  rollups {
    id: "count"
    operator: OPERATOR_COUNT_AT_OR_ABOVE
    threshold: "1/2"
    terms { tag: "key" }
  }
  rollups {
    id: "case"
    operator: OPERATOR_CASE
    cases {
      when { rollup { rollup: "by-tag" at_least: "1/2" } }
      then { value: "3" }
    }
    otherwise { rollup: "rounded" }
  }
  rollups {
    id: "apart"
    operator: OPERATOR_MEAN
    terms { criterion: "cut" }
    terms { criterion: "other" }
  }
)pb";

const v1::RubricDefinition& Rubric() {
  static const auto* const kDefinition =
      new v1::RubricDefinition(Parse<v1::RubricDefinition>(kRubric));
  return *kDefinition;
}

v1::Scorecard Masked(absl::string_view text) {
  v1::Scorecard card = Parse<v1::Scorecard>(text);
  MaskSmallCounts(Rubric(), &card);
  return card;
}

struct Shown {
  std::string segment;
  int64_t numerator;
  int64_t denominator;
};

v1::CriterionResult Result(const std::string& criterion, const std::vector<Shown>& measured) {
  v1::CriterionResult result;
  result.set_criterion(criterion);
  result.set_state(v1::ANSWER_STATE_VALUE);
  result.set_value("1/2");
  for (const Shown& counts : measured) {
    v1::MeasuredSegment& segment = *result.add_measured();
    segment.set_segment(counts.segment);
    segment.set_numerator(absl::StrCat(counts.numerator));
    segment.set_denominator(counts.denominator);
    segment.set_rate("1/2");
  }
  return result;
}

// The segments that are masked, "all" for everyone.
std::vector<std::string> MaskedSegments(const std::string& criterion,
                                        const std::vector<Shown>& measured) {
  v1::Scorecard card;
  *card.add_criteria() = Result(criterion, measured);
  MaskSmallCounts(Rubric(), &card);
  std::vector<std::string> masked;
  for (const v1::MeasuredSegment& segment : card.criteria(0).measured()) {
    if (segment.masked()) masked.push_back(segment.segment().empty() ? "all" : segment.segment());
  }
  return masked;
}

TEST(MaskingTest, CountsFromOneToTenAreSmall) {
  EXPECT_THAT(MaskedSegments("cut", {{"", 0, 50}}), IsEmpty());
  EXPECT_THAT(MaskedSegments("cut", {{"", 1, 50}}), ElementsAre("all"));
  EXPECT_THAT(MaskedSegments("cut", {{"", 10, 50}}), ElementsAre("all"));
  EXPECT_THAT(MaskedSegments("cut", {{"", 11, 50}}), IsEmpty());
  EXPECT_THAT(MaskedSegments("cut", {{"", 0, 10}}), ElementsAre("all"));
  EXPECT_THAT(MaskedSegments("cut", {{"", 0, 0}}), IsEmpty());
  EXPECT_THAT(MaskedSegments("cut", {{"", 50, 50}}), IsEmpty());
}

TEST(MaskingTest, WhatAProportionLeavesIsACountToo) {
  EXPECT_THAT(MaskedSegments("cut", {{"", 49, 50}}), ElementsAre("all"));
  EXPECT_THAT(MaskedSegments("cut", {{"", 39, 50}}), IsEmpty());
  EXPECT_THAT(MaskedSegments("rate", {{"", 49, 50}}), IsEmpty());
}

TEST(MaskingTest, ASecondSegmentIsMaskedSoThatNobodyCanSubtract) {
  EXPECT_THAT(MaskedSegments("cut", {{"", 103, 300}, {"a", 3, 40}, {"b", 60, 200}, {"c", 40, 60}}),
              ElementsAre("a", "c"));
  // Where everyone is not stated, it could be computed by those who know it.
  EXPECT_THAT(MaskedSegments("cut", {{"a", 3, 40}, {"b", 60, 200}, {"c", 40, 60}}),
              ElementsAre("a", "c"));
  // An empty segment hides nobody.
  EXPECT_THAT(MaskedSegments("cut", {{"", 63, 240}, {"a", 3, 40}, {"b", 60, 200}, {"c", 0, 0}}),
              ElementsAre("a", "b"));
  EXPECT_THAT(MaskedSegments("cut", {{"", 63, 240}, {"a", 3, 40}, {"b", 0, 0}, {"c", 60, 200}}),
              ElementsAre("a", "c"));
}

TEST(MaskingTest, TwoSmallSegmentsMayBeTooFewTogether) {
  EXPECT_THAT(MaskedSegments("cut", {{"", 43, 200}, {"a", 1, 40}, {"b", 2, 60}, {"c", 40, 100}}),
              ElementsAre("a", "b", "c"));
  EXPECT_THAT(MaskedSegments("cut", {{"", 56, 200}, {"a", 8, 40}, {"b", 8, 60}, {"c", 40, 100}}),
              ElementsAre("a", "b"));
}

TEST(MaskingTest, WhatIsNotStatedCanBeComputedToo) {
  // "c" is not stated, and is the rest: 3 of 60.
  EXPECT_THAT(MaskedSegments("cut", {{"", 103, 300}, {"a", 40, 90}, {"b", 60, 150}}),
              ElementsAre("a"));
  EXPECT_THAT(MaskedSegments("cut", {{"", 120, 300}, {"a", 40, 90}, {"b", 60, 150}}), IsEmpty());
}

TEST(MaskingTest, NothingToSubtractFromWhereEveryoneIsMasked) {
  EXPECT_THAT(MaskedSegments("cut", {{"", 3, 300}, {"a", 3, 40}, {"b", 0, 200}, {"c", 0, 60}}),
              ElementsAre("all", "a"));
}

TEST(MaskingTest, NothingIsLeftOfWhatIsMasked) {
  EXPECT_THAT(Masked(R"pb(
                criteria {
                  criterion: "cut"
                  state: ANSWER_STATE_VALUE
                  value: "0"
                  measured { numerator: "3" denominator: 60 rate: "1/20" }
                  highest: "1"
                  next_step { criterion: "cut" from: "0" to: "1" gain: "1" at_least: "1/2" }
                })pb"),
              EqualsProto(R"pb(
                criteria {
                  criterion: "cut"
                  state: ANSWER_STATE_VALUE
                  value: "0"
                  measured { masked: true }
                  highest: "1"
                  next_step { criterion: "cut" from: "0" to: "1" gain: "1" at_least: "1/2" }
                })pb"));
}

TEST(MaskingTest, TheReasonDoesNotTellTheDenominator) {
  const v1::Scorecard card = Masked(R"pb(
    criteria {
      criterion: "cut"
      state: ANSWER_STATE_INSUFFICIENT_DATA
      measured { numerator: "0" denominator: 9 }
      reasons { code: CODE_SMALL_DENOMINATOR arguments: "9" arguments: "30" }
    }
    criteria {
      criterion: "rate"
      state: ANSWER_STATE_INSUFFICIENT_DATA
      measured { numerator: "0" denominator: 19 }
      reasons { code: CODE_SMALL_DENOMINATOR arguments: "19" arguments: "30" }
    }
    ladders {
      levels {
        requirement {
          criterion: "cut"
          reason { code: CODE_SMALL_DENOMINATOR arguments: "9" arguments: "30" }
        }
      }
    })pb");
  EXPECT_THAT(card.criteria(0).reasons(0).arguments(), ElementsAre("", "30"));
  EXPECT_THAT(card.criteria(1).reasons(0).arguments(), ElementsAre("19", "30"));
  EXPECT_THAT(card.ladders(0).levels(0).requirement().reason().arguments(), ElementsAre("", "30"));
}

constexpr char kResults[] = R"pb(
  criteria {
    criterion: "itself"
    state: ANSWER_STATE_VALUE
    value: "3/40"
    measured { numerator: "53" denominator: 240 rate: "53/240" }
    measured { segment: "a" numerator: "3" denominator: 40 rate: "3/40" }
    measured { segment: "b" numerator: "50" denominator: 200 rate: "1/4" }
    highest: "1"
  }
  criteria { criterion: "other" state: ANSWER_STATE_VALUE value: "1" }
  rollups { rollup: "by-domain" state: ROLLUP_STATE_VALUE value: "1/8" display: "0.1" }
  rollups {
    rollup: "by-tag"
    state: ROLLUP_STATE_VALUE
    value: "43/40"
    display: "1.1"
    lowest: "0"
    highest: "2"
    terms { criterion: "itself" weight: "1" use: USE_COUNTED value: "3/40" }
    terms { criterion: "other" weight: "1" use: USE_COUNTED value: "1" }
  }
  rollups {
    rollup: "rounded"
    state: ROLLUP_STATE_VALUE
    value: "1"
    display: "1"
    terms { rollup: "by-tag" value: "43/40" }
  }
  rollups { rollup: "count" state: ROLLUP_STATE_VALUE value: "0" display: "0" }
  rollups { rollup: "case" state: ROLLUP_STATE_VALUE value: "1" display: "1" }
  rollups { rollup: "apart" state: ROLLUP_STATE_VALUE value: "1/2" display: "0.5" }
  bands { band_set: "s" band: "low" }
  ladders {
    ladder: "l"
    level: "one"
    levels {
      level: "one"
      reached: true
      requirement {
        parts_needed: 3
        parts { rollup: "by-tag" needed: "1" found: "43/40" margin: "3/40" }
        parts { criterion: "itself" needed: "0" found: "3/40" margin: "3/40" }
        parts { rollup: "apart" needed: "0" found: "1/2" margin: "1/2" }
      }
      annual_requirement { criterion: "itself" needed: "0" found: "3/40" margin: "3/40" }
    }
  }
)pb";

constexpr char kMaskedResults[] = R"pb(
  criteria {
    criterion: "itself"
    state: ANSWER_STATE_VALUE
    measured { numerator: "53" denominator: 240 rate: "53/240" }
    measured { segment: "a" masked: true }
    measured { segment: "b" masked: true }
    highest: "1"
  }
  criteria { criterion: "other" state: ANSWER_STATE_VALUE value: "1" }
  rollups { rollup: "by-domain" state: ROLLUP_STATE_VALUE }
  rollups {
    rollup: "by-tag"
    state: ROLLUP_STATE_VALUE
    lowest: "0"
    highest: "2"
    terms { criterion: "itself" weight: "1" use: USE_COUNTED }
    terms { criterion: "other" weight: "1" use: USE_COUNTED value: "1" }
  }
  rollups {
    rollup: "rounded"
    state: ROLLUP_STATE_VALUE
    terms { rollup: "by-tag" }
  }
  rollups { rollup: "count" state: ROLLUP_STATE_VALUE value: "0" display: "0" }
  rollups { rollup: "case" state: ROLLUP_STATE_VALUE }
  rollups { rollup: "apart" state: ROLLUP_STATE_VALUE value: "1/2" display: "0.5" }
  bands { band_set: "s" band: "low" }
  ladders {
    ladder: "l"
    level: "one"
    levels {
      level: "one"
      reached: true
      requirement {
        parts_needed: 3
        parts { rollup: "by-tag" needed: "1" }
        parts { criterion: "itself" needed: "0" }
        parts { rollup: "apart" needed: "0" found: "1/2" margin: "1/2" }
      }
      annual_requirement { criterion: "itself" needed: "0" }
    }
  }
)pb";

TEST(MaskingTest, AValueThatIsTheRateIsWithheldWhereverItGoes) {
  EXPECT_THAT(Masked(kResults), EqualsProto(kMaskedResults));
}

TEST(MaskingTest, AgainChangesNothing) {
  EXPECT_THAT(Masked(kMaskedResults), EqualsProto(kMaskedResults));
}

TEST(MaskingTest, WhatIsNotSmallStays) {
  constexpr char kLarge[] = R"pb(
    criteria {
      criterion: "itself"
      state: ANSWER_STATE_VALUE
      value: "3/8"
      measured { numerator: "65" denominator: 240 rate: "13/48" }
      measured { segment: "a" numerator: "15" denominator: 40 rate: "3/8" }
      measured { segment: "b" numerator: "50" denominator: 200 rate: "1/4" }
    }
    rollups { rollup: "by-tag" state: ROLLUP_STATE_VALUE value: "3/8" display: "0.4" })pb";
  EXPECT_THAT(Masked(kLarge), EqualsProto(kLarge));
}

TEST(MaskingTest, WhatTheRubricDoesNotKnowIsTakenForTheWorst) {
  EXPECT_THAT(Masked(R"pb(
                criteria {
                  criterion: "newer"
                  state: ANSWER_STATE_VALUE
                  value: "1"
                  measured { numerator: "a few" denominator: 100 }
                })pb"),
              EqualsProto(R"pb(
                criteria {
                  criterion: "newer"
                  state: ANSWER_STATE_VALUE
                  measured { masked: true }
                })pb"));
}

// By trying, who has the digest of exact answers finds the few numbers that are not shown.
TEST(MaskingTest, TheDigestOfTheAnswersIsWithheldWithAnySegment) {
  constexpr char kCard[] = R"pb(
    digests { measurement: "m" rubric: "r" answers: "a" scoring_version: "1" }
    criteria {
      criterion: "cut"
      state: ANSWER_STATE_VALUE
      value: "1"
      measured { numerator: "65" denominator: 240 rate: "13/48" }
      measured { segment: "a" numerator: "$0" denominator: 40 rate: "3/8" }
    })pb";
  const v1::Scorecard shown = Masked(absl::Substitute(kCard, 15));
  EXPECT_EQ(shown.digests().answers(), "a");
  const v1::Scorecard masked = Masked(absl::Substitute(kCard, 5));
  EXPECT_FALSE(masked.criteria(0).measured(0).masked());  // what is scored is shown
  EXPECT_TRUE(masked.criteria(0).measured(1).masked());
  EXPECT_THAT(masked.digests(), EqualsProto("measurement: 'm' rubric: 'r' scoring_version: '1'"));
}

TEST(MaskNextLevelTest, FindsNothingThatTheScorecardWithholds) {
  auto next = Parse<v1::NextLevel>(R"pb(
    gaps {
      level: "one"
      gap {
        requirement { parts_needed: 2 }
        parts {
          requirement { rollup: "by-tag" needed: "2" found: "43/40" margin: "-37/40" }
          steps { criterion: "other" from: "0" to: "1" gain: "1" }
        }
        parts {
          requirement { criterion: "itself" needed: "1" found: "3/40" margin: "-37/40" }
          steps { criterion: "itself" from: "3/40" to: "1" gain: "37/40" at_least: "1" }
        }
      }
    })pb");
  MaskNextLevel(Masked(kResults), &next);
  EXPECT_THAT(next, EqualsProto(R"pb(
                gaps {
                  level: "one"
                  gap {
                    requirement { parts_needed: 2 }
                    parts {
                      requirement { rollup: "by-tag" needed: "2" }
                      steps { criterion: "other" from: "0" to: "1" }
                    }
                    parts {
                      requirement { criterion: "itself" needed: "1" }
                      steps { criterion: "itself" at_least: "1" }
                    }
                  }
                })pb"));
}

TEST(MaskFidelityPointTest, AChangeIsWithheldWithEitherEnd) {
  auto before = Parse<v1::FidelityPoint>(R"pb(
    criteria {
      criterion: "itself"
      state: ANSWER_STATE_VALUE
      value: "3/40"
      measured { segment: "a" numerator: "3" denominator: 40 rate: "3/40" }
    }
    rollups { rollup: "by-tag" state: ROLLUP_STATE_VALUE value: "43/40" display: "1.1" })pb");
  auto after = Parse<v1::FidelityPoint>(R"pb(
    criteria {
      criterion: "itself"
      state: ANSWER_STATE_VALUE
      value: "1/2"
      measured { segment: "a" numerator: "20" denominator: 40 rate: "1/2" }
    }
    rollups { rollup: "by-tag" state: ROLLUP_STATE_VALUE value: "3/2" display: "1.5" }
    changes { rollup: "by-tag" change: "17/40" display: "+0.4" trend: TREND_BETTER }
    changes { rollup: "apart" change: "1" display: "+1" trend: TREND_BETTER })pb");
  MaskFidelityPoint(Rubric(), nullptr, &before);
  MaskFidelityPoint(Rubric(), &before, &after);
  EXPECT_EQ(before.rollups(0).value(), "");
  EXPECT_EQ(before.criteria(0).measured(0).numerator(), "");
  EXPECT_EQ(after.rollups(0).value(), "3/2");
  EXPECT_EQ(after.changes(0).change(), "");
  EXPECT_EQ(after.changes(0).display(), "");
  EXPECT_EQ(after.changes(0).trend(), v1::RollupChange::TREND_BETTER);
  EXPECT_EQ(after.changes(1).change(), "1");
}

TEST(HasSmallCountsTest, LooksAtEverySegment) {
  const auto has = [](absl::string_view text) {
    return HasSmallCounts(Parse<v1::MeasureAnswer>(text));
  };
  EXPECT_FALSE(has(R"pb(counts { numerator: "20" denominator: 40 })pb"));
  EXPECT_TRUE(has(R"pb(counts { numerator: "20" denominator: 40 }
                       counts { segment: "a" numerator: "2" denominator: 20 })pb"));
  EXPECT_TRUE(has(R"pb(counts { numerator: "39" denominator: 40 })pb"));
}

bool Small(int64_t count) { return count >= 1 && count <= 10; }
bool SmallCell(int64_t n, int64_t d) { return Small(n) || Small(d) || Small(d - n); }

// From the masked output nobody can compute by subtraction a masked count, nor any other that is
// small: what everyone leaves beside the shown segments is either nothing that was counted apart,
// or several segments that are not small together.
TEST(MaskingPropertyTest, NoMaskedCountComesBackBySubtraction) {
  const bool holds = rc::check([] {
    const bool states_everyone = *rc::gen::arbitrary<bool>();
    const auto stated = *rc::gen::container<std::vector<bool>>(
        3, rc::gen::weightedElement<bool>({{6, true}, {1, false}}));
    std::vector<Shown> segments;
    Shown everyone{.segment = "", .numerator = 0, .denominator = 0};
    bool all = true;
    for (size_t i = 0; i < 3; ++i) {
      const int64_t denominator = *rc::gen::inRange<int64_t>(0, 60);
      const int64_t numerator = *rc::gen::inRange<int64_t>(0, denominator + 1);
      everyone.numerator += numerator;
      everyone.denominator += denominator;
      all = all && stated[i];
      if (stated[i]) segments.push_back({std::string(1, "abc"[i]), numerator, denominator});
    }
    std::vector<Shown> measured = segments;
    if (states_everyone || all) measured.insert(measured.begin(), everyone);
    v1::Scorecard card;
    *card.add_criteria() = Result("cut", measured);
    MaskSmallCounts(Rubric(), &card);

    // What a reader has.
    bool everyone_shown = false;
    int hidden = static_cast<int>(3 - segments.size());
    int64_t rest_n = 0;
    int64_t rest_d = 0;
    for (const v1::MeasuredSegment& segment : card.criteria(0).measured()) {
      if (segment.masked()) {
        RC_ASSERT(segment.numerator().empty() && segment.rate().empty());
        RC_ASSERT(segment.denominator() == 0);
        if (!segment.segment().empty()) ++hidden;
        continue;
      }
      int64_t n = 0;
      RC_ASSERT(absl::SimpleAtoi(segment.numerator(), &n));
      RC_ASSERT(!SmallCell(n, segment.denominator()));
      const int64_t sign = segment.segment().empty() ? 1 : -1;
      everyone_shown = everyone_shown || segment.segment().empty();
      rest_n += sign * n;
      rest_d += sign * segment.denominator();
    }
    if (everyone_shown && hidden > 0) RC_ASSERT(!SmallCell(rest_n, rest_d));
    // Everyone as the sum of what is shown.
    if (!everyone_shown && hidden == 0) RC_ASSERT(!SmallCell(-rest_n, -rest_d));
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace continuum::scoring
