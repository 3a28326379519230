// SPDX-License-Identifier: Apache-2.0
//
// The command line: which commands there are, and which arguments they take. Each function adds the
// commands of one subject to the application; the parsed command line then leaves its command in
// the selection.

#ifndef CONTINUUM_CLIENTS_CLI_ARGUMENTS_ARGUMENTS_H_
#define CONTINUUM_CLIENTS_CLI_ARGUMENTS_ARGUMENTS_H_

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "clients/cli/session.h"

namespace continuum::cli {

// The command that was asked for, with its options. Empty until the command line is parsed.
using Selection = std::function<CommandResult(Session&)>;

void AddRubricCommands(CLI::App& app, Selection& selection);
void AddProgramCommands(CLI::App& app, Selection& selection);
void AddAssessCommands(CLI::App& app, Selection& selection);
void AddCrosswalkCommands(CLI::App& app, Selection& selection);
void AddResultCommands(CLI::App& app, Selection& selection);
void AddFhirCommands(CLI::App& app, Selection& selection);
void AddSignInCommands(CLI::App& app, Selection& selection);
void AddTogetherCommands(CLI::App& app, Selection& selection);
void AddPeopleCommands(CLI::App& app, Selection& selection);
void AddAdminCommands(CLI::App& app, Selection& selection);
void AddEvidenceCommands(CLI::App& app, Selection& selection);
void AddRecordsCommands(CLI::App& app, Selection& selection);
// Within `admin`.
void AddRetentionCommands(CLI::App& admin, Selection& selection);

// Adds one command. `declare` binds its arguments to the fields of `Options`, which live as long as
// the application.
template <typename Options>
void AddCommand(CLI::App& parent, Selection& selection, const std::string& name,
                const std::string& description,
                CommandResult (*run)(Session& session, const Options& options),
                void (*declare)(CLI::App& command, Options& options)) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = parent.add_subcommand(name, description);
  declare(*command, *options);
  command->callback([&selection, run, options] {
    selection = [run, options](Session& session) { return run(session, *options); };
  });
}

// For commands that write words about which the server may ask.
inline void AddIdentifiersSeen(CLI::App& command, int64_t& seen) {
  command.add_option("--identifiers-seen", seen,
                     "How many places that look like patient data you have seen in the words, none "
                     "of which is");
}

// A group of commands: `continuum rubric ...`.
inline CLI::App& AddGroup(CLI::App& app, const std::string& name, const std::string& description) {
  CLI::App* group = app.add_subcommand(name, description);
  group->require_subcommand(1);
  return *group;
}

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_ARGUMENTS_ARGUMENTS_H_
