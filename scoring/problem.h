// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_PROBLEM_H_
#define CONTINUUM_SCORING_PROBLEM_H_

#include <string>

#include "absl/strings/string_view.h"
#include "continuum/v1/rubric_service.pb.h"
#include "scoring/parse/source_text.h"
#include "scoring/problem_reasons.h"

namespace continuum::scoring {

// A problem with the code and the severity that the table of reasons gives.
v1::RubricProblem MakeProblem(ProblemReason reason, absl::string_view path, TextPlace place,
                              std::string message);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_PROBLEM_H_
