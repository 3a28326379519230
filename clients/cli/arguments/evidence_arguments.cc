// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments/arguments.h"
#include "clients/cli/commands/evidence.h"

namespace continuum::cli {

namespace {

constexpr const char* kEvidenceHelp = "The evidence: PROGRAM/ID, as `evidence list` shows it";

void DeclareAdd(CLI::App& command, EvidenceAddOptions& options) {
  command.add_option("PROGRAM", options.program, "The program that it belongs to")->required();
  command.add_option("--title", options.title, "What it is, in one line. Never a patient's name")
      ->required();
  command.add_option("--date", options.date, "The day of which it tells, as 2026-03-01")
      ->required();
  command.add_option("--file", options.file, "A file")->type_name("FILE");
  command.add_option("--link", options.link, "The address of a page, beginning with https://");
  command.add_option("--interviews", options.interviews,
                     "In how many of how many interviews it was so, as 18/30");
  command.add_option("--charts", options.charts,
                     "In how many of how many reviewed charts it was so, as 25/40");
  command.add_option("--looked-for", options.looked_for,
                     "What was asked in the interviews, or looked for in the charts");
  command.add_option("--type", options.media_type,
                     "The file's media type, such as application/pdf, where its name does not say");
  command.add_flag("--no-patient-data", options.no_patient_data,
                   "You attest that the file holds nothing about a single patient");
  command.add_option("--identifiers-seen", options.identifiers_seen,
                     "How many places that look like patient data you have seen in the file, none "
                     "of which is");
}

void AddKeeping(CLI::App& group, Selection& selection) {
  AddCommand<EvidenceAddOptions>(group, selection, "add",
                                 "Add a file, a link, or what interviews or chart reviews came to",
                                 EvidenceAdd, DeclareAdd);
  AddCommand<EvidenceListOptions>(
      group, selection, "list", "List a program's evidence", EvidenceList,
      [](CLI::App& command, EvidenceListOptions& options) {
        command.add_option("PROGRAM", options.program, "The program")->required();
        command.add_flag("--removed", options.removed, "What was removed too");
      });
  AddCommand<EvidenceShowOptions>(
      group, selection, "show", "Show what is known of a piece of evidence", EvidenceShow,
      [](CLI::App& command, EvidenceShowOptions& options) {
        command.add_option("EVIDENCE", options.evidence, kEvidenceHelp)->required();
      });
  AddCommand<EvidenceGetOptions>(
      group, selection, "get", "Get a file; the program can see who did", EvidenceGet,
      [](CLI::App& command, EvidenceGetOptions& options) {
        command.add_option("EVIDENCE", options.evidence, kEvidenceHelp)->required();
        command.add_option("FILE", options.file, "Where to write it")->required();
      });
  AddCommand<EvidenceReadsOptions>(
      group, selection, "reads", "List who read a file, and when", EvidenceReads,
      [](CLI::App& command, EvidenceReadsOptions& options) {
        command.add_option("EVIDENCE", options.evidence, kEvidenceHelp)->required();
      });
  AddCommand<EvidenceRemoveOptions>(
      group, selection, "remove", "Remove evidence that is attached to nothing", EvidenceRemove,
      [](CLI::App& command, EvidenceRemoveOptions& options) {
        command.add_option("EVIDENCE", options.evidence, kEvidenceHelp)->required();
      });
}

void AddAttaching(CLI::App& group, Selection& selection) {
  AddCommand<EvidenceAttachOptions>(
      group, selection, "attach", "Attach evidence to a criterion", EvidenceAttach,
      [](CLI::App& command, EvidenceAttachOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, "The assessment, a draft")->required();
        command.add_option("EVIDENCE", options.evidence, kEvidenceHelp)->required();
        command.add_option("--criterion", options.criterion, "The criterion's id")->required();
        command.add_option("--fresh-months", options.fresh_months,
                           "For how many months after its date it counts as recent");
      });
  AddCommand<EvidenceAttachedOptions>(
      group, selection, "attached", "List what is attached, and what is stale", EvidenceAttached,
      [](CLI::App& command, EvidenceAttachedOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, "The assessment")->required();
        command.add_option("--criterion", options.criterion, "Only to this criterion");
      });
  AddCommand<EvidenceDetachOptions>(
      group, selection, "detach", "Detach evidence from a criterion", EvidenceDetach,
      [](CLI::App& command, EvidenceDetachOptions& options) {
        command
            .add_option("ATTACHMENT", options.attachment,
                        "The attachment, as `evidence attached` shows it")
            ->required();
      });
}

}  // namespace

void AddEvidenceCommands(CLI::App& app, Selection& selection) {
  CLI::App& group = AddGroup(app, "evidence", "What shows a program's answers to be true");
  AddKeeping(group, selection);
  AddAttaching(group, selection);
}

}  // namespace continuum::cli
