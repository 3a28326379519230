// SPDX-License-Identifier: Apache-2.0

#include "scoring/suggestion.h"

#include <algorithm>
#include <utility>

namespace continuum::scoring {
namespace {

constexpr int kFarthest = 3;
constexpr size_t kLongestName =
    128;  // nobody mistypes more than that; the work grows with its square

}  // namespace

int EditDistance(absl::string_view a, absl::string_view b, int limit) {
  const size_t difference = a.size() < b.size() ? b.size() - a.size() : a.size() - b.size();
  if (difference > static_cast<size_t>(limit)) return limit + 1;
  // Rows of the usual table: row i holds the distances of a's first i letters to each beginning of
  // b.
  std::vector<int> before(b.size() + 1);
  std::vector<int> row(b.size() + 1);
  std::vector<int> next(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    next[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      next[j] =
          std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        next[j] = std::min(next[j], before[j - 2] + 1);
      }
    }
    // Distances never fall from one row to the next but one, so this cannot come back under the
    // limit.
    if (*std::min_element(next.begin(), next.end()) > limit &&
        *std::min_element(row.begin(), row.end()) > limit) {
      return limit + 1;
    }
    std::swap(before, row);
    std::swap(row, next);
  }
  return std::min(row[b.size()], limit + 1);
}

absl::string_view Nearest(absl::string_view name,
                          const std::vector<absl::string_view>& candidates) {
  if (name.empty() || name.size() > kLongestName) return {};
  const int limit = std::clamp(static_cast<int>(name.size() / 3), 1, kFarthest);
  absl::string_view nearest;
  int nearest_distance = limit + 1;
  for (const absl::string_view candidate : candidates) {
    const int distance = EditDistance(name, candidate, nearest_distance - 1);
    if (distance >= nearest_distance) continue;
    nearest = candidate;
    nearest_distance = distance;
    if (nearest_distance == 0) break;
  }
  return nearest;
}

}  // namespace continuum::scoring
