// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_PARSE_RUBRIC_H_
#define CONTINUUM_SCORING_PARSE_RUBRIC_H_

#include "absl/strings/string_view.h"
#include "continuum/v1/rubric.pb.h"
#include "scoring/parse/parsed_text.h"

namespace continuum::scoring {

// A rubric's text as data, with the place of every field in the text.
//
// Movable, not copyable. Const use from several threads is safe.
class ParsedRubric : public ParsedText {
 public:
  // What the text says. Fields that do not exist are left out.
  const v1::RubricDefinition& definition() const;

 private:
  friend ParsedRubric ParseRubric(absl::string_view text);
  explicit ParsedRubric(absl::string_view text);
};

// Reads a rubric in protobuf's text format. Never fails: what is wrong is in the result's problems.
// What is refused before anything is read: scoring/parse/parsed_text.h.
ParsedRubric ParseRubric(absl::string_view text);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_PARSE_RUBRIC_H_
