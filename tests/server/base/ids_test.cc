// SPDX-License-Identifier: Apache-2.0

#include "server/base/ids.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/testing/fake_clock.h"

namespace continuum::base {
namespace {

using ::testing::MatchesRegex;
using ::testing::StartsWith;

TEST(IdGeneratorTest, BeginsWithTheTimeAndHas26Characters) {
  // 2^48 - 1 milliseconds and 0 fill the time bits; the example is from the ULID specification.
  testing::FakeClock clock(absl::FromUnixMillis(1469918176385));
  const std::string id = IdGenerator(clock).New();
  EXPECT_THAT(id, StartsWith("01aryz6s41"));
  EXPECT_THAT(id, MatchesRegex("[0-9a-hjkmnp-tv-z]+"));
  EXPECT_EQ(id.size(), 26U);
  clock.Set(absl::UnixEpoch());
  EXPECT_THAT(IdGenerator(clock).New(), StartsWith("0000000000"));
  clock.Set(absl::FromUnixMillis((int64_t{1} << 48) - 1));
  EXPECT_THAT(IdGenerator(clock).New(), StartsWith("7zzzzzzzzz"));
}

TEST(IdGeneratorTest, AscendsWithinAMillisecondAndWhenTheClockGoesBack) {
  testing::FakeClock clock;
  IdGenerator ids(clock);
  std::string last;
  for (int i = 0; i < 3000; ++i) {
    if (i == 1000) clock.Advance(absl::Hours(-1));
    if (i == 2000) clock.Advance(absl::Hours(2));
    const std::string id = ids.New();
    ASSERT_LT(last, id) << "at " << i;
    last = id;
  }
}

TEST(IdGeneratorTest, GeneratorsDifferAtTheSameTime) {
  testing::FakeClock clock;
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(IdGenerator(clock).New());
  EXPECT_EQ(seen.size(), 1000U);
}

TEST(IdGeneratorTest, IsThreadSafe) {
  testing::FakeClock clock;
  IdGenerator ids(clock);
  std::vector<std::vector<std::string>> made(4);
  std::vector<std::thread> threads;
  for (auto& mine : made) {
    threads.emplace_back([&ids, &mine] {
      for (int i = 0; i < 1000; ++i) mine.push_back(ids.New());
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> seen;
  for (const auto& mine : made) seen.insert(mine.begin(), mine.end());
  EXPECT_EQ(seen.size(), 4000U);
}

}  // namespace
}  // namespace continuum::base
