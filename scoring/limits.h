// SPDX-License-Identifier: Apache-2.0
//
// All limits of the rubric model and of scoring, in one place. The comments of proto/continuum/v1
// state the same numbers for users of the API: change both together.

#ifndef CONTINUUM_SCORING_LIMITS_H_
#define CONTINUUM_SCORING_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace continuum::scoring {

// A rubric's text: stored; sent along with a request; and how deep its messages nest as text, which
// leaves room for kMaxNesting requirements (two messages each) and stays below the 100 of binary
// messages.
inline constexpr std::size_t kMaxRubricBytes = 1024 * 1024;
inline constexpr std::size_t kMaxInlineRubricBytes = 256 * 1024;
inline constexpr int kMaxTextParserRecursion = 80;

// What a rubric holds. Nesting is that of domains within domains, and of requirements within
// requirements.
inline constexpr int kMaxCriteria = 2'000;
inline constexpr int kMaxRollups = 2'000;
inline constexpr int kMaxNesting = 32;
inline constexpr int kMaxFactorRows = 200;
inline constexpr int kMaxInputs = 200;
inline constexpr int kMaxCutPoints = 200;
inline constexpr int kMaxConditions = 20'000;  // of all criteria and rollups
inline constexpr int64_t kMaxDenominator = 1'000'000'000'000;
inline constexpr int kMaxCredits = 1'000'000;
inline constexpr int kMaxValidMonths = 120;
inline constexpr std::size_t kMaxIdLength = 64;

// What is reported of a rubric that has very many problems.
inline constexpr std::size_t kMaxProblems = 1'000;

// What a crosswalk holds.
inline constexpr int kMaxMappings = 10'000;

// What a rubric grows to when domains, tags, criteria floors and covered activities are resolved:
// the terms of all rollups, the requirements of all levels, and pairs of activities of which one
// covers the other, directly or not.
inline constexpr int kMaxFlatTerms = 200'000;
inline constexpr int kMaxFlatRequirements = 20'000;
inline constexpr int kMaxCoverPairs = 100'000;

// Numbers: characters as written in a rubric and in a scorecard; bits of a numerator or
// denominator while computing; digits after the decimal point that a rubric may ask for.
inline constexpr std::size_t kMaxNumberLength = 40;
inline constexpr std::size_t kMaxResultLength = 128;
inline constexpr unsigned kMaxNumberBits = 4'096;
inline constexpr int kMaxDigits = 9;

// Answers, in bytes of UTF-8. Justifications, explanations, adaptations and descriptions of
// evidence share a limit.
inline constexpr std::size_t kMaxCommentBytes = 16 * 1024;
inline constexpr std::size_t kMaxJustificationBytes = 4 * 1024;
inline constexpr std::size_t kMaxReferenceBytes = 1024;
inline constexpr int kMaxEvidence = 50;

// What is shown: digits after the decimal point of a number that has to differ from an edge
// (numbers of a scorecard and of a rubric differ by more, since the texts of their denominators are
// no longer than 128 and 40 digits); and the criteria that are named where a rollup is blocked.
inline constexpr int kMaxShownDigits = 170;
inline constexpr std::size_t kMaxBlockingCriteria = 20;

// Work: terms looked at to find what each next step gains.
inline constexpr int kMaxGainTerms = 20'000'000;

// How many problems of answers are reported at most.
inline constexpr std::size_t kMaxAnswerProblems = 1'000;

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_LIMITS_H_
