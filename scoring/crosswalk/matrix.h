// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CROSSWALK_MATRIX_H_
#define CONTINUUM_SCORING_CROSSWALK_MATRIX_H_

#include <vector>

#include "absl/types/span.h"
#include "continuum/v1/crosswalk.pb.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::scoring {

// What the rows of a matrix are.
enum class MatrixRows {
  kCriteria,  // one per criterion
  kDomains,   // one per domain that has criteria of its own
};

// What each crosswalk says of each row of `to`. The crosswalks must be ones without problems that
// lead to `to`. Pure; safe from any thread.
v1::CrosswalkMatrix MakeMatrix(absl::Span<const v1::CrosswalkDefinition* const> crosswalks,
                               const v1::RubricDefinition& to, MatrixRows rows);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CROSSWALK_MATRIX_H_
