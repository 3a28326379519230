// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_RUBRIC_H_
#define CONTINUUM_SCORING_CHECK_RUBRIC_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "continuum/v1/rubric_service.pb.h"
#include "scoring/parse_rubric.h"

namespace continuum::scoring {

// Everything that is wrong with a rubric, in the order of its text: errors and warnings, each with
// a stable reason (scoring/problem_reasons.h), path, line, column and a message for people.
//
// A rubric without errors compiles. Reports at most kMaxProblems, the last of which then says how
// many more there are. Errors and warnings about reach, implied requirements and directions are
// never false alarms, but some cases stay undetected. Pure; safe from any thread.
std::vector<v1::RubricProblem> CheckRubric(const ParsedRubric& rubric);

// The same for a text.
std::vector<v1::RubricProblem> CheckRubric(absl::string_view text);

// Whether there is an error, and not just warnings, among the problems.
bool HasErrors(const std::vector<v1::RubricProblem>& problems);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_RUBRIC_H_
