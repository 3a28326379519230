// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/look_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"

namespace continuum::operations {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kNoon = absl::FromUnixSeconds(1'772'366'400);  // 2026-03-01 12:00

Look LookAt(absl::Time time, const std::string& resource = "programs/p") {
  return {time, "programs/p/accesses/a1", "accounts/mo", resource, "GetProgram"};
}

TEST(LookLogTest, CountsByTheHour) {
  LookLog log;
  log.Note(LookAt(kNoon));
  log.Note(LookAt(kNoon + absl::Minutes(59)));
  log.Note(LookAt(kNoon + absl::Minutes(60)));
  const auto looks = log.ToWrite();
  ASSERT_THAT(looks, SizeIs(2));
  EXPECT_EQ(looks[0].look.hour, kNoon);
  EXPECT_EQ(looks[0].count, 2);
  EXPECT_EQ(looks[1].look.hour, kNoon + absl::Hours(1));
  EXPECT_EQ(looks[1].count, 1);
}

TEST(LookLogTest, ALookWhileOthersAreWrittenStays) {
  LookLog log;
  log.Note(LookAt(kNoon));
  const auto looks = log.ToWrite();
  log.Note(LookAt(kNoon));
  log.Written(looks);
  ASSERT_THAT(log.ToWrite(), SizeIs(1));
  EXPECT_EQ(log.ToWrite()[0].count, 1);
  log.Written(log.ToWrite());
  EXPECT_THAT(log.ToWrite(), IsEmpty());
}

TEST(LookLogTest, OneThreadWritesAtATimeAndNobodyHasToWait) {
  LookLog log;
  EXPECT_TRUE(log.BeginWriting(/*wait=*/false));
  EXPECT_FALSE(log.BeginWriting(/*wait=*/false));
  absl::Notification begun;
  std::thread waiting([&] {
    EXPECT_TRUE(log.BeginWriting(/*wait=*/true));
    begun.Notify();
  });
  EXPECT_FALSE(begun.HasBeenNotified());
  log.EndWriting();
  waiting.join();
  EXPECT_TRUE(begun.HasBeenNotified());
  EXPECT_FALSE(log.BeginWriting(/*wait=*/false));
  log.EndWriting();
  EXPECT_TRUE(log.BeginWriting(/*wait=*/false));
}

TEST(LookLogTest, TheOldestHourIsGivenUpWhenThereIsNoRoom) {
  LookLog log;
  log.Note(LookAt(kNoon - absl::Hours(1)));
  log.Note(LookAt(kNoon - absl::Hours(1)));
  for (size_t i = 0; i < LookLog::kMaxLooks; ++i) {
    log.Note(LookAt(kNoon, absl::StrCat("programs/p/assessments/a", i)));
  }
  const auto looks = log.ToWrite();
  EXPECT_THAT(looks, SizeIs(LookLog::kMaxLooks));
  EXPECT_EQ(looks[0].look.hour, kNoon);
  EXPECT_EQ(log.TakeDropped(), 2);
  EXPECT_EQ(log.TakeDropped(), 0);
}

TEST(LookLogTest, ADetailIsReadBack) {
  const LookDetail detail{"programs/p/accesses/a1", "programs/p/assessments/a/scorecard",
                          "GetScorecard"};
  EXPECT_EQ(ParseLookDetail(FormatLookDetail(detail)), detail);
  EXPECT_EQ(ParseLookDetail(""), std::nullopt);
  EXPECT_EQ(ParseLookDetail("a b c d"), std::nullopt);
}

}  // namespace
}  // namespace continuum::operations
