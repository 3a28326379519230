// SPDX-License-Identifier: Apache-2.0

#include "scoring/check_rubric.h"

#include <algorithm>
#include <utility>

#include "scoring/check/problems.h"

namespace continuum::scoring {

std::vector<v1::RubricProblem> CheckRubric(const ParsedRubric& rubric) {
  Problems problems(rubric);
  return std::move(problems).Take();
}

std::vector<v1::RubricProblem> CheckRubric(absl::string_view text) {
  return CheckRubric(ParseRubric(text));
}

bool HasErrors(const std::vector<v1::RubricProblem>& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const v1::RubricProblem& problem) {
    return problem.severity() == v1::RubricProblem::SEVERITY_ERROR;
  });
}

}  // namespace continuum::scoring
