// SPDX-License-Identifier: Apache-2.0
//
// A scorecard as people read it.

#ifndef CONTINUUM_CLIENTS_CLI_RENDER_SCORECARD_H_
#define CONTINUUM_CLIENTS_CLI_RENDER_SCORECARD_H_

#include "clients/cli/console.h"
#include "clients/cli/render/header.h"
#include "clients/cli/render/table.h"
#include "clients/cli/rubric_guide.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::cli {

// Prints the header, the index and levels, the profile with a staircase per criterion, what was
// counted and stated, what stands in the way of the next level, what is done but does not count,
// and the digests. With `explain` also the reasons of each criterion, the terms of each number and
// all requirements. `card` has the explanation.
void PrintScorecard(Console& console, const ViewHeader& header, const v1::Scorecard& card,
                    const RubricGuide& guide, bool explain);

// The same numbers as a table for programs: one row per input, rollup, criterion, segment of a
// measure, band, level, and level with annual reporting.
Table ScorecardTable(const v1::Scorecard& card, const RubricGuide& guide);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RENDER_SCORECARD_H_
