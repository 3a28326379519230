// SPDX-License-Identifier: Apache-2.0
//
// Small counts leave the command only where somebody asked for them (scoring/masking.h has the
// rule).

#ifndef CONTINUUM_CLIENTS_CLI_SMALL_COUNTS_H_
#define CONTINUUM_CLIENTS_CLI_SMALL_COUNTS_H_

#include "clients/cli/session.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::cli {

// Whether small counts are asked for, by --show-small-counts. If so, a warning goes to the error
// stream that output which has them must not be passed on. What comes from a server, the server
// withholds: every request for results says by this whether it may show them.
bool ShowsSmallCounts(Session& session);

// Masks a scorecard of `rubric` that was made here, of files, unless they are shown.
void GuardSmallCounts(Session& session, const v1::RubricDefinition& rubric, v1::Scorecard* card);

// Answers are written as they are, since they are there to be changed and loaded again. Where they
// have small counts, warns that they must not be passed on.
void WarnOfSmallCounts(Session& session, const v1::AnswerSet& answers);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SMALL_COUNTS_H_
