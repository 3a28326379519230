// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/render/chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace continuum::cli {

namespace {

// From one eighth of a column to all of it.
constexpr std::array<const char*, 8> kHeights = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

// Which of `count` heights a share has: 0 for the lowest.
size_t HeightOf(double share, size_t count) {
  const double step = std::clamp(share, 0.0, 1.0) * static_cast<double>(count - 1);
  return static_cast<size_t>(std::lround(step));
}

}  // namespace

std::string Bar(double share, const std::vector<double>& marks, int width, bool unicode) {
  const auto column = [&](double at) { return static_cast<int>(std::floor(at * width)); };
  const int filled = column(std::clamp(share, 0.0, 1.0));
  std::string bar;
  for (int i = 0; i < width; ++i) {
    // A mark stands in the column in which its value begins.
    const bool mark = std::any_of(marks.begin(), marks.end(),
                                  [&](double at) { return column(at) == i && at < 1; });
    const bool passed = std::any_of(marks.begin(), marks.end(),
                                    [&](double at) { return column(at) == i && share >= at; });
    if (mark && !passed) {
      bar += unicode ? "│" : "|";
    } else if (mark) {
      bar += unicode ? "┃" : "I";
    } else if (i < filled) {
      bar += unicode ? "█" : "#";
    } else {
      bar += unicode ? "·" : ".";
    }
  }
  return bar;
}

std::string Staircase(const std::vector<Stair>& steps, bool unicode) {
  std::string picture;
  for (size_t i = 0; i < steps.size(); ++i) {
    switch (steps[i]) {
      case Stair::kReached:
        picture += unicode ? kHeights[(i + 1) * kHeights.size() / steps.size() - 1] : "#";
        break;
      case Stair::kSkipped:
        picture += unicode ? "×" : "x";
        break;
      case Stair::kOpen:
        picture += unicode ? "·" : ".";
        break;
    }
  }
  return picture;
}

std::string Sparkline(const std::vector<std::optional<double>>& shares,
                      const std::vector<size_t>& breaks, bool unicode) {
  std::string picture;
  for (size_t i = 0; i < shares.size(); ++i) {
    if (std::find(breaks.begin(), breaks.end(), i) != breaks.end()) {
      picture += unicode ? "│" : "|";
    }
    if (!shares[i].has_value()) {
      picture += " ";
    } else if (unicode) {
      picture += kHeights[HeightOf(*shares[i], kHeights.size())];
    } else {
      picture += static_cast<char>('0' + HeightOf(*shares[i], 10));
    }
  }
  return picture;
}

}  // namespace continuum::cli
