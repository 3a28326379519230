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
#include "continuum/v1/scorecard.pb.h"
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

// The text of a rubric "test" with these criteria in one domain "d", and whatever else is given. It
// has a continuum "stages" with stages "low" (1), "middle" (2.5) and "high" (4); adapted activities
// count when they are consistent; "not applicable" leaves, insufficient data and absent answers
// count as 0.
std::string RubricText(absl::string_view criteria, absl::string_view more = "");

// The day for which the tests score.
inline constexpr char kAsOf[] = "2026-06-30";
v1::ScoringContext AsOf(absl::string_view day = kAsOf);

// The scorecard of answers given as text. The running test fails where scoring does.
v1::Scorecard ScoreText(const CompiledRubric& rubric, absl::string_view answers,
                        bool explain = true);

}  // namespace continuum::scoring

#endif  // CONTINUUM_TESTS_SCORING_RUBRICS_H_
