// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/status_matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace continuum::testing {
namespace {

using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StringMatchResultListener;

const absl::Status kMissing = absl::NotFoundError("no such row");

TEST(StatusMatchersTest, IsOkTellsOkFromErrors) {
  EXPECT_THAT(absl::OkStatus(), IsOk());
  EXPECT_THAT(absl::StatusOr<int>(3), IsOk());
  EXPECT_THAT(kMissing, Not(IsOk()));
  EXPECT_THAT(absl::StatusOr<int>(kMissing), Not(IsOk()));
}

TEST(StatusMatchersTest, StatusIsComparesCodeAndMessage) {
  EXPECT_THAT(kMissing, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(kMissing, StatusIs(absl::StatusCode::kNotFound, "no such row"));
  EXPECT_THAT(absl::StatusOr<int>(kMissing),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("row")));
  EXPECT_THAT(kMissing, Not(StatusIs(absl::StatusCode::kInternal)));
  EXPECT_THAT(kMissing, Not(StatusIs(absl::StatusCode::kNotFound, HasSubstr("column"))));
}

TEST(StatusMatchersTest, IsOkAndHoldsNeedsBoth) {
  EXPECT_THAT(absl::StatusOr<int>(3), IsOkAndHolds(3));
  EXPECT_THAT(absl::StatusOr<int>(3), IsOkAndHolds(Gt(2)));
  EXPECT_THAT(absl::StatusOr<int>(3), Not(IsOkAndHolds(4)));
  EXPECT_THAT(absl::StatusOr<int>(kMissing), Not(IsOkAndHolds(3)));
}

TEST(StatusMatchersTest, AFailureShowsTheStatus) {
  StringMatchResultListener listener;
  EXPECT_FALSE(::testing::ExplainMatchResult(IsOk(), kMissing, &listener));
  EXPECT_THAT(listener.str(), HasSubstr("NOT_FOUND: no such row"));
}

TEST(StatusMatchersTest, AssertOkAndAssignTakesTheValue) {
  ASSERT_OK_AND_ASSIGN(const std::string text, absl::StatusOr<std::string>("moved"));
  EXPECT_EQ(text, "moved");
}

}  // namespace
}  // namespace continuum::testing
