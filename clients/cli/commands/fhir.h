// SPDX-License-Identifier: Apache-2.0
//
// continuum fhir ...

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_FHIR_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_FHIR_H_

#include <string>
#include <vector>

#include "clients/cli/session.h"

namespace continuum::cli {

struct FhirQuestionnaireOptions {
  std::string rubric;  // a file, a rubric's folder, or the name of a published revision
};
// Writes a rubric as a FHIR R4 Questionnaire.
CommandResult FhirQuestionnaire(Session& session, const FhirQuestionnaireOptions& options);

struct FhirResponseOptions {
  std::string assessment;  // as PROGRAM/ASSESSMENT; or the two below
  std::string rubric;      // a file, or a rubric's folder
  std::string answers;     // a file
};
// Writes the answers of an assessment, or those in a file, as a FHIR R4 QuestionnaireResponse.
CommandResult FhirResponse(Session& session, const FhirResponseOptions& options);

struct FhirAnswersOptions {
  std::string rubric;    // a file, or a rubric's folder
  std::string response;  // a file
};
// Writes the answers in a QuestionnaireResponse as an AnswerSet in protobuf's text format, which
// all that reads answers takes. Where something is wrong, everything that is wrong is written to
// the error stream, nothing to the result, and it is an input error.
CommandResult FhirAnswers(Session& session, const FhirAnswersOptions& options);

struct FhirCountsOptions {
  std::string rubric;                // a file, or a rubric's folder
  std::vector<std::string> reports;  // "criterion=file"
  std::string answers;               // a file to whose answers the counts are added; may be empty
};
// Writes the counts in MeasureReports as answers, in the same way. They take the place of answers
// to the same criteria.
CommandResult FhirCounts(Session& session, const FhirCountsOptions& options);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_FHIR_H_
