// SPDX-License-Identifier: Apache-2.0
//
// Cycles among things that name each other. Pure functions.

#ifndef CONTINUUM_SCORING_CHECK_CYCLES_H_
#define CONTINUUM_SCORING_CHECK_CYCLES_H_

#include <vector>

namespace continuum::scoring {

// What a search along the edges of a graph finds.
struct GraphSearch {
  // All nodes. Each comes after those that its edges lead to, but for the edges that close a cycle.
  std::vector<int> order;
  // Cycles, each as its nodes in the order of the edges. Every node that lies on a cycle, or leads
  // to one, does so through one of these; but no more than kMaxCycles are listed.
  std::vector<std::vector<int>> cycles;
};

inline constexpr int kMaxCycles = 100;

// Searches a graph: edges[i] holds the nodes that node i leads to. No recursion, however long its
// paths are.
GraphSearch SearchGraph(const std::vector<std::vector<int>>& edges);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_CYCLES_H_
