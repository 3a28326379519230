// SPDX-License-Identifier: Apache-2.0
//
// Every result that the command shows passes here before it is written, so that small counts leave
// it only where somebody asked for them (scoring/masking.h has the rule).

#ifndef CONTINUUM_CLIENTS_CLI_SMALL_COUNTS_H_
#define CONTINUUM_CLIENTS_CLI_SMALL_COUNTS_H_

#include <string>

#include "absl/status/status.h"
#include "clients/cli/connection.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/assessment_service.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::cli {

// Whether small counts are to be withheld. With --show-small-counts they are not, and a warning
// goes to the error stream that the output must not be passed on.
bool WithholdsSmallCounts(Session& session);

// Masks a scorecard of `rubric`. With --show-small-counts it is left as it is, with a warning on
// the error stream that it must not be passed on.
void GuardSmallCounts(Session& session, const v1::RubricDefinition& rubric, v1::Scorecard* card);

// The same for a history, each point by its own revision, which is fetched.
absl::Status GuardSmallCounts(Session& session, Connection& connection,
                              v1::GetFidelityHistoryResponse* history);

// The same for what is missing for a level of `assessment`, whose scorecard is fetched.
absl::Status GuardSmallCounts(Session& session, Connection& connection, const RubricGuide& guide,
                              const std::string& assessment, v1::NextLevel* next);

// Answers are written as they are, since they are there to be changed and loaded again. Where they
// have small counts, warns that they must not be passed on.
void WarnOfSmallCounts(Session& session, const v1::AnswerSet& answers);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SMALL_COUNTS_H_
