// SPDX-License-Identifier: Apache-2.0
//
// Answers as the cells of an answers table (answers_csv.h says what they hold). Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_ANSWERS_FILL_H_
#define CONTINUUM_CLIENTS_CLI_ANSWERS_FILL_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "continuum/v1/answers.pb.h"

namespace continuum::cli {

// The cells of one row, by column.
using Cells = absl::flat_hash_map<std::string, std::string>;

// Fills the row of the criterion or input that is answered. A note says so where the answer is only
// proposed. Nothing where the answer has no form.
void FillOwnRow(const v1::Answer& answer, Cells* cells);
// Fill the row of an activity, and of a segment.
void FillActivity(const v1::ActivityAnswer& activity, Cells* cells);
void FillCounts(const v1::MeasureCounts& counts, Cells* cells);

std::string YesNoCell(bool yes);
// Two texts in one cell, with an empty line between them.
std::string Joined(const std::string& first, const std::string& second);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_ANSWERS_FILL_H_
