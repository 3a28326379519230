// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments/arguments.h"
#include "clients/cli/commands/fhir.h"

namespace continuum::cli {

void AddFhirCommands(CLI::App& app, Selection& selection) {
  CLI::App& group = AddGroup(app, "fhir", "Exchange rubrics and answers with other systems");
  AddCommand<FhirQuestionnaireOptions>(
      group, selection, "questionnaire", "Write a rubric as a FHIR R4 Questionnaire (JSON)",
      FhirQuestionnaire, [](CLI::App& command, FhirQuestionnaireOptions& options) {
        command
            .add_option("RUBRIC", options.rubric,
                        "A rubric's file or folder (needs no server), or a name such as "
                        "bhh-continuum or bhh-continuum/1.0.0")
            ->required();
      });
  AddCommand<FhirResponseOptions>(
      group, selection, "response",
      "Write answers as a FHIR R4 QuestionnaireResponse: of an assessment, or of files (which "
      "needs "
      "no server)",
      FhirResponse, [](CLI::App& command, FhirResponseOptions& options) {
        command.add_option("ASSESSMENT", options.assessment,
                           "The assessment, as program/assessment");
        command.add_option("--rubric", options.rubric, "Or a rubric's file or folder");
        command.add_option("--answers", options.answers, "And the answers, as CSV or .textproto");
      });
  AddCommand<FhirAnswersOptions>(
      group, selection, "answers",
      "Write the answers in a QuestionnaireResponse as .textproto, to score or load (needs no "
      "server)",
      FhirAnswers, [](CLI::App& command, FhirAnswersOptions& options) {
        command
            .add_option("FILE", options.response,
                        "The QuestionnaireResponse, as JSON; - reads it from standard input")
            ->required();
        command.add_option("--rubric", options.rubric, "The rubric's file or folder")->required();
      });
  AddCommand<FhirCountsOptions>(
      group, selection, "counts",
      "Write the counts in MeasureReports as answers to measures, as .textproto (needs no server)",
      FhirCounts, [](CLI::App& command, FhirCountsOptions& options) {
        command
            .add_option("REPORT", options.reports,
                        "CRITERION=FILE: the id of a criterion, and the MeasureReport (JSON) that "
                        "has its counts")
            ->required();
        command.add_option("--rubric", options.rubric, "The rubric's file or folder")->required();
        command.add_option("--answers", options.answers,
                           "Answers to which the counts are added, as CSV or .textproto");
      });
}

}  // namespace continuum::cli
