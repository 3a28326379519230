// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_MILESTONES_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_MILESTONES_H_

#include <string>
#include <vector>

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "tests/scoring/naive/naive_facts.h"

namespace continuum::naive {

// What the answer to milestones is worth: all but how far the phase is.
void ApplyMilestones(const Facts& facts, const v1::MilestonesAnswer& answer, Item& item);

// How far each phase is, once all answers are applied: later phases matter.
void FindPhases(const v1::RubricDefinition& rubric, std::vector<Item>& items);

// From the first to the last day of some phases.
struct Duration {
  bool begun = false;  // otherwise no activity is done, and nothing else is set
  int days = 0;
  std::string censored_date;  // the day to which it is counted; empty when all is finished
};
Duration DurationOf(const std::vector<const Item*>& phases, const std::string& as_of_date);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_MILESTONES_H_
