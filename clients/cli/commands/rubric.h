// SPDX-License-Identifier: Apache-2.0
//
// continuum rubric ...

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_RUBRIC_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_RUBRIC_H_

#include <string>
#include <vector>

#include "clients/cli/session.h"

namespace continuum::cli {

struct RubricNewOptions {
  std::string id;
  std::string into = "rubrics";  // the folder of rubrics
};
// Writes a rubric to begin with, and a case, into a new folder. An input error, and nothing is
// written, if the folder is there already.
CommandResult RubricNew(Session& session, const RubricNewOptions& options);

struct RubricCheckOptions {
  std::vector<std::string> files;  // or rubrics' folders
};
// Writes everything that is wrong with each file. kProblems when there is an error, and not just
// warnings.
CommandResult RubricCheck(Session& session, const RubricCheckOptions& options);

struct RubricTestOptions {
  std::string folder;  // of a rubric, or one above several
};
// Runs the cases beside each rubric in the folder. kProblems when one gives something else than it
// expects.
CommandResult RubricTest(Session& session, const RubricTestOptions& options);

struct RubricTemplateOptions {
  std::string rubric;  // a file, a rubric's folder, or the name of a published revision
};
// Writes the table of answers to fill in.
CommandResult RubricTemplate(Session& session, const RubricTemplateOptions& options);

struct RubricRenderOptions {
  std::string rubric;  // the same
};
// Writes a page of the whole instrument, as HTML.
CommandResult RubricRender(Session& session, const RubricRenderOptions& options);

struct RubricDiffOptions {
  std::string before;  // a file, a rubric's folder, or the name of a published revision
  std::string after;
  bool texts = false;  // tells changes of wording one by one
};
// Writes what changed in meaning between two rubrics, and in brief what changed in wording only.
CommandResult RubricDiff(Session& session, const RubricDiffOptions& options);

struct RubricExportOptions {
  std::string rubric;  // a file, a rubric's folder, or the name of a published revision
};
// Writes the whole rubric as a table to edit with a spreadsheet (sheet/rubric_sheet.h).
CommandResult RubricExport(Session& session, const RubricExportOptions& options);

struct RubricImportOptions {
  std::string file;        // such a table
  bool unchecked = false;  // writes a rubric with errors, too
};
// Writes the rubric that a table holds as text. An input error, and nothing is written, where the
// table or the rubric is wrong; everything that is wrong is told with its line.
CommandResult RubricImport(Session& session, const RubricImportOptions& options);

struct RubricFlattenOptions {
  std::string overlay;  // a file, or the folder of an overlay.textproto
  std::string base;     // the rubric that it varies, as FindRubric takes it; empty: found beside it
  std::string into;     // the folder for the rubric.textproto; empty: standard output
};
// Writes the whole rubric that an overlay makes of another. An input error, and nothing is written,
// where something is wrong; all of it is told with its line.
CommandResult RubricFlatten(Session& session, const RubricFlattenOptions& options);

struct RubricSimulateOptions {
  std::string draft;  // a file, or a rubric's folder
  // The rubric by which the answers were given: a file or folder. With `stored` also a name, of all
  // revisions or one; empty: the rubric of the draft's id.
  std::string instead_of;
  std::vector<std::string> against;   // files of answers, or folders of such
  std::string as_of;                  // for files: the day that is scored for; empty: today
  bool stored = false;                // takes the completed assessments on the server, not files
  std::vector<std::string> programs;  // with `stored`: only those of these programs
  bool every_period = false;          // with `stored`: not only the latest of each program
  bool all = false;                   // tells results that stay the same, too
};
// Writes what answers that were given by one rubric come to under a draft: who would gain or lose a
// level, a band or points. Where an assessment is stored, its stored scorecard is what it came to.
// An input error, and nothing is written, where a file cannot be read.
CommandResult RubricSimulate(Session& session, const RubricSimulateOptions& options);

struct RubricPublishOptions {
  std::string file;
  bool draft = false;  // stops before publishing
};
// Publishes a rubric. Safe to repeat: what is there already, word for word, is left as it is.
CommandResult RubricPublish(Session& session, const RubricPublishOptions& options);

struct RubricListOptions {
  std::string rubric;  // lists its revisions; empty: lists the rubrics
};
CommandResult RubricList(Session& session, const RubricListOptions& options);

struct RubricShowOptions {
  std::string revision;
  bool text = false;  // writes the text as it was published, and nothing else
};
CommandResult RubricShow(Session& session, const RubricShowOptions& options);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_RUBRIC_H_
