// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/cycles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace continuum::scoring {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Edges = std::vector<std::vector<int>>;

TEST(SearchGraphTest, PutsEachNodeBehindThoseThatItLeadsTo) {
  const GraphSearch search = SearchGraph({{2, 1}, {3}, {1}, {}});
  EXPECT_THAT(search.order, ElementsAre(3, 1, 2, 0));
  EXPECT_THAT(search.cycles, IsEmpty());
}

TEST(SearchGraphTest, FindsNothingInNothing) {
  EXPECT_THAT(SearchGraph({}).order, IsEmpty());
  EXPECT_THAT(SearchGraph({{}, {}}).order, ElementsAre(0, 1));
}

TEST(SearchGraphTest, NamesEachCycle) {
  EXPECT_THAT(SearchGraph({{0}}).cycles, ElementsAre(ElementsAre(0)));
  EXPECT_THAT(SearchGraph({{1}, {2}, {0}}).cycles, ElementsAre(ElementsAre(0, 1, 2)));
  // A node that leads to a cycle is not on it; two cycles, one behind the other.
  EXPECT_THAT(SearchGraph({{1}, {2}, {1, 3}, {4}, {3}}).cycles,
              ElementsAre(ElementsAre(1, 2), ElementsAre(3, 4)));
}

TEST(SearchGraphTest, StillOrdersAllNodesOfACycle) {
  EXPECT_THAT(SearchGraph({{1}, {2}, {0}, {0}}).order, ElementsAre(2, 1, 0, 3));
}

TEST(SearchGraphTest, FollowsVeryLongPaths) {
  constexpr int kNodes = 200'000;
  Edges edges(kNodes);
  for (int i = 0; i + 1 < kNodes; ++i) edges[static_cast<size_t>(i)].push_back(i + 1);
  EXPECT_EQ(SearchGraph(edges).order.front(), kNodes - 1);
  edges.back().push_back(0);
  EXPECT_THAT(SearchGraph(edges).cycles, ElementsAre(SizeIs(kNodes)));
}

TEST(SearchGraphTest, ListsNoMoreCyclesThanAnybodyWouldMend) {
  constexpr int kNodes = 1'000;
  Edges edges(kNodes);
  for (std::vector<int>& targets : edges) {
    for (int i = 0; i < kNodes; ++i) targets.push_back(i);
  }
  EXPECT_THAT(SearchGraph(edges).cycles, SizeIs(kMaxCycles));
}

}  // namespace
}  // namespace continuum::scoring
