// SPDX-License-Identifier: Apache-2.0
//
// Fingerprints of rubrics and answers: SHA-256 over a label, a zero byte and the canonical encoding
// (scoring/canonical.h) of what counts. docs/formats/digests.md describes them for others.
//
// All functions are pure and safe to call from several threads. None fails.

#ifndef CONTINUUM_SCORING_DIGEST_H_
#define CONTINUUM_SCORING_DIGEST_H_

#include <string>

#include "absl/strings/string_view.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::scoring {

// The version of the scoring rules: Digests.scoring_version. Raise it with every change after which
// the same input could give another scorecard.
inline constexpr absl::string_view kScoringVersion = "1";

// Of the whole revision. 64 lower-case hexadecimal digits, like all digests.
std::string RubricDigest(const v1::RubricDefinition& definition);

// Of what a revision measures: the same for two revisions that differ only in texts, dates,
// display, bands and ladders. Numbers count by value, so "4.50" and "9/2" are the same.
std::string MeasurementDigest(const v1::RubricDefinition& definition);

// What MeasurementDigest is taken of: the definition without what does not measure.
v1::RubricDefinition MeasurementOf(const v1::RubricDefinition& definition);

// Of the answers, whatever their order: answers sorted by criterion, activities and factors sorted
// by id, without comments and without who answered. An answer that says nothing is the same as
// none.
std::string AnswersDigest(const v1::AnswerSet& answers);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_DIGEST_H_
