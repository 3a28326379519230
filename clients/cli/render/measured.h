// SPDX-License-Identifier: Apache-2.0
//
// What was counted for measures, as people read it. Counts that are masked (scoring/masking.h) are
// said to be withheld.

#ifndef CONTINUUM_CLIENTS_CLI_RENDER_MEASURED_H_
#define CONTINUUM_CLIENTS_CLI_RENDER_MEASURED_H_

#include <string>

#include "clients/cli/console.h"
#include "clients/cli/rubric_guide.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::cli {

// The counts of a segment, its rate, and beside a proportion how much of it could be chance. All
// are empty where there is nothing to show.
struct MeasuredText {
  std::string counts;    // "18 of 20"
  std::string rate;      // "90%", "25 per 1000"
  std::string interval;  // "69.9% to 97.2%": the 95 % interval (scoring/wilson.h)
};
MeasuredText TextOf(const v1::MeasuredSegment& segment, const v1::Criterion* criterion,
                    const RubricGuide& guide);

// The same in one line: "18 of 20, 90% (95 % interval 69.9% to 97.2%)".
std::string MeasuredLine(const v1::MeasuredSegment& segment, const v1::Criterion* criterion,
                         const RubricGuide& guide);

// Prints a table of all that was counted; nothing where the scorecard has no measures.
void PrintMeasured(Console& console, const v1::Scorecard& card, const RubricGuide& guide);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RENDER_MEASURED_H_
