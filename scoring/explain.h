// SPDX-License-Identifier: Apache-2.0
//
// The parts of a scorecard that say why.

#ifndef CONTINUUM_SCORING_EXPLAIN_H_
#define CONTINUUM_SCORING_EXPLAIN_H_

#include <vector>

#include "continuum/v1/scorecard.pb.h"
#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"
#include "scoring/requirements.h"
#include "scoring/result_numbers.h"

namespace continuum::scoring {

// Explains one evaluation. Everything that it is made with must outlive it. Not thread-safe.
class Explainer {
 public:
  // `as_of_month` is that of the evaluation.
  Explainer(const CompiledRubric& rubric, const Evaluation& evaluation, int as_of_month,
            ResultNumbers* numbers);

  // Adds highest value, reasons and next step of the criterion at a position.
  void ExplainCriterion(int criterion, v1::CriterionResult* result) const;

  // Adds reason, bounds and terms of the rollup at a position.
  void ExplainRollup(int rollup, v1::RollupResult* result) const;

  // Fills the result of a requirement, with its parts, or without them but with its state given.
  void ExplainRequirement(const CompiledRequirement& requirement,
                          v1::RequirementResult* result) const;
  void ExplainWithoutParts(const CompiledRequirement& requirement, v1::RequirementState state,
                           v1::RequirementResult* result) const;

 private:
  // Why a criterion is absent.
  void SetAbsence(const CompiledCriterion& criterion, const CriterionOutcome& outcome,
                  v1::Reason* reason) const;
  void AddSmallDenominator(const CompiledCriterion& criterion, v1::CriterionResult* result) const;
  void AddReasons(const CompiledCriterion& criterion, const CriterionOutcome& outcome,
                  v1::CriterionResult* result) const;
  void ExplainLeaf(const CompiledRequirement& requirement, v1::RequirementResult* result) const;
  void SetLeafReason(const CompiledRequirement& requirement, const LeafOutcome& leaf,
                     v1::RequirementResult* result) const;
  void ExplainCase(const CompiledRollup& rollup, int chosen, v1::RollupResult* result) const;
  void SetBlocked(int rollup, v1::Reason* reason) const;

  const CompiledRubric& rubric_;
  const Evaluation& evaluation_;
  const int as_of_month_;
  ResultNumbers& numbers_;
  const std::vector<std::vector<int>> blocking_;  // per rollup
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_EXPLAIN_H_
