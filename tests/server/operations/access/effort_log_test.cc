// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/effort_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace continuum::operations {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kAna[] = "accounts/ana";
constexpr char kFirst[] = "programs/p/assessments/a";

absl::Time At(int64_t seconds) { return absl::FromUnixSeconds(1'800'000'000 + seconds); }

// When somebody called, and how long they have worked by our rule.
struct Case {
  const char* what;
  std::vector<int64_t> calls;  // seconds
  int64_t seconds;
};

class EffortRuleTest : public ::testing::TestWithParam<Case> {};

TEST_P(EffortRuleTest, CountsTheTimeBetweenCalls) {
  EffortLog log;
  for (const int64_t call : GetParam().calls) log.Note(kAna, kFirst, At(call));
  const EffortLog::Effort expected{kAna, kFirst, GetParam().seconds};
  EXPECT_THAT(log.ToWrite(), ElementsAre(expected)) << GetParam().what;
}

INSTANTIATE_TEST_SUITE_P(
    Rule, EffortRuleTest,
    ::testing::Values(Case{"one call is a minute", {0}, 60},
                      Case{"then the time that went by", {0, 10, 40}, 100},
                      Case{"five minutes are still work", {0, 300}, 360},
                      Case{"longer is a pause, and begins anew", {0, 301}, 120},
                      Case{"a whole night too", {0, 36'000, 36'100}, 220},
                      Case{"a clock that stands still", {5, 5, 5, 5}, 60},
                      Case{"calls that overtake each other", {0, 20, 10, 30}, 90},
                      Case{"a clock that was set back", {4000, 0, 100}, 220}));

TEST(EffortLogTest, PeopleAndAssessmentsAreToldApart) {
  EffortLog log;
  log.Note(kAna, kFirst, At(0));
  log.Note("accounts/ben", kFirst, At(10));
  log.Note(kAna, "programs/p/assessments/b", At(20));
  log.Note(kAna, kFirst, At(30));
  EXPECT_THAT(log.ToWrite(), ElementsAre(EffortLog::Effort{kAna, kFirst, 90},
                                         EffortLog::Effort{kAna, "programs/p/assessments/b", 60},
                                         EffortLog::Effort{"accounts/ben", kFirst, 60}));
}

TEST(EffortLogTest, WhatWasWrittenIsNotWrittenAgain) {
  EffortLog log;
  log.Note(kAna, kFirst, At(0));
  const auto first = log.ToWrite();
  log.Note(kAna, kFirst, At(30));  // while it is written
  log.Written(first, At(30));
  EXPECT_THAT(log.ToWrite(), ElementsAre(EffortLog::Effort{kAna, kFirst, 30}));
  log.Written(log.ToWrite(), At(31));
  EXPECT_THAT(log.ToWrite(), IsEmpty());
  log.Note(kAna, kFirst, At(45));  // goes on where it was
  EXPECT_THAT(log.ToWrite(), ElementsAre(EffortLog::Effort{kAna, kFirst, 15}));
}

TEST(EffortLogTest, PartsOfASecondAreNotLost) {
  EffortLog log;
  int64_t written = 0;
  for (int i = 0; i <= 10; ++i) {
    log.Note(kAna, kFirst, At(0) + i * absl::Milliseconds(400));
    const auto efforts = log.ToWrite();
    for (const EffortLog::Effort& effort : efforts) written += effort.seconds;
    log.Written(efforts, At(0));
  }
  EXPECT_EQ(written, 64);
}

TEST(EffortLogTest, TheOldestIsGivenUpWhenThereIsNoRoom) {
  EffortLog log;
  for (size_t i = 0; i <= EffortLog::kMaxEntries; ++i) {
    log.Note(absl::StrCat("accounts/a", i), kFirst, At(static_cast<int64_t>(i)));
  }
  EXPECT_THAT(log.ToWrite(), SizeIs(EffortLog::kMaxEntries));
  EXPECT_EQ(log.TakeDropped(), 1);
  EXPECT_EQ(log.TakeDropped(), 0);
  for (const EffortLog::Effort& effort : log.ToWrite()) EXPECT_NE(effort.account, "accounts/a0");
}

}  // namespace
}  // namespace continuum::operations
