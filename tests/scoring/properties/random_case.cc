// SPDX-License-Identifier: Apache-2.0

#include "tests/scoring/properties/random_case.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <utility>

#include "scoring/check_rubric.h"
#include "scoring/score.h"
#include "tests/testing/property.h"
#include "tests/testing/random_answers.h"

namespace continuum::scoring {

RandomCase DrawRubric(const testing::RandomRubricOptions& options) {
  testing::DrawnChoices choices;
  RandomCase drawn;
  drawn.definition = testing::RandomRubric(choices, options);
  drawn.text = testing::TextOf(drawn.definition);
  drawn.problems = CheckRubric(drawn.text);
  RC_LOG() << drawn.text << "\n";
  for (const v1::RubricProblem& problem : drawn.problems) {
    RC_LOG() << problem.path() << ": " << problem.reason() << ": " << problem.message() << "\n";
  }
  return drawn;
}

std::shared_ptr<const CompiledRubric> Compiled(const RandomCase& drawn) {
  auto compiled = CompileRubric(drawn.definition);
  if (!compiled.ok()) RC_FAIL(compiled.status().ToString());
  return *std::move(compiled);
}

v1::AnswerSet DrawAnswers(const RandomCase& drawn) {
  testing::DrawnChoices choices;
  v1::AnswerSet answers = testing::RandomAnswers(choices, drawn.definition);
  RC_LOG() << answers.DebugString() << "\n";
  return answers;
}

v1::ScoringContext DrawContext() {
  testing::DrawnChoices choices;
  return testing::RandomContext(choices);
}

v1::Scorecard Scored(const CompiledRubric& rubric, const v1::AnswerSet& answers,
                     const v1::ScoringContext& context) {
  auto card = Score(rubric, answers, context, {.explain = true});
  if (!card.ok()) {
    RC_LOG() << card.status() << "\n";
    RC_FAIL("no scorecard");
  }
  return *std::move(card);
}

std::string Bytes(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream out(&bytes);
  google::protobuf::io::CodedOutputStream coded(&out);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

}  // namespace continuum::scoring
