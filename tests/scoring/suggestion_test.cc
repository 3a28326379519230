// SPDX-License-Identifier: Apache-2.0

#include "scoring/suggestion.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace continuum::scoring {
namespace {

TEST(EditDistanceTest, CountsLettersAddedDroppedChangedAndSwapped) {
  EXPECT_EQ(EditDistance("", "", 3), 0);
  EXPECT_EQ(EditDistance("access", "access", 3), 0);
  EXPECT_EQ(EditDistance("acess", "access", 3), 1);
  EXPECT_EQ(EditDistance("accesss", "access", 3), 1);
  EXPECT_EQ(EditDistance("axcess", "access", 3), 1);
  EXPECT_EQ(EditDistance("titel", "title", 3), 1);
  EXPECT_EQ(EditDistance("", "abc", 3), 3);
  EXPECT_EQ(EditDistance("kitten", "sitting", 3), 3);
}

TEST(EditDistanceTest, StopsAtTheLimit) {
  EXPECT_EQ(EditDistance("kitten", "sitting", 2), 3);
  EXPECT_EQ(EditDistance("a", "abcdefgh", 2), 3);
  EXPECT_EQ(EditDistance("abcdefgh", "hgfedcba", 3), 4);
  EXPECT_EQ(EditDistance("ab", "cd", 0), 1);
  EXPECT_EQ(EditDistance("same", "same", 0), 0);
}

TEST(NearestTest, TakesTheNearestAndAmongEqualsTheFirst) {
  EXPECT_EQ(Nearest("care-plan", {"care", "care-plans", "care_plan"}), "care-plans");
  EXPECT_EQ(Nearest("care-plan", {"care-planning", "care-plans"}), "care-plans");
}

TEST(NearestTest, TakesNothingThatIsTooFar) {
  EXPECT_EQ(Nearest("care-plan", {"screening", "outcomes"}), "");
  EXPECT_EQ(Nearest("ab", {"cd"}), "");
  EXPECT_EQ(Nearest("ab", {"ac"}), "ac");
  EXPECT_EQ(Nearest("", {"a"}), "");
  EXPECT_EQ(Nearest("a", {}), "");
  // Three at most, however long the name is.
  EXPECT_EQ(Nearest("abcdefghijklmnopqrst", {"abcdefghijklmnop"}), "");
  EXPECT_EQ(Nearest("abcdefghijklmnopqrs", {"abcdefghijklmnop"}), "abcdefghijklmnop");
}

TEST(NearestTest, DoesNotLookAtNamesThatAreAbsurdlyLong) {
  const std::string name(100'000, 'a');
  const std::string candidate = name + "b";
  EXPECT_EQ(Nearest(name, {candidate}), "");
}

}  // namespace
}  // namespace continuum::scoring
