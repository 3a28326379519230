// SPDX-License-Identifier: Apache-2.0
#include "absl/status/statusor.h"
#include "clients/cli/answers_file.h"
#include "clients/cli/commands/assessment_details.h"
#include "clients/cli/commands/fhir.h"
#include "clients/cli/error.h"
#include "clients/cli/fhir/questionnaire_response.h"
#include "clients/cli/names.h"
#include "clients/cli/revision.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/session.h"
#include "clients/cli/small_counts.h"

namespace continuum::cli {

namespace {

void Emit(Session& session, const v1::RubricDefinition& rubric, const v1::AnswerSet& answers) {
  WarnOfSmallCounts(session, answers);
  session.console.out() << fhir::WriteResponse(rubric, answers);
}

CommandResult WriteFile(Session& session, const FhirResponseOptions& options) {
  const auto rubric = LoadRubric(options.rubric, session.console);
  if (!rubric.ok()) return rubric.status();
  const auto answers = LoadAnswers(options.answers, *rubric->compiled, session.console);
  if (!answers.ok()) return answers.status();
  Emit(session, rubric->definition, *answers);
  return ExitCode::kOk;
}

CommandResult WriteAssessment(Session& session, const FhirResponseOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto assessment = FetchAssessment(**connection, *name);
  if (!assessment.ok()) return assessment.status();
  const auto answers = FetchAnswers(**connection, *name);
  if (!answers.ok()) return answers.status();
  const auto revision = GetRevision(**connection, assessment->revision());
  if (!revision.ok()) return revision.status();
  Emit(session, revision->definition(), *answers);
  return ExitCode::kOk;
}

}  // namespace

CommandResult FhirResponse(Session& session, const FhirResponseOptions& options) {
  if (options.rubric.empty() != options.answers.empty()) {
    return UsageError("--rubric and --answers belong together; want both, or an assessment");
  }
  const bool files = !options.rubric.empty();
  if (files == !options.assessment.empty()) {
    return UsageError("want either an assessment, or --rubric FILE and --answers FILE");
  }
  return files ? WriteFile(session, options) : WriteAssessment(session, options);
}

}  // namespace continuum::cli
