// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_RANDOM_FLOORS_H_
#define CONTINUUM_TESTS_TESTING_RANDOM_FLOORS_H_

#include <vector>

#include "continuum/v1/rubric.pb.h"
#include "tests/scoring/naive/naive_facts.h"
#include "tests/testing/choices.h"
#include "tests/testing/random_ranges.h"

namespace continuum::testing {

// Makes floors for criteria, which must be there at least once. With `within_reach`, only floors
// that can be reached. Keeps references to what it is given.
class FloorMaker {
 public:
  FloorMaker(Choices& choices, bool within_reach, const std::vector<naive::Item>& items,
             const SeenRanges& seen)
      : choices_(choices), within_reach_(within_reach), items_(items), seen_(seen) {}

  // A floor for one criterion.
  v1::CriterionFloor RandomFloor() { return FloorFor({RandomCriterion()}); }
  // Floors for criteria, domains and tags.
  v1::CriterionFloors RandomFloors();

 private:
  int RandomCriterion() { return choices_.Below(static_cast<int>(items_.size())); }
  SeenRange RangeOf(int position) const;
  v1::CriterionFloor FloorFor(const std::vector<int>& criteria);

  Choices& choices_;
  const bool within_reach_;
  const std::vector<naive::Item>& items_;  // in reading order
  const SeenRanges& seen_;
};

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_RANDOM_FLOORS_H_
