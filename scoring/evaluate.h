// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_EVALUATE_H_
#define CONTINUUM_SCORING_EVALUATE_H_

#include <vector>

#include "continuum/v1/scorecard.pb.h"
#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"
#include "scoring/exact.h"

namespace continuum::scoring {

// What became of a term.
struct TermOutcome {
  v1::TermResult::Use use = v1::TermResult::USE_BLOCKS;
  // The value that counts; null when it left or blocks. Points into the rubric or the evaluation.
  const Exact* value = nullptr;
  // Criteria only: how many of its parts count as done.
  int done = 0;
};

// What becomes of a term of a rollup, given its criterion's outcome or its rollup's.
TermOutcome ResolveTerm(const CompiledRubric& rubric, const CompiledRollup& rollup,
                        const CompiledTerm& term, const Evaluation& evaluation);

// Computes one rollup from the outcomes of its terms.
RollupOutcome EvaluateRollup(const CompiledRubric& rubric, const CompiledRollup& rollup,
                             const Evaluation& evaluation);

// Computes all rollups of an evaluation from its criteria. A number that got too long is invalid
// (scoring/exact.h), which whoever writes it has to notice.
void EvaluateRollups(const CompiledRubric& rubric, Evaluation* evaluation);

// For each rollup, in the rubric's order, the criteria whose missing answers block it, also through
// other rollups; none for one that is not blocked. In reading order, the first
// kMaxBlockingCriteria. An input that leaves a case open stands behind all criteria: its position
// is their number and its own.
std::vector<std::vector<int>> BlockingCriteria(const CompiledRubric& rubric,
                                               const Evaluation& evaluation);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_EVALUATE_H_
