// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/random_numbers.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace continuum::testing {
namespace {

using naive::Number;
using naive::ReadNumber;
using naive::WriteNumber;

void AddCutPoints(Choices& choices, const Number& unit, int first, int last, v1::Worth& worth) {
  const int way = choices.Chance(50) ? -1 : 1;
  int value = choices.Between(-2, 4);  // in halves
  worth.set_below(WriteNumber(Number(value, 2)));
  int position = choices.Between(first + 1, last);
  bool at = true;  // whether a cut-point may still begin at the position itself
  const int points = choices.Between(1, 3);
  for (int i = 0; i < points && position <= last; ++i) {
    v1::CutPoint& point = *worth.add_cut_points();
    const std::string edge = WriteNumber(unit * Number(position));
    // Nothing lies above the last.
    const bool above = position < last && (!at || choices.Chance(40));
    if (above) {
      point.set_above(edge);
    } else {
      point.set_at_least(edge);
    }
    value += way * choices.Between(1, 3);
    point.set_value(WriteNumber(Number(value, 2)));
    at = above || position == last || !choices.Chance(30);
    if (at) position += choices.Between(1, 3);
  }
}

}  // namespace

std::string RandomNumber(Choices& choices, int low, int high) {
  switch (choices.Below(3)) {
    case 0:
      return absl::StrCat(choices.Between(low, high));
    case 1:
      return absl::StrCat(choices.Between(low, high), ".", choices.Pick<int>({25, 5, 0}));
    default:
      return absl::StrCat(choices.Between(3 * low, 3 * high), "/", choices.Pick<int>({3, 7}));
  }
}

Number NumberBetween(Choices& choices, const Number& lowest, const Number& highest) {
  return lowest + Number(choices.Between(0, 4), 4) * (highest - lowest);
}

Number NumberAround(Choices& choices, const std::vector<Number>& edges, int low, int high) {
  if (edges.empty() || choices.Chance(25)) return ReadNumber(RandomNumber(choices, low, high));
  const Number step = ReadNumber(choices.Pick<std::string>({"0", "1", "-1", "1/7", "-0.01"}));
  const Number number = choices.Pick(edges) + step;
  return IsWritable(number) ? number : Number(low);
}

bool IsWritable(const Number& number) { return WriteNumber(number).size() <= 40; }

Number Floor(const Number& number) {
  // Boost's integers round towards zero.
  const Number whole(numerator(number) / denominator(number));
  return whole > number ? whole - 1 : whole;
}

std::string RandomDay(Choices& choices) {
  return choices.Pick<std::string>({"2024-06-30", "2024-06-29", "2024-07-01", "2024-01-01",
                                    "2023-12-31", "2024-01-02", "2025-01-31", "2025-02-01",
                                    "2024-02-29", "2023-03-01", "2000-02-29", "1999-12-31"});
}

v1::Worth RandomWorth(Choices& choices, const Number& unit, int first, int last) {
  v1::Worth worth;
  if (choices.Chance(70)) {
    AddCutPoints(choices, unit, first, last, worth);
    return worth;
  }
  const int lowest = choices.Between(first, last - 1);
  worth.set_lowest(WriteNumber(unit * Number(lowest)));
  worth.set_highest(WriteNumber(unit * Number(choices.Between(lowest + 1, last))));
  worth.set_less_is_better(choices.Chance(30));
  return worth;
}

std::vector<Number> EdgesOf(const v1::Worth& worth) {
  std::vector<Number> edges;
  for (const v1::CutPoint& point : worth.cut_points()) {
    edges.push_back(ReadNumber(point.has_above() ? point.above() : point.at_least()));
  }
  if (edges.empty()) edges = {ReadNumber(worth.lowest()), ReadNumber(worth.highest())};
  return edges;
}

}  // namespace continuum::testing
