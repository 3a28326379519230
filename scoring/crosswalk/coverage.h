// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CROSSWALK_COVERAGE_H_
#define CONTINUUM_SCORING_CROSSWALK_COVERAGE_H_

#include "continuum/v1/crosswalk.pb.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::scoring {

// What of `to` the crosswalk answers, and what of its left side relates to nothing. `from` is null
// for a contract, or where the rubric is not at hand: then no criteria of it are listed.
//
// The crosswalk must be one without problems that leads to `to`. Pure; safe from any thread.
v1::CrosswalkCoverage FindCoverage(const v1::CrosswalkDefinition& crosswalk,
                                   const v1::RubricDefinition* from,
                                   const v1::RubricDefinition& to);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CROSSWALK_COVERAGE_H_
