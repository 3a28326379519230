// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_FACTS_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_FACTS_H_

#include <string>
#include <vector>

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/inputs.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "tests/scoring/naive/naive_number.h"

namespace continuum::naive {

// A criterion where it stands in the rubric, and what its answer is worth.
struct Item {
  v1::Criterion criterion;
  // Its domain and those above it, outermost first.
  std::vector<std::string> domains;
  v1::AnswerState state = v1::ANSWER_STATE_ABSENT;
  Number value = 0;        // when state is VALUE
  v1::Reason absence;      // why, when state is ABSENT
  bool not_asked = false;  // whatever the state then is
  // Of its form, whatever the answer.
  Number lowest = 0;
  Number highest = 0;
  int possible = 0;
  int done = 0;
  int stage = -1;                             // staircases: index of the stage where it stands
  std::vector<int> skipped;                   // staircases: indexes of stages
  std::string option;                         // ratings
  std::string number;                         // quantities
  std::vector<v1::MeasuredSegment> measured;  // measures
  // Milestones.
  v1::PhaseState phase = v1::PHASE_STATE_UNSPECIFIED;
  std::string first_date;
  std::string last_date;
  std::string ceased_date;  // empty while the program has not ceased
};

// An input and what is known of it.
struct InputFact {
  v1::Input input;
  v1::InputResult result;
  Number number = 0;  // when result has one
};

// All that a scorecard is made from.
struct Facts {
  const v1::RubricDefinition& rubric;
  std::string as_of_date;
  std::vector<InputFact> inputs;  // in the rubric's order
  std::vector<Item> items;        // in reading order
};

// What has the id; it must be there.
const InputFact& FindInput(const Facts& facts, const std::string& id);
const Item& FindItem(const Facts& facts, const std::string& id);
const v1::Continuum& FindContinuum(const v1::RubricDefinition& rubric, const std::string& id);
int FindStage(const v1::Continuum& continuum, const std::string& id);

// The answer to a criterion or for an input, or null where it is absent: there is none, it says
// nothing, or nobody has confirmed it. `unconfirmed` becomes whether that is why.
const v1::Answer* FindAnswer(const v1::AnswerSet& answers, const std::string& id,
                             bool* unconfirmed);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_FACTS_H_
