// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_inputs.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/scoring/naive/naive_days.h"

namespace continuum::naive {
namespace {

using Derived = v1::DerivedInput;

void SetNumber(const Number& number, InputFact& fact) {
  fact.number = number;
  fact.result.set_number(WriteNumber(number));
}

void Take(const v1::InputAnswer& stated, InputFact& fact) {
  switch (stated.stated_case()) {
    case v1::InputAnswer::kNumber:
      return SetNumber(ReadNumber(stated.number()), fact);
    case v1::InputAnswer::kDate:
      return fact.result.set_date(stated.date());
    case v1::InputAnswer::kOptions: {
      const auto& chosen = stated.options().options();
      for (const v1::ChoiceOption& option : fact.input.choice().options()) {
        if (std::count(chosen.begin(), chosen.end(), option.id()) == 0) continue;
        fact.result.mutable_options()->add_options(option.id());
      }
      return;
    }
    case v1::InputAnswer::kRecognition:
      *fact.result.mutable_recognition() = stated.recognition();
      return;
    case v1::InputAnswer::STATED_NOT_SET:
      return;
  }
}

void Derive(const std::vector<InputFact>& before, InputFact& fact) {
  std::vector<InputFact> from;
  for (const std::string& id : fact.input.derived().inputs()) {
    for (const InputFact& candidate : before) {
      if (candidate.input.id() == id) from.push_back(candidate);
    }
  }
  for (const InputFact& source : from) {
    if (source.result.value_case() == v1::InputResult::VALUE_NOT_SET) return;
  }
  Number result = from[0].number;
  switch (fact.input.derived().operator_()) {
    case Derived::OPERATOR_SUM:
      for (size_t i = 1; i < from.size(); ++i) result += from[i].number;
      return SetNumber(result, fact);
    case Derived::OPERATOR_DIFFERENCE:
      return SetNumber(result - from[1].number, fact);
    case Derived::OPERATOR_PRODUCT:
      for (size_t i = 1; i < from.size(); ++i) result *= from[i].number;
      return SetNumber(result, fact);
    case Derived::OPERATOR_RATIO:
      if (!from[1].number.is_zero()) SetNumber(result / from[1].number, fact);
      return;
    case Derived::OPERATOR_DAYS_BETWEEN:
      return SetNumber(DaysBetween(from[0].result.date(), from[1].result.date()), fact);
    default:
      std::abort();  // the checker accepts no such rubric
  }
}

}  // namespace

std::vector<InputFact> ReadInputs(const v1::RubricDefinition& rubric,
                                  const v1::AnswerSet& answers) {
  std::vector<InputFact> inputs;
  for (const v1::Input& input : rubric.inputs()) {
    InputFact fact;
    fact.input = input;
    fact.result.set_input(input.id());
    bool unconfirmed = false;
    const v1::Answer* answer = FindAnswer(answers, input.id(), &unconfirmed);
    if (input.has_derived()) {
      Derive(inputs, fact);
    } else if (answer != nullptr) {
      Take(answer->input(), fact);
    }
    inputs.push_back(fact);
  }
  return inputs;
}

bool IsValidOn(const v1::HeldRecognition& recognition, const std::string& date) {
  return (recognition.first_date().empty() || recognition.first_date() <= date) &&
         (recognition.last_date().empty() || recognition.last_date() >= date);
}

}  // namespace continuum::naive
