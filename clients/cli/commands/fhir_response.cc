// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/answers_file.h"
#include "clients/cli/commands/fhir.h"
#include "clients/cli/fhir/questionnaire_response.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/session.h"
#include "clients/cli/small_counts.h"

namespace continuum::cli {

CommandResult FhirResponse(Session& session, const FhirResponseOptions& options) {
  const auto rubric = LoadRubric(options.rubric, session.console);
  if (!rubric.ok()) return rubric.status();
  const auto answers = LoadAnswers(options.answers, *rubric->compiled, session.console);
  if (!answers.ok()) return answers.status();
  WarnOfSmallCounts(session, *answers);
  session.console.out() << fhir::WriteResponse(rubric->definition, *answers);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
