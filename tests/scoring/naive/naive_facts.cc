// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_facts.h"

#include <cstdlib>
#include <string>

namespace continuum::naive {

// The checker accepts no rubric that names what is not there: hence the aborts.

const InputFact& FindInput(const Facts& facts, const std::string& id) {
  for (const InputFact& fact : facts.inputs) {
    if (fact.input.id() == id) return fact;
  }
  std::abort();
}

const Item& FindItem(const Facts& facts, const std::string& id) {
  for (const Item& item : facts.items) {
    if (item.criterion.id() == id) return item;
  }
  std::abort();
}

const v1::Continuum& FindContinuum(const v1::RubricDefinition& rubric, const std::string& id) {
  for (const v1::Continuum& continuum : rubric.continua()) {
    if (continuum.id() == id) return continuum;
  }
  std::abort();
}

int FindStage(const v1::Continuum& continuum, const std::string& id) {
  for (int i = 0; i < continuum.stages_size(); ++i) {
    if (continuum.stages(i).id() == id) return i;
  }
  std::abort();
}

const v1::Answer* FindAnswer(const v1::AnswerSet& answers, const std::string& id,
                             bool* unconfirmed) {
  *unconfirmed = false;
  for (const v1::Answer& answer : answers.answers()) {
    if (answer.criterion() != id || answer.answer_case() == v1::Answer::ANSWER_NOT_SET) continue;
    *unconfirmed = answer.unconfirmed();
    return answer.unconfirmed() ? nullptr : &answer;
  }
  return nullptr;
}

}  // namespace continuum::naive
