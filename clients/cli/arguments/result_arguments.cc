// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments/arguments.h"
#include "clients/cli/commands/results.h"

namespace continuum::cli {

void AddResultCommands(CLI::App& app, Selection& selection) {
  AddCommand<ScoreOptions>(
      app, selection, "score",
      "Show a scorecard: of an assessment, or of files (which needs no server)", Score,
      [](CLI::App& command, ScoreOptions& options) {
        command.add_option("ASSESSMENT", options.assessment,
                           "The assessment, as program/assessment");
        command.add_option("--rubric", options.rubric, "Or a rubric's file or folder");
        command.add_option("--answers", options.answers, "And the answers, as CSV or .textproto");
        command.add_option("--as-of", options.as_of,
                           "The day that files are scored for, YYYY-MM-DD; today when not given");
        command.add_flag("--explain", options.explain,
                         "Say of every number what it was computed from, and what would raise it");
      });
  AddCommand<HistoryOptions>(
      app, selection, "history", "Show how a program's fidelity changed over the years", History,
      [](CLI::App& command, HistoryOptions& options) {
        command.add_option("PROGRAM", options.program, "The program")->required();
        command.add_option("--rubric", options.rubric, "The rubric, such as bhh-continuum")
            ->required();
      });
  AddCommand<NextLevelOptions>(
      app, selection, "next-level", "Show what it takes to reach the next level", NextLevel,
      [](CLI::App& command, NextLevelOptions& options) {
        command
            .add_option("ASSESSMENT", options.assessment, "The assessment, as program/assessment")
            ->required();
        command.add_option("--ladder", options.ladder,
                           "The id of the ladder; the rubric's first when not given");
        command.add_option("--level", options.level,
                           "The id of the level aimed at; the next one when not given");
      });
}

}  // namespace continuum::cli
