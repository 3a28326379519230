// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments/arguments.h"
#include "clients/cli/commands/program.h"

namespace continuum::cli {

namespace {

constexpr const char* kIdHelp = "Its id: lower-case letters, digits and -, beginning with a letter";

void AddOrganizations(CLI::App& app, Selection& selection) {
  CLI::App& group = AddGroup(app, "organization", "The legal entities that own programs");
  AddCommand<OrganizationCreateOptions>(
      group, selection, "create", "Create an organization", OrganizationCreate,
      [](CLI::App& command, OrganizationCreateOptions& options) {
        command.add_option("ID", options.id, kIdHelp)->required();
        command.add_option("--title", options.title, "The name that people see")->required();
      });
  AddCommand<OrganizationListOptions>(
      group, selection, "list", "List organizations", OrganizationList,
      [](CLI::App& command, OrganizationListOptions& options) {
        command.add_option("--title", options.title, "Only those whose title contains this");
        command.add_flag("--archived", options.archived, "Those that are archived too");
      });
  AddCommand<OrganizationShowOptions>(
      group, selection, "show", "Show an organization", OrganizationShow,
      [](CLI::App& command, OrganizationShowOptions& options) {
        command.add_option("ORGANIZATION", options.organization, "Its id")->required();
      });
  AddCommand<OrganizationUpdateOptions>(
      group, selection, "update", "Change the name of an organization", OrganizationUpdate,
      [](CLI::App& command, OrganizationUpdateOptions& options) {
        command.add_option("ORGANIZATION", options.organization, "Its id, which stays")->required();
        command.add_option("--title", options.title, "The name that people see")->required();
      });
  AddCommand<OrganizationArchiveOptions>(
      group, selection, "archive", "Archive an organization that has closed, for good",
      OrganizationArchive, [](CLI::App& command, OrganizationArchiveOptions& options) {
        command.add_option("ORGANIZATION", options.organization, "Its id")->required();
        command.add_flag("--yes", options.yes, "Without asking");
      });
}

void AddPrograms(CLI::App& app, Selection& selection) {
  CLI::App& group = AddGroup(app, "program", "The units that are assessed and recognized");
  AddCommand<ProgramCreateOptions>(
      group, selection, "create", "Create a program", ProgramCreate,
      [](CLI::App& command, ProgramCreateOptions& options) {
        command.add_option("ID", options.id, kIdHelp)->required();
        command.add_option("--organization", options.organization, "Who owns it")->required();
        command.add_option("--title", options.title, "The name that people see")->required();
        command.add_option("--jurisdiction", options.jurisdiction,
                           "The state or territory where it works, such as US-MD");
      });
  AddCommand<ProgramListOptions>(
      group, selection, "list", "List programs", ProgramList,
      [](CLI::App& command, ProgramListOptions& options) {
        command.add_option("--organization", options.organization, "Only those of this one");
        command.add_option("--title", options.title, "Only those whose title contains this");
        command.add_option("--jurisdiction", options.jurisdiction, "Only those in this one");
        command.add_flag("--archived", options.archived, "Those that are archived too");
      });
  AddCommand<ProgramShowOptions>(
      group, selection, "show", "Show a program", ProgramShow,
      [](CLI::App& command, ProgramShowOptions& options) {
        command.add_option("PROGRAM", options.program, "Its id")->required();
      });
  AddCommand<ProgramUpdateOptions>(
      group, selection, "update", "Change a program's name or where it works", ProgramUpdate,
      [](CLI::App& command, ProgramUpdateOptions& options) {
        command.add_option("PROGRAM", options.program, "Its id, which stays")->required();
        command.add_option("--title", options.title, "The name that people see");
        command.add_option("--jurisdiction", options.jurisdiction,
                           "The state or territory where it works, such as US-MD");
      });
  AddCommand<ProgramArchiveOptions>(
      group, selection, "archive",
      "Archive a program that has closed, for good; its assessments stay", ProgramArchive,
      [](CLI::App& command, ProgramArchiveOptions& options) {
        command.add_option("PROGRAM", options.program, "Its id")->required();
        command.add_flag("--yes", options.yes, "Without asking");
      });
}

void AddSites(CLI::App& app, Selection& selection) {
  CLI::App& group = AddGroup(app, "site", "The places where a program works");
  AddCommand<SiteCreateOptions>(
      group, selection, "create", "Create a site", SiteCreate,
      [](CLI::App& command, SiteCreateOptions& options) {
        command.add_option("PROGRAM", options.program, "The program that works there")->required();
        command.add_option("ID", options.id, kIdHelp)->required();
        command.add_option("--title", options.title, "The name that people see")->required();
        command.add_option("--address", options.address, "Where it is, in one line");
      });
  AddCommand<SiteListOptions>(
      group, selection, "list", "List a program's sites", SiteList,
      [](CLI::App& command, SiteListOptions& options) {
        command.add_option("PROGRAM", options.program, "The program")->required();
        command.add_flag("--archived", options.archived, "Those that are archived too");
      });
  AddCommand<SiteUpdateOptions>(
      group, selection, "update", "Change a site's name or address", SiteUpdate,
      [](CLI::App& command, SiteUpdateOptions& options) {
        command.add_option("SITE", options.site, "PROGRAM/ID")->required();
        command.add_option("--title", options.title, "The name that people see");
        command.add_option("--address", options.address, "Where it is, in one line");
      });
  AddCommand<SiteArchiveOptions>(
      group, selection, "archive", "Archive a site that has closed, for good", SiteArchive,
      [](CLI::App& command, SiteArchiveOptions& options) {
        command.add_option("SITE", options.site, "PROGRAM/ID")->required();
        command.add_flag("--yes", options.yes, "Without asking");
      });
}

}  // namespace

void AddProgramCommands(CLI::App& app, Selection& selection) {
  AddOrganizations(app, selection);
  AddPrograms(app, selection);
  AddSites(app, selection);
}

}  // namespace continuum::cli
