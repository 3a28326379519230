// SPDX-License-Identifier: Apache-2.0
//
// Rubrics and answers as text, for the tests of scoring.

#ifndef CONTINUUM_TESTS_SCORING_RUBRICS_H_
#define CONTINUUM_TESTS_SCORING_RUBRICS_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "google/protobuf/message.h"
#include "scoring/compiled_rubric.h"

namespace continuum::scoring {

// The message that a text describes. The running test fails where the text is wrong.
void ParseText(absl::string_view text, google::protobuf::Message* message);

template <typename M>
M Parse(absl::string_view text) {
  M message;
  ParseText(text, &message);
  return message;
}

// The rubric that a text describes, compiled. Null, and the running test fails, where it cannot be.
std::shared_ptr<const CompiledRubric> Compile(absl::string_view text);

// The text with every run of white space as one space.
std::string Squeezed(absl::string_view text);

// The text with `part` replaced wherever it occurs, both squeezed. The running test fails where it
// does not occur.
std::string Replaced(absl::string_view text, absl::string_view part, absl::string_view by);

// The text of a continuum "stages" with stages "low" (1), "middle" (2.5) and "high" (4), and of a
// rubric-wide policy by which "not applicable" leaves, and insufficient data and absent answers
// count as 0.
std::string Preamble();

}  // namespace continuum::scoring

#endif  // CONTINUUM_TESTS_SCORING_RUBRICS_H_
