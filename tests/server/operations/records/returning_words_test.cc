// SPDX-License-Identifier: Apache-2.0
//
// Words that wait to be purged neither get away into copies, nor are lost to what is shown instead.

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
using ::testing::HasSubstr;

constexpr char kB[] = "programs/p/assessments/b";

class ReturningWordsTest : public RecordsTest {
 protected:
  ReturningWordsTest() {
    EXPECT_THAT(
        Save("a", absl::StrCat("answers { criterion: 'team' yes_no { yes: true } comment: '",
                               kSecret, "' }")),
        IsOk());
  }

  // Carries from "a" into "b" while `meddle` happens just before the change.
  absl::StatusOr<v1::CarryForwardResponse> CarryWhile(const std::function<void()>& meddle) {
    MeddlingStorage meddling(*storage_);
    Dependencies meddled = dependencies_;
    meddled.storage = &meddling;
    meddling.MeddleAtEachWrite(meddle);
    return CarryForward(
        meddled, CallOf("lea"),
        Parse<v1::CarryForwardRequest>(absl::StrCat("name: '", kB, "' source: '", kA, "'")));
  }

  // The answers of a set, as a client reads them and sends them back.
  v1::SaveAnswersRequest ReadToSave(absl::string_view who, const std::string& set) {
    v1::GetAnswerSetRequest get;
    get.set_name(set);
    const auto read = GetAnswerSet(dependencies_, CallOf(who), get);
    EXPECT_THAT(read, IsOk());
    v1::SaveAnswersRequest save;
    save.set_name(set);
    save.set_etag(read->etag());
    for (const v1::RecordedAnswer& recorded : read->answers()) {
      *save.add_answers() = recorded.answer();
    }
    return save;
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

TEST_F(ReturningWordsTest, WhatIsShownInTheirPlaceIsNotSavedInTheirPlace) {
  const auto asked = AskPurge(AnswerName("team"));
  ASSERT_THAT(asked, IsOk());
  v1::SaveAnswersRequest save = ReadToSave("eve", absl::StrCat(kA, "/answerSets/consensus"));
  ASSERT_EQ(save.answers(0).comment(), kHiddenWords);
  const auto refused = SaveAnswers(dependencies_, CallOf("eve"), save);
  EXPECT_THAT(refused, FailsWith(kFailedPrecondition, "PURGE_ASKED"));
  EXPECT_THAT(refused.status().message(), HasSubstr(AnswerName("team")));
  EXPECT_THAT(refused.status().message(), HasSubstr("Once it is decided"));
  // Who has more to say may say it.
  EXPECT_THAT(Save("a", kFullPlanAnswer), IsOk());
  ASSERT_THAT(Decline(asked->name(), CallOf("lea")), IsOk());
  EXPECT_EQ(AnswerTo("team").comment(), kSecret);
  save = ReadToSave("eve", save.name());
  EXPECT_THAT(SaveAnswers(dependencies_, CallOf("eve"), save), IsOk());
}

TEST_F(ReturningWordsTest, NorInAPersonsOwnAnswers) {
  const std::string set = absl::StrCat(kA, "/answerSets/con");
  auto own = Parse<v1::SaveAnswersRequest>(
      "answers { criterion: 'team' yes_no { yes: true } comment: 'words' }");
  own.set_name(set);
  ASSERT_THAT(SaveAnswers(dependencies_, CallOf("con"), own), IsOk());
  ASSERT_THAT(AskPurge(absl::StrCat(set, "/answers/team")), IsOk());
  EXPECT_THAT(SaveAnswers(dependencies_, CallOf("con"), ReadToSave("con", set)),
              FailsWith(kFailedPrecondition, "PURGE_ASKED"));
}

}  // namespace
}  // namespace continuum::operations
