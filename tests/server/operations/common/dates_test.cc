// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/dates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/testing/proto_matchers.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;

TEST(DaysTest, ReadsAndWritesDays) {
  EXPECT_EQ(ParseDay("2024-02-29"), absl::CivilDay(2024, 2, 29));
  EXPECT_EQ(FormatDay(absl::CivilDay(2024, 2, 29)), "2024-02-29");
  EXPECT_EQ(FormatDay(*ParseDay("9999-12-31")), "9999-12-31");
}

TEST(DaysTest, RefusesEverythingElse) {
  for (const char* bad :
       {"", "2024", "2024-02", "2024-2-9", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00",
        "24-01-01", "02024-01-01", " 2024-01-01", "2024-01-01 ", "2024-01-01T00:00:00Z",
        "2024/01/01", "+024-01-01", "-024-01-01", "0999-01-01", "2024-0a-01"}) {
    EXPECT_EQ(ParseDay(bad), std::nullopt) << bad;
  }
}

TEST(DaysTest, ADayBeginsAtMidnightInUtc) {
  const absl::Time midnight = absl::FromCivil(absl::CivilDay(2026, 3, 1), absl::UTCTimeZone());
  EXPECT_EQ(DayOf(midnight), absl::CivilDay(2026, 3, 1));
  EXPECT_EQ(DayOf(midnight - absl::Nanoseconds(1)), absl::CivilDay(2026, 2, 28));
}

TEST(TimestampsTest, GoThereAndBack) {
  for (const absl::Time time : {absl::UnixEpoch(), absl::FromUnixMicros(1772366400123456),
                                absl::FromUnixMicros(-1), absl::FromUnixSeconds(253402300799)}) {
    EXPECT_EQ(FromTimestamp(ToTimestamp(time)), time);
  }
  EXPECT_THAT(ToTimestamp(absl::FromUnixMicros(-1)), EqualsProto("seconds: -1 nanos: 999999000"));
}

TEST(TimestampsTest, RefusesThoseThatAreNotValid) {
  google::protobuf::Timestamp timestamp;
  timestamp.set_nanos(-1);
  EXPECT_EQ(FromTimestamp(timestamp), std::nullopt);
  timestamp.set_nanos(1000000000);
  EXPECT_EQ(FromTimestamp(timestamp), std::nullopt);
  timestamp.set_nanos(0);
  timestamp.set_seconds(253402300800);
  EXPECT_EQ(FromTimestamp(timestamp), std::nullopt);
  timestamp.set_seconds(-62135596801);
  EXPECT_EQ(FromTimestamp(timestamp), std::nullopt);
}

}  // namespace
}  // namespace continuum::operations
