// SPDX-License-Identifier: Apache-2.0

#include "scoring/trends.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scoring/rubrics.h"
#include "tests/testing/proto_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

v1::RubricDefinition Rubric() {
  return Parse<v1::RubricDefinition>(R"pb(
    rollups {
      id: "more"
      direction: DIRECTION_MORE_IS_BETTER
      display { digits: 1 unit: "points" }
    }
    rollups { id: "less" direction: DIRECTION_LESS_IS_BETTER }
    rollups {
      id: "neither"
      direction: DIRECTION_NEITHER
      display { as_percent: true }
    }
  )pb");
}

v1::FidelityPoint Point(absl::string_view more, absl::string_view less, absl::string_view neither,
                        absl::string_view digest = "same") {
  v1::FidelityPoint point;
  point.set_measurement_digest(std::string(digest));
  const std::pair<const char*, absl::string_view> kValues[] = {
      {"neither", neither}, {"less", less}, {"more", more}};
  for (const auto& [id, value] : kValues) {
    v1::RollupResult& rollup = *point.add_rollups();
    rollup.set_rollup(id);
    rollup.set_state(value.empty() ? v1::ROLLUP_STATE_NO_VALUE : v1::ROLLUP_STATE_VALUE);
    rollup.set_value(std::string(value));
  }
  return point;
}

TEST(TrendsTest, TheFirstPointHasNoneBefore) {
  v1::FidelityPoint point = Point("1", "1", "1");
  point.add_changes();  // replaced
  ASSERT_THAT(CompareWithBefore(Rubric(), nullptr, &point), IsOk());
  EXPECT_EQ(point.comparison(), v1::FidelityPoint::COMPARISON_FIRST);
  EXPECT_THAT(point.changes(), IsEmpty());
}

TEST(TrendsTest, WhatMeasuresSomethingElseBreaksTheSeries) {
  const v1::FidelityPoint before = Point("1", "1", "1", "another");
  v1::FidelityPoint point = Point("2", "2", "2");
  ASSERT_THAT(CompareWithBefore(Rubric(), &before, &point), IsOk());
  EXPECT_EQ(point.comparison(), v1::FidelityPoint::COMPARISON_BREAK);
  EXPECT_THAT(point.changes(), IsEmpty());
}

TEST(TrendsTest, ChangesStandInTheRubricsOrderWithTheirTrend) {
  const v1::FidelityPoint before = Point("80.375", "3", "1/4");
  v1::FidelityPoint point = Point("84.875", "1", "1/2");
  ASSERT_THAT(CompareWithBefore(Rubric(), &before, &point), IsOk());
  EXPECT_EQ(point.comparison(), v1::FidelityPoint::COMPARISON_COMPARED);
  EXPECT_THAT(
      point.changes(),
      ElementsAre(
          EqualsProto("rollup: 'more' change: '9/2' trend: TREND_BETTER display: '+4.5 points'"),
          EqualsProto("rollup: 'less' change: '-2' trend: TREND_BETTER display: '-2'"),
          EqualsProto("rollup: 'neither' change: '1/4' trend: TREND_CHANGED display: '+25%'")));
}

TEST(TrendsTest, WorseAndTheSame) {
  const v1::FidelityPoint before = Point("5", "3", "1/2");
  v1::FidelityPoint point = Point("4", "4", "0.5");
  ASSERT_THAT(CompareWithBefore(Rubric(), &before, &point), IsOk());
  EXPECT_THAT(
      point.changes(),
      ElementsAre(
          EqualsProto("rollup: 'more' change: '-1' trend: TREND_WORSE display: '-1.0 points'"),
          EqualsProto("rollup: 'less' change: '1' trend: TREND_WORSE display: '+1'"),
          EqualsProto("rollup: 'neither' change: '0' trend: TREND_SAME display: '0%'")));
}

TEST(TrendsTest, OnlyRollupsThatHaveAValueBothTimesAreCompared) {
  const v1::FidelityPoint before = Point("5", "", "1");
  v1::FidelityPoint point = Point("", "3", "1");
  ASSERT_THAT(CompareWithBefore(Rubric(), &before, &point), IsOk());
  EXPECT_EQ(point.comparison(), v1::FidelityPoint::COMPARISON_COMPARED);
  ASSERT_EQ(point.changes_size(), 1);
  EXPECT_EQ(point.changes(0).rollup(), "neither");
}

TEST(TrendsTest, LongNumbersAreReadButChangesThatAreTooLongAreAnError) {
  // 1/p - 1/q has a denominator of p * q.
  const std::string p = "1/" + std::string(70, '7');
  const v1::FidelityPoint before = Point(p, "", "");
  v1::FidelityPoint same = Point(p, "", "");
  EXPECT_THAT(CompareWithBefore(Rubric(), &before, &same), IsOk());
  EXPECT_EQ(same.changes(0).trend(), v1::RollupChange::TREND_SAME);
  v1::FidelityPoint point = Point("1/1" + std::string(69, '0'), "", "");
  EXPECT_THAT(CompareWithBefore(Rubric(), &before, &point),
              StatusIs(absl::StatusCode::kOutOfRange, HasSubstr("characters")));
}

TEST(TrendsTest, WhatIsNoNumberIsRefused) {
  const v1::FidelityPoint good = Point("1", "1", "1");
  const v1::FidelityPoint bad = Point("one", "1", "1");
  v1::FidelityPoint point = good;
  EXPECT_THAT(CompareWithBefore(Rubric(), &bad, &point),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("\"one\"")));
  point = bad;
  EXPECT_THAT(CompareWithBefore(Rubric(), &good, &point),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("more")));
}

}  // namespace
}  // namespace continuum::scoring
