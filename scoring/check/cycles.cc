// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/cycles.h"

#include <algorithm>
#include <cstddef>

namespace continuum::scoring {
namespace {

enum class Mark { kUnseen, kOnPath, kDone };

// A node on the path that the search has come along.
struct Step {
  int node = 0;
  size_t next_edge = 0;
};

}  // namespace

GraphSearch SearchGraph(const std::vector<std::vector<int>>& edges) {
  GraphSearch search;
  std::vector<Mark> marks(edges.size(), Mark::kUnseen);
  std::vector<Step> path;
  for (size_t start = 0; start < edges.size(); ++start) {
    if (marks[start] != Mark::kUnseen) continue;
    marks[start] = Mark::kOnPath;
    path.push_back({static_cast<int>(start)});
    while (!path.empty()) {
      Step& step = path.back();
      const std::vector<int>& targets = edges[static_cast<size_t>(step.node)];
      if (step.next_edge == targets.size()) {
        marks[static_cast<size_t>(step.node)] = Mark::kDone;
        search.order.push_back(step.node);
        path.pop_back();
        continue;
      }
      const int target = targets[step.next_edge++];
      Mark& mark = marks[static_cast<size_t>(target)];
      if (mark == Mark::kUnseen) {
        mark = Mark::kOnPath;
        path.push_back({target});
      } else if (mark == Mark::kOnPath && search.cycles.size() < kMaxCycles) {
        const auto first = std::find_if(path.begin(), path.end(), [target](const Step& before) {
          return before.node == target;
        });
        std::vector<int>& cycle = search.cycles.emplace_back();
        for (auto on = first; on != path.end(); ++on) cycle.push_back(on->node);
      }
    }
  }
  return search;
}

}  // namespace continuum::scoring
