// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_SIMULATE_STANDING_H_
#define CONTINUUM_CLIENTS_CLI_SIMULATE_STANDING_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "continuum/v1/assessment_service.pb.h"

namespace continuum::cli {

// Of a program's assessments under one rubric those that stand: completed, under `revision` (in
// full; empty: any), and not corrected by a completed one. By the end of their periods, then the
// beginning, then when they were completed; earliest first. A pure function.
std::vector<v1::Assessment> Standing(const v1::ListAssessmentsResponse& assessments,
                                     absl::string_view revision);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SIMULATE_STANDING_H_
