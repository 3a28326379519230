// SPDX-License-Identifier: Apache-2.0
//
// The two kinds of `continuum rubric simulate`. Both take options that were checked, and are as
// RubricSimulate says.

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_RUBRIC_SIMULATE_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_RUBRIC_SIMULATE_H_

#include <string>

#include "clients/cli/commands/rubric.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/session.h"
#include "clients/cli/simulate/compare_cards.h"

namespace continuum::cli {

// On files of answers. Needs no server.
CommandResult SimulateFiles(Session& session, const RubricFile& draft, SmallCounts small_counts,
                            const RubricSimulateOptions& options);

// On the completed assessments that a server has.
CommandResult SimulateStored(Session& session, const RubricFile& draft, SmallCounts small_counts,
                             const RubricSimulateOptions& options);

// "Crisis team standard (crisis-team/1.0.0)".
std::string RubricLine(const v1::RubricDefinition& rubric);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_RUBRIC_SIMULATE_H_
