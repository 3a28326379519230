// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/fhir.h"
#include "clients/cli/fhir/questionnaire.h"
#include "clients/cli/find_rubric.h"
#include "clients/cli/session.h"

namespace continuum::cli {

CommandResult FhirQuestionnaire(Session& session, const FhirQuestionnaireOptions& options) {
  const auto rubric = FindRubric(session, options.rubric);
  if (!rubric.ok()) return rubric.status();
  session.console.out() << fhir::WriteQuestionnaire(*rubric);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
