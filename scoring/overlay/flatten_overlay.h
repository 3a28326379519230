// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_OVERLAY_FLATTEN_OVERLAY_H_
#define CONTINUUM_SCORING_OVERLAY_FLATTEN_OVERLAY_H_

#include <vector>

#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/rubric_service.pb.h"
#include "scoring/overlay/parse_overlay.h"

namespace continuum::scoring {

// What comes out of an overlay.
struct FlattenedRubric {
  // A whole rubric, with overlay_of filled in. Of use only when there are no errors.
  v1::RubricDefinition definition;
  // Everything that is wrong: with the overlay, and with the rubric that comes out (whose parts
  // that the overlay brought along are told at their place in the overlay; of the others only
  // errors are told, which have no place in it and name their path in the rubric). In the order of
  // the overlay.
  std::vector<v1::RubricProblem> problems;
};

// Makes the changes of an overlay to `base`, the rubric that it names, which has no errors. Never
// fails. A pure function: the same overlay and base give the same rubric.
FlattenedRubric FlattenOverlay(const ParsedOverlay& overlay, const v1::RubricDefinition& base);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_OVERLAY_FLATTEN_OVERLAY_H_
