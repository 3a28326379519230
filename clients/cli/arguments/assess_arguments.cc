// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments/arguments.h"
#include "clients/cli/commands/assess.h"

namespace continuum::cli {

namespace {

constexpr const char* kAssessmentHelp = "The assessment, as program/assessment";

void AddReading(CLI::App& group, Selection& selection) {
  AddCommand<AssessShowOptions>(
      group, selection, "show", "Show where an assessment stands", AssessShow,
      [](CLI::App& command, AssessShowOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
      });
  AddCommand<AssessAnswersOptions>(
      group, selection, "answers", "Write the saved answers as CSV, to change and load again",
      AssessAnswers, [](CLI::App& command, AssessAnswersOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
      });
  AddCommand<AssessListOptions>(
      group, selection, "list", "List a program's assessments", AssessList,
      [](CLI::App& command, AssessListOptions& options) {
        command.add_option("PROGRAM", options.program, "The program")->required();
        command.add_option("--rubric", options.rubric, "Only those under this rubric");
      });
}

void AddProposals(CLI::App& group, Selection& selection) {
  AddCommand<AssessPrefillOptions>(
      group, selection, "prefill",
      "Propose answers from a completed assessment under another rubric", AssessPrefill,
      [](CLI::App& command, AssessPrefillOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
        command.add_option("--from", options.from, "The completed assessment of the same program")
            ->required();
        command
            .add_option("--crosswalk", options.crosswalk,
                        "The file or folder of the crosswalk between the two rubrics")
            ->required();
      });
  AddCommand<AssessConfirmOptions>(
      group, selection, "confirm",
      "Confirm proposed answers, which count for nothing until then; or list them", AssessConfirm,
      [](CLI::App& command, AssessConfirmOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
        command.add_option("CRITERION", options.criteria,
                           "What to confirm, by id; lists the proposals when none is given");
        command.add_flag("--all", options.all, "Every proposal");
        command.add_flag("--reject", options.reject, "Take the proposals back instead");
      });
}

}  // namespace

void AddAssessCommands(CLI::App& app, Selection& selection) {
  CLI::App& group = AddGroup(app, "assess", "A program's answers to a rubric for one period");
  AddCommand<AssessStartOptions>(
      group, selection, "start", "Start an assessment", AssessStart,
      [](CLI::App& command, AssessStartOptions& options) {
        command.add_option("PROGRAM", options.program, "The program")->required();
        command.add_option("--rubric", options.rubric, "The rubric, or one of its revisions")
            ->required();
        command.add_option("--period", options.period, "The year that it covers, such as 2025");
        command.add_option("--from", options.from, "Or the period's first day, YYYY-MM-DD");
        command.add_option("--to", options.to, "And its last day; answers are as of this day");
        command.add_option("--id", options.id, "Its id; made from the period when it is not given");
      });
  AddCommand<AssessLoadOptions>(
      group, selection, "load", "Save the answers in a file: all of them or none", AssessLoad,
      [](CLI::App& command, AssessLoadOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
        command
            .add_option("FILE", options.file,
                        "CSV as `rubric template` writes it, or an AnswerSet as .textproto; - "
                        "reads CSV from standard input")
            ->required();
        command.add_flag("--replace", options.replace,
                         "Take back saved answers that the file does not have");
        command.add_flag("--overwrite", options.overwrite,
                         "Save all that is in the file, in the place of what others answered since "
                         "it was written");
        command.add_flag("--own", options.own,
                         "Save them as your own, for the team to compare; they are not scored");
        AddIdentifiersSeen(command, options.identifiers_seen);
      });
  AddProposals(group, selection);
  AddReading(group, selection);
  AddCommand<AssessCompleteOptions>(
      group, selection, "complete", "Freeze an assessment and store its scorecard for good",
      AssessComplete, [](CLI::App& command, AssessCompleteOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
        command.add_flag("--with-gaps", options.with_gaps, "Even where something is not answered");
        command.add_flag("--early", options.early, "Even before the last day of its period");
      });
  AddCommand<AssessCorrectOptions>(
      group, selection, "correct", "Begin a correction of a completed assessment", AssessCorrect,
      [](CLI::App& command, AssessCorrectOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
        command.add_option("--reason", options.reason, "Why it is corrected")->required();
        command.add_option("--id", options.id,
                           "The correction's id; the old one with -corrected when not given");
      });
}

}  // namespace continuum::cli
