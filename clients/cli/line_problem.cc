// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/line_problem.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace continuum::cli {

std::string ProblemText(absl::string_view file, const LineProblem& problem) {
  std::string text(file);
  if (problem.line > 0) absl::StrAppend(&text, ":", problem.line);
  if (!problem.column.empty() && !absl::StartsWith(problem.message, problem.column)) {
    absl::StrAppend(&text, ": ", problem.column);
  }
  return absl::StrCat(text, ": ", problem.message);
}

}  // namespace continuum::cli
