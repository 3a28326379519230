// SPDX-License-Identifier: Apache-2.0
//
// All limits of the rubric model and of scoring, in one place. The comments of proto/continuum/v1
// state the same numbers for users of the API: change both together.

#ifndef CONTINUUM_SCORING_LIMITS_H_
#define CONTINUUM_SCORING_LIMITS_H_

#include <cstddef>

namespace continuum::scoring {

// A rubric's text.
inline constexpr std::size_t kMaxRubricBytes = 1024 * 1024;  // 1 MiB
inline constexpr std::size_t kMaxInlineRubricBytes =
    256 * 1024;                                     // 256 KiB, sent along with a request
inline constexpr int kMaxTextParserRecursion = 64;  // messages within messages, as text

// What a rubric holds.
inline constexpr int kMaxCriteria = 2'000;
inline constexpr int kMaxRollups = 2'000;
inline constexpr int kMaxNesting = 32;  // domains within domains, requirements within requirements
inline constexpr int kMaxFlatTerms = 200'000;  // terms of all rollups, domains and tags resolved
inline constexpr int kMaxFlatRequirements = 50'000;  // requirements of all levels, floors resolved
inline constexpr int kMaxCoverPairs =
    100'000;  // activities covered, directly or not, in all staircases
inline constexpr int kMaxCredits = 1'000'000;  // of one elective, or needed by a requirement
inline constexpr int kMaxValidMonths = 120;
inline constexpr std::size_t kMaxIdLength = 64;

// Numbers.
inline constexpr std::size_t kMaxNumberLength = 40;   // as written in a rubric
inline constexpr std::size_t kMaxResultLength = 128;  // as written in a scorecard
inline constexpr unsigned kMaxNumberBits = 4'096;  // of a numerator or denominator while computing
inline constexpr int kMaxDigits = 9;  // after the decimal point, as asked for by a rubric

// Answers.
inline constexpr std::size_t kMaxCommentBytes = 16 * 1024;  // 16 KiB
inline constexpr std::size_t kMaxJustificationBytes =
    4 * 1024;                            // also of an explanation and an adaptation's texts
inline constexpr int kMaxEvidence = 50;  // pieces of evidence with one answer
inline constexpr std::size_t kMaxReferenceBytes = 1024;  // 1 KiB, where a piece of evidence is
inline constexpr std::size_t kMaxEvidenceDescriptionBytes = 4 * 1024;

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_LIMITS_H_
