// SPDX-License-Identifier: Apache-2.0
//
// What one set of answers comes to under two rubrics. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_SIMULATE_COMPARE_CARDS_H_
#define CONTINUUM_CLIENTS_CLI_SIMULATE_COMPARE_CARDS_H_

#include <string>
#include <vector>

#include "clients/cli/rubric_guide.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "scoring/compiled_rubric.h"

namespace continuum::cli {

// Where a result goes. For a number that is better when it is less, up is still more.
enum class Shift {
  kSame,
  kUp,
  kDown,
  kOther,  // there is no value, or the level or band is in one of the rubrics only
};

enum class ResultKind { kNumber, kBand, kLevel };

// One result under the earlier rubric and under the later one.
struct ComparedResult {
  ResultKind kind = ResultKind::kNumber;
  std::string id;      // of the rollup, the band set or the ladder in the later rubric
  std::string title;   // what people see
  std::string before;  // "68 points", "Level 2", "no level"
  std::string after;
  Shift shift = Shift::kSame;
};

// Whether numbers that come of small counts (scoring/masking.h) are told.
enum class SmallCounts { kWithheld, kShown };

// Compares what both rubrics have: the numbers that stand for the whole, or where one of them has
// none, the numbers with the same id; band sets and ladders with the same id. The scorecards are
// whole. Of a number that is to be withheld under either rubric only the direction is told: from
// one of them and "the same" the other would be known.
std::vector<ComparedResult> CompareCards(const v1::Scorecard& before,
                                         const RubricGuide& before_guide,
                                         const v1::Scorecard& after, const RubricGuide& after_guide,
                                         SmallCounts small_counts);

// "gains", "loses", "more", "the same".
std::string ShiftWords(ResultKind kind, Shift shift);

// The answers that fit a rubric. `left_out` gets the criteria of those that do not, in the order of
// the answers.
v1::AnswerSet FittingAnswers(const v1::AnswerSet& answers, const scoring::CompiledRubric& rubric,
                             std::vector<std::string>* left_out);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SIMULATE_COMPARE_CARDS_H_
