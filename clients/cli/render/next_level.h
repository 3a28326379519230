// SPDX-License-Identifier: Apache-2.0
//
// What stands between a program and a level, as people read it.

#ifndef CONTINUUM_CLIENTS_CLI_RENDER_NEXT_LEVEL_H_
#define CONTINUUM_CLIENTS_CLI_RENDER_NEXT_LEVEL_H_

#include "clients/cli/console.h"
#include "clients/cli/render/table.h"
#include "clients/cli/rubric_guide.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::cli {

// Prints each requirement that is not met, and under it the concrete things that would meet it.
void PrintNextLevel(Console& console, const v1::NextLevel& next, const RubricGuide& guide);

// The same for programs: one row per thing to do.
Table NextLevelTable(const v1::NextLevel& next, const RubricGuide& guide);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RENDER_NEXT_LEVEL_H_
