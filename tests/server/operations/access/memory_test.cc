// SPDX-License-Identifier: Apache-2.0
//
// What is remembered of callers between calls.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "server/operations/access/caller_cache.h"
#include "server/operations/access/use_log.h"

namespace continuum::operations {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

KnownCaller Known(const std::string& name) {
  return {auth::Caller::Account(name, {}, {}, auth::SignedInBy::kToken), absl::InfiniteFuture(),
          false};
}

TEST(CallerCacheTest, KeepsUntilItForgets) {
  CallerCache cache;
  EXPECT_EQ(cache.Find("a"), std::nullopt);
  cache.Keep("a", Known("accounts/a"), cache.generation());
  ASSERT_TRUE(cache.Find("a").has_value());
  EXPECT_EQ(cache.Find("a")->caller.id(), "accounts/a");
  cache.ForgetAll();
  EXPECT_FALSE(cache.Find("a").has_value());
}

TEST(CallerCacheTest, WhatWasReadBeforeAChangeIsNotKept) {
  CallerCache cache;
  const int64_t before = cache.generation();
  cache.ForgetAll();
  cache.Keep("a", Known("accounts/a"), before);
  EXPECT_FALSE(cache.Find("a").has_value());
}

TEST(CallerCacheTest, IsBounded) {
  CallerCache cache;
  for (size_t i = 0; i <= CallerCache::kMaxCallers; ++i) {
    cache.Keep(absl::StrCat(i), Known("accounts/a"), cache.generation());
  }
  EXPECT_FALSE(cache.Find("0").has_value());
  EXPECT_TRUE(cache.Find(absl::StrCat(CallerCache::kMaxCallers)).has_value());
}

TEST(UseLogTest, KeepsTheLastUseUntilItIsWritten) {
  UseLog log;
  const absl::Time noon = absl::FromUnixSeconds(1000);
  EXPECT_EQ(log.Last("a"), std::nullopt);
  log.Note("a", noon);
  log.Note("a", noon - absl::Seconds(1));
  EXPECT_EQ(log.Last("a"), noon);
  const auto uses = log.ToWrite();
  ASSERT_THAT(uses, SizeIs(1));
  log.Note("b", noon);
  log.Written(uses);
  EXPECT_EQ(log.Last("a"), std::nullopt);
  EXPECT_EQ(log.Last("b"), noon);
}

TEST(UseLogTest, AUseWhileOthersAreWrittenStays) {
  UseLog log;
  log.Note("a", absl::FromUnixSeconds(1));
  const auto uses = log.ToWrite();
  log.Note("a", absl::FromUnixSeconds(2));
  log.Written(uses);
  EXPECT_EQ(log.Last("a"), absl::FromUnixSeconds(2));
  log.Written(log.ToWrite());
  EXPECT_THAT(log.ToWrite(), IsEmpty());
}

}  // namespace
}  // namespace continuum::operations
