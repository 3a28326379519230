// SPDX-License-Identifier: Apache-2.0
//
// What the tests of the naive scorer share.

#ifndef CONTINUUM_TESTS_SCORING_NAIVE_EXAMPLES_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_EXAMPLES_H_

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scoring/naive/naive_scorer.h"

namespace continuum::naive {

// The message that a text describes. The running test fails where the text is wrong.
template <typename M>
M Read(const std::string& text) {
  M message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

// The scorecard of a rubric and answers as texts, for the 30th of June 2024.
inline v1::Scorecard ScoreTexts(const std::string& rubric, const std::string& answers) {
  return Score(Read<v1::RubricDefinition>(rubric), Read<v1::AnswerSet>(answers),
               Read<v1::ScoringContext>("as_of_date: '2024-06-30'"));
}

// The inputs of a rubric: some of each kind.
inline constexpr char kInputs[] = R"pb(
  inputs {
    id: "people"
    number {}
  }
  inputs {
    id: "staff"
    number {}
  }
  inputs {
    id: "load"
    derived { operator: OPERATOR_RATIO inputs: "people" inputs: "staff" }
  }
  inputs {
    id: "both"
    derived { operator: OPERATOR_SUM inputs: "people" inputs: "staff" }
  }
  inputs {
    id: "begun"
    date {}
  }
  inputs {
    id: "ended"
    date {}
  }
  inputs {
    id: "days"
    derived { operator: OPERATOR_DAYS_BETWEEN inputs: "begun" inputs: "ended" }
  }
  inputs {
    id: "setting"
    choice {
      options { id: "urban" }
      options { id: "rural" }
      several: true
    }
  }
  inputs {
    id: "home"
    recognition {
      levels { id: "one" }
      levels { id: "two" }
    }
  }
)pb";

// The text of an answer that states a number for an input.
inline std::string NumberAnswer(const std::string& input, const std::string& number) {
  return "answers { criterion: '" + input + "' input { number: '" + number + "' } }";
}

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_EXAMPLES_H_
