// SPDX-License-Identifier: Apache-2.0
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/fhir.h"
#include "clients/cli/error.h"
#include "clients/cli/fhir/answers_text.h"
#include "clients/cli/fhir/questionnaire_response.h"
#include "clients/cli/input_file.h"
#include "clients/cli/line_problem.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "clients/cli/small_counts.h"

namespace continuum::cli {

CommandResult FhirAnswers(Session& session, const FhirAnswersOptions& options) {
  const auto rubric = LoadRubric(options.rubric, session.console);
  if (!rubric.ok()) return rubric.status();
  const auto text = ReadInputFile(options.response, session.console);
  if (!text.ok()) return text.status();
  const fhir::ResponseAnswers read = fhir::ReadResponse(*text, *rubric->compiled);
  for (const LineProblem& problem : read.problems) {
    session.console.Note(ProblemText(options.response, problem));
  }
  if (!read.problems.empty()) {
    return InputError(options.response,
                      absl::StrCat(CountOf(static_cast<int>(read.problems.size()), "problem"),
                                   "; nothing was read. Mend all of them and try again"));
  }
  WarnOfSmallCounts(session, read.answers);
  session.console.out() << fhir::AnswersText(read.answers);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
