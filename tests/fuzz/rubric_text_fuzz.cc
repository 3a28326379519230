// SPDX-License-Identifier: Apache-2.0
//
// Whatever text somebody sends as a rubric, its problems are listed in order and each has a place
// in the text; and a text without errors compiles and can be scored.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "scoring/check_rubric.h"
#include "scoring/compiled_rubric.h"
#include "scoring/limits.h"
#include "scoring/score.h"

namespace continuum::scoring {
namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

void CheckProblems(const std::vector<v1::RubricProblem>& problems, absl::string_view text) {
  Check(problems.size() <= kMaxProblems + 1);
  const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
  std::pair<int, int> before;
  for (const v1::RubricProblem& problem : problems) {
    Check(!problem.reason().empty() && !problem.message().empty());
    if (problem.line() == 0) continue;  // the text as a whole
    Check(problem.line() <= lines && problem.column() >= 1);
    const std::pair place(problem.line(), problem.column());
    Check(before <= place);
    before = place;
  }
}

// The only error that scoring may have here is a number that is too long.
void CheckScoring(const v1::RubricDefinition& definition) {
  const auto rubric = CompileRubric(definition);
  Check(rubric.ok());
  v1::ScoringContext context;
  context.set_as_of_date("2024-06-30");
  const auto scorecard = Score(**rubric, v1::AnswerSet(), context, {});
  Check(scorecard.ok() || absl::IsOutOfRange(scorecard.status()));
}

}  // namespace
}  // namespace continuum::scoring

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const auto rubric = continuum::scoring::ParseRubric(text);
  const auto problems = continuum::scoring::CheckRubric(rubric);
  continuum::scoring::CheckProblems(problems, text);
  if (!continuum::scoring::HasErrors(problems)) {
    continuum::scoring::CheckScoring(rubric.definition());
  }
  return 0;
}
