// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_PROBLEMS_H_
#define CONTINUUM_SCORING_CHECK_PROBLEMS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "continuum/v1/rubric_service.pb.h"
#include "scoring/parse/parsed_text.h"
#include "scoring/problem_reasons.h"

namespace continuum::scoring {

// Collects the problems of one text. Begins with those that reading the text has found.
class Problems {
 public:
  // `text` must outlive this.
  explicit Problems(const ParsedText& text);

  // Adds a problem of the field at `path`. The message says what is wrong and what was wanted, in
  // lower case and without a full stop, as part of "line 3: ...".
  void Add(ProblemReason reason, absl::string_view path, std::string message);

  // "; did you mean 'x'?" when a candidate is near to `name`, otherwise nothing. Only for the first
  // names that are asked about: more would cost time and help nobody.
  std::string DidYouMean(absl::string_view name, const std::vector<absl::string_view>& candidates);

  // All problems in the order of the text; those at one place in the order in which they were
  // added. When there are more than kMaxProblems, the rest is one problem that says how many.
  std::vector<v1::RubricProblem> Take() &&;

 private:
  const ParsedText& text_;
  std::vector<v1::RubricProblem> problems_;
  int suggestions_left_;
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_PROBLEMS_H_
