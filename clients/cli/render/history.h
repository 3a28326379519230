// SPDX-License-Identifier: Apache-2.0
//
// A program's fidelity over time, as people read it.

#ifndef CONTINUUM_CLIENTS_CLI_RENDER_HISTORY_H_
#define CONTINUUM_CLIENTS_CLI_RENDER_HISTORY_H_

#include "clients/cli/console.h"
#include "clients/cli/render/header.h"
#include "clients/cli/render/table.h"
#include "clients/cli/rubric_guide.h"
#include "continuum/v1/assessment_service.pb.h"

namespace continuum::cli {

// Prints a bar per assessment with the levels' edges marked, a small line per domain, and what
// changed last. Breaks, where the rubric measures something else, are marked in both. `guide` is
// of the last point's revision.
void PrintHistory(Console& console, const ViewHeader& header,
                  const v1::GetFidelityHistoryResponse& history, const RubricGuide& guide);

// The same for programs: one row per assessment and number.
Table HistoryTable(const v1::GetFidelityHistoryResponse& history, const RubricGuide& guide);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RENDER_HISTORY_H_
