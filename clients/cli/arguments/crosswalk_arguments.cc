// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments/arguments.h"
#include "clients/cli/commands/crosswalk.h"

namespace continuum::cli {

namespace {

constexpr const char* kFile = "The crosswalk's file or folder";
constexpr const char* kRubrics =
    "The folder of rubrics; the one around the crosswalk, or ./rubrics, when not given";
constexpr const char* kAsOf =
    "The day that answers are scored for, YYYY-MM-DD; today when not given";

void AddReports(CLI::App& group, Selection& selection) {
  AddCommand<CrosswalkCheckOptions>(
      group, selection, "check", "Say everything that is wrong with crosswalks", CrosswalkCheck,
      [](CLI::App& command, CrosswalkCheckOptions& options) {
        command.add_option("FILE", options.files, "Crosswalks' files or folders")->required();
        command.add_option("--rubrics", options.rubrics, kRubrics);
      });
  AddCommand<CrosswalkCoverageOptions>(
      group, selection, "coverage",
      "Show what of a rubric another one, or a contract, answers, and what nothing answers",
      CrosswalkCoverage, [](CLI::App& command, CrosswalkCoverageOptions& options) {
        command.add_option("FILE", options.file, kFile)->required();
        command.add_option("--rubrics", options.rubrics, kRubrics);
        command.add_flag("--gaps", options.gaps, "Only what nothing answers");
      });
  AddCommand<CrosswalkMatrixOptions>(
      group, selection, "matrix",
      "Lay rubrics side by side over the parts of one to which all of them relate", CrosswalkMatrix,
      [](CLI::App& command, CrosswalkMatrixOptions& options) {
        command.add_option("FILE", options.files, "Files or folders of crosswalks to one rubric")
            ->required();
        command.add_option("--rubrics", options.rubrics, kRubrics);
        command.add_flag("--criteria", options.criteria, "A row per criterion, and not per domain");
      });
}

}  // namespace

void AddCrosswalkCommands(CLI::App& app, Selection& selection) {
  CLI::App& group =
      AddGroup(app, "crosswalk", "How rubrics and contracts relate (needs no server)");
  AddReports(group, selection);
  AddCommand<CrosswalkPrefillOptions>(
      group, selection, "prefill", "Propose answers to one rubric from those to another",
      CrosswalkPrefill, [](CLI::App& command, CrosswalkPrefillOptions& options) {
        command.add_option("FILE", options.file, kFile)->required();
        command.add_option("--answers", options.answers, "Answers to its left side")->required();
        command.add_option("--as-of", options.as_of, kAsOf);
        command.add_option("--rubrics", options.rubrics, kRubrics);
      });
  AddCommand<CrosswalkCompareOptions>(
      group, selection, "compare", "Show results under two rubrics next to each other",
      CrosswalkCompare, [](CLI::App& command, CrosswalkCompareOptions& options) {
        command.add_option("FILE", options.file, kFile)->required();
        command.add_option("--left", options.left, "Answers to its left side")->required();
        command.add_option("--right", options.right, "Answers to its right side")->required();
        command.add_option("--as-of", options.as_of, kAsOf);
        command.add_option("--rubrics", options.rubrics, kRubrics);
      });
}

}  // namespace continuum::cli
