// SPDX-License-Identifier: Apache-2.0

#include "scoring/parse_rubric.h"

#include <memory>

namespace continuum::scoring {

ParsedRubric::ParsedRubric(absl::string_view text)
    : ParsedText(text, "rubric", std::make_unique<v1::RubricDefinition>()) {}

const v1::RubricDefinition& ParsedRubric::definition() const {
  return static_cast<const v1::RubricDefinition&>(message());
}

ParsedRubric ParseRubric(absl::string_view text) { return ParsedRubric(text); }

}  // namespace continuum::scoring
