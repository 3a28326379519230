// SPDX-License-Identifier: Apache-2.0

#include "server/auth/recent_keys.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace continuum::auth {
namespace {

TEST(RecentKeysTest, KeepsAValueForEachKey) {
  RecentKeys<int> keys(10);
  EXPECT_EQ(keys.Find("a"), nullptr);
  keys.Touch("a") = 1;
  keys.Touch("b") = 2;
  EXPECT_EQ(keys.Touch("a"), 1);
  ASSERT_NE(keys.Find("b"), nullptr);
  EXPECT_EQ(*keys.Find("b"), 2);
  keys.Erase("b");
  keys.Erase("never seen");
  EXPECT_EQ(keys.Find("b"), nullptr);
  EXPECT_EQ(keys.Touch("b"), 0);
  EXPECT_EQ(keys.size(), 2u);
}

TEST(RecentKeysTest, TheKeyWhoseLastUseIsOldestMakesRoom) {
  RecentKeys<int> keys(3);
  for (const char* key : {"a", "b", "c", "a", "d"}) ++keys.Touch(key);
  EXPECT_EQ(keys.Find("b"), nullptr);
  ASSERT_NE(keys.Find("a"), nullptr);
  EXPECT_EQ(*keys.Find("a"), 2);
  EXPECT_NE(keys.Find("c"), nullptr);
  EXPECT_NE(keys.Find("d"), nullptr);
}

TEST(RecentKeysTest, NeverHoldsMoreThanTheMaximum) {
  RecentKeys<int> keys(100);
  for (int i = 0; i < 1000; ++i) {
    keys.Touch(absl::StrCat("key", i)) = i;
    EXPECT_LE(keys.size(), 100u);
  }
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(keys.Find(absl::StrCat("key", i)) != nullptr, i >= 900) << i;
  }
}

TEST(RecentKeysTest, AMaximumOfNothingIsOne) {
  RecentKeys<int> keys(0);
  keys.Touch("a") = 1;
  keys.Touch("b") = 2;
  EXPECT_EQ(keys.size(), 1u);
  EXPECT_EQ(keys.Touch("b"), 2);
}

TEST(RecentKeysTest, KeysMayBeAnyBytes) {
  RecentKeys<int> keys(10);
  keys.Touch("") = 1;
  keys.Touch(std::string("\0", 1)) = 2;
  keys.Touch(std::string(1 << 20, 'x')) = 3;
  EXPECT_EQ(keys.Touch(""), 1);
  EXPECT_EQ(keys.Touch(std::string("\0", 1)), 2);
  EXPECT_EQ(keys.Touch(std::string(1 << 20, 'x')), 3);
}

}  // namespace
}  // namespace continuum::auth
