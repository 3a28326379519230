// SPDX-License-Identifier: Apache-2.0
//
// Requirements of levels as people read them.

#ifndef CONTINUUM_CLIENTS_CLI_RENDER_REQUIREMENTS_H_
#define CONTINUUM_CLIENTS_CLI_RENDER_REQUIREMENTS_H_

#include <string>

#include "clients/cli/console.h"
#include "clients/cli/rubric_guide.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::cli {

// Prints a requirement and its parts, indented by `depth` steps; parts that are met are left out
// unless `all` is set.
void PrintRequirement(Console& console, const v1::RequirementResult& requirement,
                      const RubricGuide& guide, int depth, bool all);

// "Behavioral health home recognition: Level 2 is reached".
std::string LadderSentence(const v1::LadderResult& ladder, const RubricGuide& guide);

// The lowest level that is not reached; null at the top.
const v1::LevelResult* NextLevelOf(const v1::LadderResult& ladder);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RENDER_REQUIREMENTS_H_
