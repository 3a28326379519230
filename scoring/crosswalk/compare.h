// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CROSSWALK_COMPARE_H_
#define CONTINUUM_SCORING_CROSSWALK_COMPARE_H_

#include "absl/status/statusor.h"
#include "continuum/v1/crosswalk.pb.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::scoring {

// Two scorecards of different rubrics or revisions side by side, as far as the crosswalk relates
// them: one pair per mapping. No total is made.
//
// Errors: INVALID_ARGUMENT when the crosswalk's left side is a contract, or it does not lead from
// the revision of `from` to that of `to`; the message names both. Pure; safe from any thread.
absl::StatusOr<v1::CrosswalkComparison> Compare(const v1::CrosswalkDefinition& crosswalk,
                                                const v1::Scorecard& from, const v1::Scorecard& to);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CROSSWALK_COMPARE_H_
