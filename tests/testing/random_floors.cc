// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/random_floors.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "tests/testing/random_numbers.h"

namespace continuum::testing {
namespace {

using naive::Item;

// The positions of the criteria that fit.
template <typename Fits>
std::vector<int> Matching(const std::vector<Item>& items, const Fits& fits) {
  std::vector<int> criteria;
  for (size_t i = 0; i < items.size(); ++i) {
    if (fits(items[i])) criteria.push_back(static_cast<int>(i));
  }
  return criteria;
}

}  // namespace

// The values that a criterion can have. What an input can be is not known: then those seen.
SeenRange FloorMaker::RangeOf(int position) const {
  const Item& item = items_[static_cast<size_t>(position)];
  const std::optional<SeenRange>& seen = seen_.criteria[static_cast<size_t>(position)];
  if (!item.criterion.quantity().input().empty() && seen.has_value()) return *seen;
  return {item.lowest, item.highest};
}

// A floor for these criteria, without its target where there are several.
v1::CriterionFloor FloorMaker::FloorFor(const std::vector<int>& criteria) {
  v1::CriterionFloor floor;
  const v1::Criterion& first = items_[static_cast<size_t>(criteria[0])].criterion;
  SeenRange range = RangeOf(criteria[0]);
  bool same_continuum = first.has_staircase();
  bool asks = false;
  for (const int position : criteria) {
    const v1::Criterion& criterion = items_[static_cast<size_t>(position)].criterion;
    range.lowest = std::min(range.lowest, RangeOf(position).lowest);
    range.highest = std::min(range.highest, RangeOf(position).highest);
    same_continuum &= criterion.staircase().continuum() == first.staircase().continuum();
    asks |= criterion.allows_not_applicable() ||
            (criterion.has_asked_when() && criterion.not_asked_value().empty());
  }
  if (same_continuum && choices_.Chance(60)) {
    const auto& cells = first.staircase().cells();
    floor.set_stage(cells[choices_.Below(cells.size())].stage());
  } else if (within_reach_) {
    floor.set_value(naive::WriteNumber(NumberBetween(choices_, range.lowest, range.highest)));
  } else {
    floor.set_value(RandomNumber(choices_, -1, 6));
  }
  if (criteria.size() == 1) floor.set_criterion(first.id());
  if (asks || choices_.Chance(20)) {
    floor.set_not_applicable(
        static_cast<v1::CriterionFloor::NotApplicableRule>(choices_.Between(1, 2)));
  }
  return floor;
}

v1::CriterionFloors FloorMaker::RandomFloors() {
  v1::CriterionFloors floors;
  const int count = choices_.Between(1, 2);
  for (int i = 0; i < count; ++i) {
    const int criterion = RandomCriterion();
    const Item& item = items_[static_cast<size_t>(criterion)];
    const auto& tags = item.criterion.tags();
    std::vector<int> criteria = {criterion};
    v1::CriterionFloor target;
    if (!tags.empty() && choices_.Chance(40)) {
      target.set_tag(tags[choices_.Below(tags.size())]);
      criteria = Matching(items_, [&target](const Item& one) {
        const auto& has = one.criterion.tags();
        return std::count(has.begin(), has.end(), target.tag()) > 0;
      });
    } else if (choices_.Chance(40)) {
      target.set_domain(choices_.Pick(item.domains));
      criteria = Matching(items_, [&target](const Item& one) {
        return std::count(one.domains.begin(), one.domains.end(), target.domain()) > 0;
      });
    }
    v1::CriterionFloor floor = FloorFor(criteria);
    floor.MergeFrom(target);
    *floors.add_floors() = floor;
  }
  return floors;
}

}  // namespace continuum::testing
