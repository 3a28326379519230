// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments/arguments.h"
#include "clients/cli/arguments/choices.h"
#include "clients/cli/commands/records.h"

namespace continuum::cli {

namespace {

constexpr int kMostMonths = 1200;

void AddPurges(CLI::App& app, Selection& selection) {
  CLI::App& group =
      AddGroup(app, "purge", "Erase for good what must not be here, such as a patient's name");
  AddCommand<PurgeAskOptions>(
      group, selection, "ask", "Ask that something be purged; hides it at once", PurgeAsk,
      [](CLI::App& command, PurgeAskOptions& options) {
        command
            .add_option("WHAT", options.resource,
                        "PROGRAM/EVIDENCE as `continuum evidence list` shows it, a comment as "
                        "`continuum comment list` shows it, or PROGRAM/ASSESSMENT/consensus/"
                        "CRITERION for what is written beside the program's answer; or a full name")
            ->required();
        command
            .add_option("--because", options.reason,
                        "Why. Never what must not be here: it stays on record")
            ->required();
      });
  AddCommand<PurgeApproveOptions>(
      group, selection, "approve", "Agree to a purge, and carry it out; for a second person",
      PurgeApprove, [](CLI::App& command, PurgeApproveOptions& options) {
        command.add_option("NAME", options.purge, "As `continuum purge list` shows it")->required();
        command.add_flag("--yes", options.yes, "Without asking");
      });
  AddCommand<PurgeDeclineOptions>(
      group, selection, "decline", "Decline a purge, or take it back; what it hides is seen again",
      PurgeDecline, [](CLI::App& command, PurgeDeclineOptions& options) {
        command.add_option("NAME", options.purge, "As `continuum purge list` shows it")->required();
      });
  AddCommand<PurgeListOptions>(
      group, selection, "list", "List what was asked for, and what became of it", PurgeList,
      [](CLI::App& command, PurgeListOptions& options) {
        command.add_option("PROGRAM", options.program, "The program")->required();
        command.add_flag("--waiting", options.waiting, "Only what waits for a second person");
      });
}

void AddHolds(CLI::App& app, Selection& selection) {
  CLI::App& group =
      AddGroup(app, "hold", "Keep a program's records whatever else is asked, as for a court");
  AddCommand<HoldSetOptions>(
      group, selection, "set", "Set a hold: nothing of the program is purged or removed", HoldSet,
      [](CLI::App& command, HoldSetOptions& options) {
        command.add_option("PROGRAM", options.program, "The program")->required();
        command.add_option("--because", options.reason, "Why, such as the number of a case")
            ->required();
      });
  AddCommand<HoldEndOptions>(
      group, selection, "end", "End a hold", HoldEnd,
      [](CLI::App& command, HoldEndOptions& options) {
        command.add_option("NAME", options.hold, "As `continuum hold list` shows it")->required();
      });
  AddCommand<HoldListOptions>(
      group, selection, "list", "List a program's holds, and whether they have ended", HoldList,
      [](CLI::App& command, HoldListOptions& options) {
        command.add_option("PROGRAM", options.program, "The program")->required();
      });
}

void AddExport(CLI::App& app, Selection& selection) {
  CLI::App& group = AddGroup(app, "records", "What a public-records request may see");
  AddCommand<RecordsExportOptions>(
      group, selection, "export",
      "Write a program's completed results without people, comments, evidence and small counts, "
      "and say what was left out",
      RecordsExport, [](CLI::App& command, RecordsExportOptions& options) {
        command.add_option("PROGRAM", options.program, "The program")->required();
        command.add_option("--from", options.from,
                           "Only results whose period ends on this day (YYYY-MM-DD) or later");
        command.add_flag("--criteria", options.criteria, "The numbers of criteria, too");
        command.add_flag("--sites", options.sites, "The program's sites, too");
        command.add_flag("--json", options.json, "As --output json");
        command.add_flag("--csv", options.csv, "As --output csv");
        command.add_option("--file", options.file, "Write it into this file");
      });
}

void DeclareMonths(CLI::App& command, RetentionSetOptions& options) {
  const auto months = Between(0, kMostMonths);
  command
      .add_option("--comments", options.comments,
                  "Months after their assessment was completed; 0 for good, or 12 and more")
      ->check(months);
  command
      .add_option("--evidence", options.evidence,
                  "Months after the last assessment to which it is attached was completed; 0 for "
                  "good, or 12 and more")
      ->check(months);
  command.add_option("--notices", options.notices, "Months after they were written; 0 for good")
      ->check(months);
  command
      .add_option("--accounts", options.accounts,
                  "Months after an account was disabled, for its address and name; 0 for good")
      ->check(months);
}

}  // namespace

void AddRecordsCommands(CLI::App& app, Selection& selection) {
  AddPurges(app, selection);
  AddHolds(app, selection);
  AddExport(app, selection);
}

void AddRetentionCommands(CLI::App& admin, Selection& selection) {
  CLI::App& group = AddGroup(admin, "retention", "For how long this installation keeps things");
  AddCommand<RetentionShowOptions>(group, selection, "show", "Show it", RetentionShow,
                                   [](CLI::App& /*command*/, RetentionShowOptions& /*options*/) {});
  AddCommand<RetentionSetOptions>(
      group, selection, "set",
      "Change it; what is older is removed within a day, for good. Look with `continuum admin "
      "retention preview` first",
      RetentionSet, DeclareMonths);
  AddCommand<RetentionSetOptions>(
      group, selection, "preview",
      "Say how much would be removed by what is set, or with these months in its place",
      RetentionPreview, DeclareMonths);
}

}  // namespace continuum::cli
