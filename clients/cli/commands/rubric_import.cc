// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/rubric.h"
#include "clients/cli/error.h"
#include "clients/cli/input_file.h"
#include "clients/cli/line_problem.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/rubric_text.h"
#include "clients/cli/session.h"
#include "clients/cli/sheet/rubric_sheet.h"
#include "clients/cli/state_words.h"
#include "scoring/check_rubric.h"

namespace continuum::cli {

namespace {

// "table.csv:12: error: ... [UNKNOWN_ID]": as `rubric check` writes it, with the line of the table.
std::string ProblemOfRow(const std::string& file, const v1::RubricProblem& problem,
                         const RubricSheet& sheet) {
  const int line = sheet.LineOf(problem.path());
  return absl::StrCat(file, ":", line == 0 ? "" : absl::StrCat(line, ":"), " ",
                      SeverityWords(problem.severity()), ": ", problem.message(), " [",
                      problem.reason(), "]");
}

}  // namespace

CommandResult RubricImport(Session& session, const RubricImportOptions& options) {
  const auto text = ReadInputFile(options.file, session.console);
  if (!text.ok()) return text.status();
  const RubricSheet sheet = ReadRubricSheet(*text);
  for (const LineProblem& problem : sheet.problems) {
    session.console.Note(ProblemText(options.file, problem));
  }
  auto problems = static_cast<int>(sheet.problems.size());
  const std::string rubric =
      RubricText(sheet.rubric, {"proto-file: proto/continuum/v1/rubric.proto",
                                "proto-message: continuum.v1.RubricDefinition"});
  // The rubric is only worth a look where the table could be read.
  if (problems == 0 && !options.unchecked) {
    for (const v1::RubricProblem& problem : scoring::CheckRubric(rubric)) {
      session.console.Note(ProblemOfRow(options.file, problem, sheet));
      problems += problem.severity() == v1::RubricProblem::SEVERITY_ERROR ? 1 : 0;
    }
  }
  if (problems > 0) {
    return InputError(options.file,
                      absl::StrCat(CountOf(problems, "problem"),
                                   "; no rubric was written. Mend every line above and try again"));
  }
  session.console.out() << rubric;
  return ExitCode::kOk;
}

}  // namespace continuum::cli
