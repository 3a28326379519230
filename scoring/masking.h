// SPDX-License-Identifier: Apache-2.0
//
// Withholds counts that could point to a person, before results are shown to others. What is stored
// stays exact. docs/rubrics/measures.md explains the rule to those who read such results.
//
// A segment is small where its numerator, its denominator or, for proportions, what the numerator
// leaves of the denominator is from 1 to 10. Withheld (MeasuredSegment.masked) are
//   - small segments: numerator, denominator and rate;
//   - of segments that partition, as long as everyone is shown and what everyone leaves beside the
//     shown segments is small itself: the next smallest segment, so that nobody can subtract;
//   - the value of a criterion that is worth its rate itself, where that rate is withheld;
//   - the value of a rollup that takes such a value in, and what requirements found of either;
//   - the digest of the answers, once any segment is masked: it is of the exact counts, and who
//     tries out the few numbers that a small count can be would find the one that gives it.
// Stages, bands, levels, what cut-points give, and counts of criteria at or above a value stay:
// they say in which range a number lies, and not which number it is.
//
// All functions are pure, and change nothing when they are applied again. What cannot be read as a
// number, and criteria that the rubric does not have, are taken for small and for worth their rate.

#ifndef CONTINUUM_SCORING_MASKING_H_
#define CONTINUUM_SCORING_MASKING_H_

#include "continuum/v1/history.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::scoring {

// Counts up to this could point to a person.
inline constexpr int kLargestSmallCount = 10;

// Whether the rubric has measures: without them there is nothing to withhold.
bool HasMeasures(const v1::RubricDefinition& rubric);

// Masks a scorecard of this rubric.
void MaskSmallCounts(const v1::RubricDefinition& rubric, v1::Scorecard* card);

// Withholds what `next` found of what `masked`, the masked scorecard of the same answers,
// withholds.
void MaskNextLevel(const v1::Scorecard& masked, v1::NextLevel* next);

// Masks one point of a history. `before` is the point that it is compared with, masked already;
// null for the first.
void MaskFidelityPoint(const v1::RubricDefinition& rubric, const v1::FidelityPoint* before,
                       v1::FidelityPoint* point);

// Whether an answer states a count that could point to a person.
bool HasSmallCounts(const v1::MeasureAnswer& answer);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_MASKING_H_
