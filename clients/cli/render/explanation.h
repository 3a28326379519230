// SPDX-License-Identifier: Apache-2.0
//
// The reasons in a scorecard as people read them.

#ifndef CONTINUUM_CLIENTS_CLI_RENDER_EXPLANATION_H_
#define CONTINUUM_CLIENTS_CLI_RENDER_EXPLANATION_H_

#include <string>
#include <vector>

#include "clients/cli/console.h"
#include "clients/cli/rubric_guide.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::cli {

// A sentence about a criterion.
struct Remark {
  std::string criterion;  // its title
  std::string text;
};

// What is done and does not count, and why, in reading order. A pure function.
std::vector<Remark> WhatDoesNotCount(const v1::Scorecard& card, const RubricGuide& guide);

// Prints every criterion's reasons and next step, and what each number was computed from.
void PrintExplanation(Console& console, const v1::Scorecard& card, const RubricGuide& guide);

// Prints a step: where it leads, and under it what is to be done. `rollup` as for StepWords.
void PrintStep(Console& console, const v1::Step& step, const RubricGuide& guide,
               const std::string& rollup, int indent);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RENDER_EXPLANATION_H_
