// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_LINE_PROBLEM_H_
#define CONTINUUM_CLIENTS_CLI_LINE_PROBLEM_H_

#include <string>

#include "absl/strings/string_view.h"

namespace continuum::cli {

// Something that is wrong with a line of a file.
struct LineProblem {
  int line = 0;         // of the file, from 1; 0 where it is not known
  std::string column;   // such as "since"; empty for the whole line or file
  std::string message;  // what is wrong and what was wanted

  friend bool operator==(const LineProblem&, const LineProblem&) = default;
};

// "answers.csv:12: since: got ...". A pure function.
std::string ProblemText(absl::string_view file, const LineProblem& problem);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_LINE_PROBLEM_H_
