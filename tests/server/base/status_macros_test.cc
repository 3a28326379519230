// SPDX-License-Identifier: Apache-2.0

#include "server/base/status_macros.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/cord.h"
#include "tests/testing/status_matchers.h"

namespace continuum::base {
namespace {

using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;

absl::Status ErrorWithPayload() {
  absl::Status status = absl::DataLossError("lost");
  status.SetPayload("type", absl::Cord("details"));
  return status;
}

absl::Status Pass(const absl::Status& status, bool* reached) {
  RETURN_IF_ERROR(status);
  *reached = true;
  return absl::OkStatus();
}

TEST(ReturnIfErrorTest, GoesOnWhenOk) {
  bool reached = false;
  EXPECT_THAT(Pass(absl::OkStatus(), &reached), IsOk());
  EXPECT_TRUE(reached);
}

TEST(ReturnIfErrorTest, ReturnsTheErrorWithItsPayloads) {
  bool reached = false;
  EXPECT_EQ(Pass(ErrorWithPayload(), &reached), ErrorWithPayload());
  EXPECT_FALSE(reached);
}

absl::StatusOr<int> Sum(absl::StatusOr<int> a, absl::StatusOr<int> b) {
  ASSIGN_OR_RETURN(const int first, std::move(a));
  ASSIGN_OR_RETURN(int second, std::move(b));
  second += first;
  return second;
}

TEST(AssignOrReturnTest, DeclaresOrReturnsTheFirstError) {
  EXPECT_THAT(Sum(1, 2), IsOkAndHolds(3));
  EXPECT_THAT(Sum(absl::NotFoundError("a"), absl::DataLossError("b")),
              StatusIs(absl::StatusCode::kNotFound, "a"));
  EXPECT_EQ(Sum(1, ErrorWithPayload()).status(), ErrorWithPayload());
}

absl::Status Take(absl::StatusOr<std::unique_ptr<std::string>> from,
                  std::unique_ptr<std::string>* to) {
  ASSIGN_OR_RETURN(*to, std::move(from));
  return absl::OkStatus();
}

absl::StatusOr<int> Call(absl::FunctionRef<absl::StatusOr<int>()> fn) { return fn(); }

absl::StatusOr<int> Nested(absl::Status inner) {
  ASSIGN_OR_RETURN(const int found, Call([&]() -> absl::StatusOr<int> {
                     RETURN_IF_ERROR(inner);
                     ASSIGN_OR_RETURN(const int one, Sum(0, 1));
                     return one;
                   }));
  RETURN_IF_ERROR(Call([&]() -> absl::StatusOr<int> {
                    RETURN_IF_ERROR(inner);
                    return found;
                  }).status());
  return found;
}

TEST(AssignOrReturnTest, LambdasInTheExpressionMayUseThemToo) {
  EXPECT_THAT(Nested(absl::OkStatus()), IsOkAndHolds(1));
  EXPECT_THAT(Nested(absl::DataLossError("a")), StatusIs(absl::StatusCode::kDataLoss, "a"));
}

TEST(AssignOrReturnTest, MovesIntoWhatExists) {
  std::unique_ptr<std::string> text;
  EXPECT_THAT(Take(std::make_unique<std::string>("x"), &text), IsOk());
  EXPECT_EQ(*text, "x");
}

}  // namespace
}  // namespace continuum::base
