// SPDX-License-Identifier: Apache-2.0
//
// What a program states once, as people read it.

#ifndef CONTINUUM_CLIENTS_CLI_RENDER_INPUTS_H_
#define CONTINUUM_CLIENTS_CLI_RENDER_INPUTS_H_

#include <string>

#include "clients/cli/console.h"
#include "clients/cli/rubric_guide.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::cli {

// What an input states: "250 people", "held at Level 2, until 2026-12-31", "not stated". A pure
// function.
std::string InputText(const v1::InputResult& result, const RubricGuide& guide);

// Prints every input; nothing where the rubric has none.
void PrintInputs(Console& console, const v1::Scorecard& card, const RubricGuide& guide);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RENDER_INPUTS_H_
