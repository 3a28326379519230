// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_OVERLAY_OVERLAY_WORDS_H_
#define CONTINUUM_SCORING_OVERLAY_OVERLAY_WORDS_H_

#include <string>

#include "continuum/v1/overlay.pb.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::scoring {

// What a change does and why, as OverlayOf.changes says it: "Replaces the item \"S10 ...\" by \"ST8
// ...\": ...". `before` is the rubric as it was before the change. A pure function.
std::string ChangeWords(const v1::OverlayChange& change, const v1::RubricDefinition& before);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_OVERLAY_OVERLAY_WORDS_H_
