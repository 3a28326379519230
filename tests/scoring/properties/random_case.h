// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SCORING_PROPERTIES_RANDOM_CASE_H_
#define CONTINUUM_TESTS_SCORING_PROPERTIES_RANDOM_CASE_H_

#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric_service.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "scoring/compiled_rubric.h"
#include "tests/testing/random_rubric.h"

namespace continuum::scoring {

// A random rubric with what the checker says of it.
struct RandomCase {
  v1::RubricDefinition definition;
  std::string text;
  std::vector<v1::RubricProblem> problems;
};

// Draws one, within a property. What the property then asserts is reported with the text.
RandomCase DrawRubric(const testing::RandomRubricOptions& options = {});

// The rubric compiled. Fails the property when it cannot be.
std::shared_ptr<const CompiledRubric> Compiled(const RandomCase& drawn);

// Answers to it, and a context. Reported as the text is.
v1::AnswerSet DrawAnswers(const RandomCase& drawn);
v1::ScoringContext DrawContext();

// The answers' scorecard, with its explanation. Fails the property when there is none.
v1::Scorecard Scored(const CompiledRubric& rubric, const v1::AnswerSet& answers,
                     const v1::ScoringContext& context);

// The message's bytes, always the same for equal messages.
std::string Bytes(const google::protobuf::Message& message);

}  // namespace continuum::scoring

#endif  // CONTINUUM_TESTS_SCORING_PROPERTIES_RANDOM_CASE_H_
