// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_TRENDS_H_
#define CONTINUUM_SCORING_TRENDS_H_

#include "absl/status/status.h"
#include "continuum/v1/history.pb.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::scoring {

// Sets comparison and changes of a point in a series from the point before it; `before` is null for
// the first. `rubric` is the revision of `point`: it says which way is better, and how numbers are
// shown.
//
// Both points hold rollups and measurement_digest. Earlier contents of comparison and changes are
// replaced. Pure.
//
// Errors: INVALID_ARGUMENT when a rollup's value is not a number; OUT_OF_RANGE when a change has
// more than kMaxResultLength characters. The point is then of no use.
absl::Status CompareWithBefore(const v1::RubricDefinition& rubric, const v1::FidelityPoint* before,
                               v1::FidelityPoint* point);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_TRENDS_H_
