// SPDX-License-Identifier: Apache-2.0
//
// What a simulation found, for people and for programs.

#ifndef CONTINUUM_CLIENTS_CLI_SIMULATE_REPORT_H_
#define CONTINUUM_CLIENTS_CLI_SIMULATE_REPORT_H_

#include <string>
#include <vector>

#include "clients/cli/render/header.h"
#include "clients/cli/session.h"
#include "clients/cli/simulate/simulation.h"

namespace continuum::cli {

struct SimulationResult {
  bool stored = false;  // the answers are those of assessments on a server, and not of files
  std::vector<SimulatedAnswers> sets;
  std::vector<std::string> archived;      // programs, by full name, that were left out for it
  std::vector<std::string> not_assessed;  // programs that have no completed assessment to take
};

// Writes it as was asked for: below `header` a table of what changes (with `all`, of everything)
// and counts; or all of it as JSON or CSV. What CSV has no column for, such as the answers that the
// draft does not take, goes to the error stream.
void EmitSimulation(Session& session, const ViewHeader& header, const SimulationResult& result,
                    bool all);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SIMULATE_REPORT_H_
