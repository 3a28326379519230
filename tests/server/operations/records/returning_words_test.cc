// SPDX-License-Identifier: Apache-2.0
//
// Words that wait to be purged do not get away into copies.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/operations/records/purged_words.h"
#include "tests/server/operations/meddling_storage.h"
#include "tests/server/operations/records/records_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;

constexpr char kB[] = "programs/p/assessments/b";

class ReturningWordsTest : public RecordsTest {
 protected:
  ReturningWordsTest() {
    EXPECT_THAT(
        Save("a", absl::StrCat("answers { criterion: 'team' yes_no { yes: true } comment: '",
                               kSecret, "' }")),
        IsOk());
  }

  // Carries from "a" into "b" while `meddle` happens before the last access, which is the change.
  absl::StatusOr<v1::CarryForwardResponse> CarryWhile(const std::function<void()>& meddle) {
    MeddlingStorage meddling(*storage_);
    Dependencies meddled = dependencies_;
    meddled.storage = &meddling;
    meddling.MeddleAtEachWrite(meddle);
    return CarryForward(
        meddled, CallOf("lea"),
        Parse<v1::CarryForwardRequest>(absl::StrCat("name: '", kB, "' source: '", kA, "'")));
  }
};

TEST_F(ReturningWordsTest, WhatIsAskedWhileItIsCarriedForwardIsNotCarried) {
  ASSERT_THAT(Complete("a"), IsOk());
  MakeAssessment("b", 2026);
  ASSERT_THAT(CarryWhile([&] { EXPECT_THAT(AskPurge(AnswerName("team")), IsOk()); }), IsOk());
  EXPECT_EQ(AnswerTo("team", kB).comment(), kPurgedWords);
}

TEST_F(ReturningWordsTest, WhatIsPurgedWhileItIsCarriedForwardIsGoneForGood) {
  ASSERT_THAT(Complete("a"), IsOk());
  MakeAssessment("b", 2026);
  ASSERT_THAT(CarryWhile([&] { PurgeNow(AnswerName("team")); }), IsOk());
  EXPECT_EQ(AnswerTo("team", kB).comment(), kPurgedWords);
  EXPECT_TRUE(AnswerTo("team", kB).yes_no().yes());
  EXPECT_FALSE(OnDisk(kSecret));
}

}  // namespace
}  // namespace continuum::operations
