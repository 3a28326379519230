// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/problems.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/check_rubric.h"
#include "scoring/limits.h"
#include "scoring/problem.h"
#include "scoring/suggestion.h"

namespace continuum::scoring {
namespace {

constexpr int kMaxSuggestions = 100;

}  // namespace

Problems::Problems(const ParsedText& text)
    : text_(text), problems_(text.problems()), suggestions_left_(kMaxSuggestions) {}

void Problems::Add(ProblemReason reason, absl::string_view path, std::string message) {
  problems_.push_back(MakeProblem(reason, path, text_.Locate(path), std::move(message)));
}

std::string Problems::DidYouMean(absl::string_view name,
                                 const std::vector<absl::string_view>& candidates) {
  if (suggestions_left_ == 0) return "";
  --suggestions_left_;
  const absl::string_view nearest = Nearest(name, candidates);
  return nearest.empty() ? "" : absl::StrCat("; did you mean '", nearest, "'?");
}

std::vector<v1::RubricProblem> Problems::Take() && {
  std::stable_sort(problems_.begin(), problems_.end(),
                   [](const v1::RubricProblem& a, const v1::RubricProblem& b) {
                     return std::pair(a.line(), a.column()) < std::pair(b.line(), b.column());
                   });
  if (problems_.size() <= kMaxProblems) return std::move(problems_);
  const size_t more = problems_.size() - kMaxProblems;
  const bool more_errors =
      HasErrors({problems_.begin() + static_cast<ptrdiff_t>(kMaxProblems), problems_.end()});
  problems_.resize(kMaxProblems);
  problems_.push_back(MakeProblem(ProblemReason::kMoreProblems, "", {},
                                  absl::StrCat("there are ", more, " more problems",
                                               more_errors ? "" : ", all of them warnings")));
  if (!more_errors) problems_.back().set_severity(v1::RubricProblem::SEVERITY_WARNING);
  return std::move(problems_);
}

}  // namespace continuum::scoring
