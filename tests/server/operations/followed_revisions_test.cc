// SPDX-License-Identifier: Apache-2.0

#include "server/operations/followed_revisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace continuum::operations {
namespace {

using ::testing::Eq;
using ::testing::Optional;

TEST(FollowedRevisionsTest, KnowsWhatItWasTold) {
  FollowedRevisions revisions(10);
  EXPECT_THAT(revisions.Find("a"), Eq(std::nullopt));
  revisions.Remember("a", "1");
  revisions.Remember("b", "2");
  revisions.Remember("a", "1");
  EXPECT_THAT(revisions.Find("a"), Optional(Eq("1")));
  EXPECT_THAT(revisions.Find("b"), Optional(Eq("2")));
}

TEST(FollowedRevisionsTest, ForgetsEverythingRatherThanGrow) {
  FollowedRevisions revisions(2);
  revisions.Remember("a", "1");
  revisions.Remember("b", "2");
  revisions.Remember("c", "3");
  EXPECT_THAT(revisions.Find("a"), Eq(std::nullopt));
  EXPECT_THAT(revisions.Find("b"), Eq(std::nullopt));
  EXPECT_THAT(revisions.Find("c"), Optional(Eq("3")));
}

}  // namespace
}  // namespace continuum::operations
