// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/answers_file.h"
#include "clients/cli/commands/fhir.h"
#include "clients/cli/error.h"
#include "clients/cli/fhir/answers_text.h"
#include "clients/cli/fhir/measure_report.h"
#include "clients/cli/input_file.h"
#include "clients/cli/line_problem.h"
#include "clients/cli/render/text.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "clients/cli/small_counts.h"
#include "scoring/check_answers.h"

namespace continuum::cli {

namespace {

// Puts an answer in the place of the one to the same criterion, or behind all.
void Put(v1::Answer answer, v1::AnswerSet* answers) {
  for (v1::Answer& other : *answers->mutable_answers()) {
    if (other.criterion() != answer.criterion()) continue;
    other = std::move(answer);
    return;
  }
  *answers->add_answers() = std::move(answer);
}

// Adds one report's counts. Writes what is wrong with it, and gives how much that is.
absl::StatusOr<int> AddReport(const std::string& argument, const RubricGuide& guide,
                              const RubricFile& rubric, Console& console, v1::AnswerSet* answers) {
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(argument, absl::MaxSplits('=', 1));
  const auto& [id, file] = parts;
  const v1::Criterion* criterion = guide.FindCriterion(id);
  if (criterion == nullptr || !criterion->has_measure() || file.empty()) {
    return UsageError(absl::StrCat("got ", Shown(argument), ", want CRITERION=FILE with a ",
                                   guide.CriterionWord(), " that is a measure"));
  }
  const auto text = ReadInputFile(file, console);
  if (!text.ok()) return text.status();
  fhir::ReportedCounts read = fhir::ReadMeasureReport(*text, *criterion);
  if (read.problems.empty()) {
    v1::AnswerSet alone;
    *alone.add_answers() = read.answer;
    for (const v1::AnswerProblem& problem : scoring::CheckAnswers(*rubric.compiled, alone)) {
      read.problems.push_back({.line = 0, .column = id, .message = problem.message()});
    }
  }
  for (const LineProblem& problem : read.problems) console.Note(ProblemText(file, problem));
  Put(std::move(read.answer), answers);
  return static_cast<int>(read.problems.size());
}

}  // namespace

CommandResult FhirCounts(Session& session, const FhirCountsOptions& options) {
  const auto rubric = LoadRubric(options.rubric, session.console);
  if (!rubric.ok()) return rubric.status();
  v1::AnswerSet answers;
  answers.set_source(v1::ANSWER_SOURCE_PROGRAM_CONSENSUS);
  if (!options.answers.empty()) {
    auto loaded = LoadAnswers(options.answers, *rubric->compiled, session.console);
    if (!loaded.ok()) return loaded.status();
    answers = *std::move(loaded);
  }
  const RubricGuide guide(rubric->definition);
  int problems = 0;
  for (const std::string& report : options.reports) {
    const auto found = AddReport(report, guide, *rubric, session.console, &answers);
    if (!found.ok()) return found.status();
    problems += *found;
  }
  if (problems > 0) {
    return InputError("the reports", absl::StrCat(CountOf(problems, "problem"),
                                                  "; nothing was read. Mend all of them and try "
                                                  "again"));
  }
  WarnOfSmallCounts(session, answers);
  session.console.out() << fhir::AnswersText(answers);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
