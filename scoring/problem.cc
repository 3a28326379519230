// SPDX-License-Identifier: Apache-2.0

#include "scoring/problem.h"

#include <utility>

namespace continuum::scoring {

v1::RubricProblem MakeProblem(ProblemReason reason, absl::string_view path, TextPlace place,
                              std::string message) {
  const ProblemReasonInfo& info = InfoOf(reason);
  v1::RubricProblem problem;
  problem.set_severity(info.is_error ? v1::RubricProblem::SEVERITY_ERROR
                                     : v1::RubricProblem::SEVERITY_WARNING);
  problem.set_reason(std::string(info.code));
  problem.set_path(std::string(path));
  problem.set_line(place.line);
  problem.set_column(place.column);
  problem.set_message(std::move(message));
  return problem;
}

}  // namespace continuum::scoring
