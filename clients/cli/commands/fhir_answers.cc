// SPDX-License-Identifier: Apache-2.0
#include <google/protobuf/text_format.h>

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/fhir.h"
#include "clients/cli/error.h"
#include "clients/cli/fhir/questionnaire_response.h"
#include "clients/cli/input_file.h"
#include "clients/cli/line_problem.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"

namespace continuum::cli {

namespace {

// An AnswerSet as its files have it.
std::string AnswersText(const v1::AnswerSet& answers) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(answers, &text);
  return absl::StrCat(
      "# proto-file: continuum/v1/answers.proto\n# proto-message: continuum.v1.AnswerSet\n", text);
}

}  // namespace

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
  session.console.out() << AnswersText(read.answers);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
