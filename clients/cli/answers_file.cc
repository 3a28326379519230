// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/answers_file.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/answers_csv.h"
#include "clients/cli/error.h"
#include "clients/cli/input_file.h"
#include "clients/cli/line_problem.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/textproto.h"
#include "scoring/check_answers.h"

namespace continuum::cli {

namespace {

std::vector<LineProblem> ReadText(const std::string& text, const scoring::CompiledRubric& rubric,
                                  v1::AnswerSet* answers) {
  std::vector<LineProblem> problems = ParseTextproto(text, answers);
  if (!problems.empty()) return problems;
  for (const v1::AnswerProblem& problem : scoring::CheckAnswers(rubric, *answers)) {
    problems.push_back({.line = 0, .column = problem.field(), .message = problem.message()});
  }
  return problems;
}

std::vector<LineProblem> ReadTable(const std::string& text, const scoring::CompiledRubric& rubric,
                                   v1::AnswerSet* answers) {
  AnswersCsv csv = ReadAnswersCsv(text, rubric.definition());
  // What could be read is checked even where other rows are wrong, so that all is said at once.
  for (const v1::AnswerProblem& problem : scoring::CheckAnswers(rubric, csv.answers)) {
    csv.problems.push_back(AtLine(csv, problem.field(), problem.message()));
  }
  std::stable_sort(csv.problems.begin(), csv.problems.end(),
                   [](const LineProblem& a, const LineProblem& b) { return a.line < b.line; });
  *answers = std::move(csv.answers);
  return std::move(csv.problems);
}

}  // namespace

absl::StatusOr<v1::AnswerSet> LoadAnswers(const std::string& path,
                                          const scoring::CompiledRubric& rubric, Console& console,
                                          AnswerMarks* marks) {
  const auto text = ReadInputFile(path, console);
  if (!text.ok()) return text.status();
  v1::AnswerSet answers;
  const bool is_text_format = absl::EndsWith(path, ".textproto");
  const std::vector<LineProblem> problems =
      is_text_format ? ReadText(*text, rubric, &answers) : ReadTable(*text, rubric, &answers);
  if (marks != nullptr && !is_text_format) *marks = ReadMarks(*text);
  for (const LineProblem& problem : problems) console.Note(ProblemText(path, problem));
  if (problems.empty()) return answers;
  return InputError(path, absl::StrCat(CountOf(static_cast<int>(problems.size()), "problem"),
                                       "; nothing was read. Mend every line above and try again"));
}

}  // namespace continuum::cli
