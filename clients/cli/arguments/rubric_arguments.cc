// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments/arguments.h"
#include "clients/cli/commands/rubric.h"

namespace continuum::cli {

namespace {

constexpr char kFileOrName[] =
    "A rubric's file or folder (needs no server), or a name such as bhh-continuum or "
    "bhh-continuum/1.0.0";

// Writing, testing and showing one rubric.
void AddWritingCommands(CLI::App& group, Selection& selection) {
  AddCommand<RubricNewOptions>(
      group, selection, "new", "Write a rubric to begin with, with notes (needs no server)",
      RubricNew, [](CLI::App& command, RubricNewOptions& options) {
        command.add_option("ID", options.id, "The id of the rubric, such as my-rubric")->required();
        command.add_option("--into", options.into, "The folder of rubrics")->capture_default_str();
      });
  AddCommand<RubricCheckOptions>(
      group, selection, "check", "Say everything that is wrong with rubrics (needs no server)",
      RubricCheck, [](CLI::App& command, RubricCheckOptions& options) {
        command.add_option("FILE", options.files, "Rubrics' files or folders")->required();
      });
  AddCommand<RubricTestOptions>(
      group, selection, "test", "Run the cases beside a rubric (needs no server)", RubricTest,
      [](CLI::App& command, RubricTestOptions& options) {
        command.add_option("DIR", options.folder, "A rubric's folder, or one above several")
            ->required();
      });
  AddCommand<RubricTemplateOptions>(
      group, selection, "template",
      "Write the table of answers to fill in with a spreadsheet, as CSV", RubricTemplate,
      [](CLI::App& command, RubricTemplateOptions& options) {
        command.add_option("RUBRIC", options.rubric, kFileOrName)->required();
      });
  AddCommand<RubricRenderOptions>(
      group, selection, "render", "Write the whole rubric as a web page (HTML) to read or print",
      RubricRender, [](CLI::App& command, RubricRenderOptions& options) {
        command.add_option("RUBRIC", options.rubric, kFileOrName)->required();
      });
}

// Comparing rubrics, and making one from another or from a table.
void AddVaryingCommands(CLI::App& group, Selection& selection) {
  AddCommand<RubricDiffOptions>(
      group, selection, "diff", "Say in words what changed in meaning between two rubrics",
      RubricDiff, [](CLI::App& command, RubricDiffOptions& options) {
        command.add_option("BEFORE", options.before, kFileOrName)->required();
        command.add_option("AFTER", options.after, "The other one")->required();
        command.add_flag("--texts", options.texts, "Tell changes of wording one by one, too");
      });
  AddCommand<RubricExportOptions>(
      group, selection, "export", "Write a whole rubric as CSV, to edit with a spreadsheet",
      RubricExport, [](CLI::App& command, RubricExportOptions& options) {
        command.add_option("RUBRIC", options.rubric, kFileOrName)->required();
      });
  AddCommand<RubricImportOptions>(
      group, selection, "import",
      "Write the rubric of such a CSV file as rubric.textproto (needs no server)", RubricImport,
      [](CLI::App& command, RubricImportOptions& options) {
        command.add_option("FILE", options.file, "The CSV file, as `rubric export` writes it")
            ->required();
        command.add_flag("--unchecked", options.unchecked,
                         "Write it even where the rubric has errors, to mend them in the text");
      });
  AddCommand<RubricFlattenOptions>(
      group, selection, "flatten",
      "Make a whole rubric of an overlay, which is a state's changes to another rubric",
      RubricFlatten, [](CLI::App& command, RubricFlattenOptions& options) {
        command.add_option("OVERLAY", options.overlay, "The overlay's file or folder")->required();
        command.add_option("--base", options.base,
                           "The rubric that it varies: a file, a folder or a name; not given: the "
                           "one in the same folder of rubrics");
        command.add_option("--into", options.into,
                           "The folder in which to write rubric.textproto; not given: it is "
                           "written to the output");
      });
  AddCommand<RubricSimulateOptions>(
      group, selection, "simulate",
      "Say who would gain or lose a level, a band or points under a draft (files need no server)",
      RubricSimulate, [](CLI::App& command, RubricSimulateOptions& options) {
        command.add_option("DRAFT", options.draft, "The draft's file or folder")->required();
        command.add_option("--instead-of", options.instead_of,
                           "The file or folder of the rubric by which the answers were given; with "
                           "--stored also a name such as bhh-continuum (any revision) or "
                           "bhh-continuum/1.0.0; not given: the rubric with the draft's id");
        command.add_option("--against", options.against,
                           "Files of answers, or folders with such files in them and below");
        command.add_option("--as-of", options.as_of,
                           "For files: the day to score for, as 2026-06-30; not given: today");
        command.add_flag("--stored", options.stored,
                         "Instead of files: the latest completed assessment of each program on the "
                         "server, with the scorecard that it got");
        command
            .add_option("--program", options.programs,
                        "With --stored: only this program; may be given several times")
            ->allow_extra_args(false);
        command.add_flag("--every-period", options.every_period,
                         "With --stored: every completed assessment, not only the latest");
        command.add_flag("--all", options.all, "Tell what stays the same, too");
      });
}

// Those of a server.
void AddServerCommands(CLI::App& group, Selection& selection) {
  AddCommand<RubricPublishOptions>(
      group, selection, "publish", "Publish a rubric; from then on this revision never changes",
      RubricPublish, [](CLI::App& command, RubricPublishOptions& options) {
        command.add_option("FILE", options.file, "The rubric's file or folder")->required();
        command.add_flag("--draft", options.draft, "Store it as a draft, and do not publish it");
      });
  AddCommand<RubricListOptions>(
      group, selection, "list", "List the rubrics, or the revisions of one", RubricList,
      [](CLI::App& command, RubricListOptions& options) {
        command.add_option("RUBRIC", options.rubric, "A rubric, such as bhh-continuum");
      });
  AddCommand<RubricShowOptions>(
      group, selection, "show", "Show what a rubric asks", RubricShow,
      [](CLI::App& command, RubricShowOptions& options) {
        command
            .add_option("RUBRIC", options.revision,
                        "A rubric or one of its revisions, such as bhh-continuum/1.0.0")
            ->required();
        command.add_flag("--text", options.text, "Write its text, byte for byte");
      });
}

}  // namespace

void AddRubricCommands(CLI::App& app, Selection& selection) {
  CLI::App& group = AddGroup(app, "rubric", "Write, test, publish and look at rubrics");
  AddWritingCommands(group, selection);
  AddVaryingCommands(group, selection);
  AddServerCommands(group, selection);
}

}  // namespace continuum::cli
