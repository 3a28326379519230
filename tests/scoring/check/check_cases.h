// SPDX-License-Identifier: Apache-2.0
//
// Tests of the checker as data. Each file in cases/ has cases of this form:
//
//   === a criterion has no title
//   --- criteria { id: "reach" title: "Reach"
//   +++ §criteria { id: "reach"
//   >>> MISSING_TEXT domains[0].criteria[1].title
//
// The text behind "---" (and on the lines that follow it) stands once in base.textproto and is
// replaced by that behind
// "+++"; a case may have several such pairs. Each "§" marks where a problem is expected, in the
// order of the text; it is not part of the text. ">>>" lines name all expected problems in that
// order; ">>=" names one more at the place of the problem before it. Lines before the first case
// and empty lines behind problems are comments.

#ifndef CONTINUUM_TESTS_SCORING_CHECK_CHECK_CASES_H_
#define CONTINUUM_TESTS_SCORING_CHECK_CHECK_CASES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::scoring {

struct CheckCase {
  std::string file;
  std::string name;
  std::string text;                   // the changed rubric
  std::vector<std::string> expected;  // "REASON path line:column"
};

// All cases of all files. A file that does not have the form fails the running test.
std::vector<CheckCase> ReadCheckCases();

// The rubric that the cases change.
std::string BaseRubric();

}  // namespace continuum::scoring

#endif  // CONTINUUM_TESTS_SCORING_CHECK_CHECK_CASES_H_
