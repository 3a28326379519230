// SPDX-License-Identifier: Apache-2.0

#include "scoring/parse_rubric.h"

#include <utility>

#include "scoring/parse/message_text.h"

namespace continuum::scoring {

struct ParsedRubric::State {
  explicit State(absl::string_view source) : text(source, "rubric", &definition) {}

  v1::RubricDefinition definition;
  const MessageText text;
};

ParsedRubric::ParsedRubric(std::unique_ptr<State> state) : state_(std::move(state)) {}
ParsedRubric::ParsedRubric(ParsedRubric&&) noexcept = default;
ParsedRubric& ParsedRubric::operator=(ParsedRubric&&) noexcept = default;
ParsedRubric::~ParsedRubric() = default;

bool ParsedRubric::complete() const { return state_->text.complete(); }

const v1::RubricDefinition& ParsedRubric::definition() const { return state_->definition; }

const std::vector<v1::RubricProblem>& ParsedRubric::problems() const {
  return state_->text.problems();
}

TextPlace ParsedRubric::Locate(absl::string_view path) const { return state_->text.Locate(path); }

ParsedRubric ParseRubric(absl::string_view text) {
  return ParsedRubric(std::make_unique<ParsedRubric::State>(text));
}

}  // namespace continuum::scoring
