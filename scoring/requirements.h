// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_REQUIREMENTS_H_
#define CONTINUUM_SCORING_REQUIREMENTS_H_

#include <optional>

#include "continuum/v1/scorecard.pb.h"
#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"
#include "scoring/exact.h"

namespace continuum::scoring {

// Elective credits of an answer set.
struct Credits {
  int64_t credits = 0;
  int domains = 0;  // top-level domains with at least one credit
};

// The credits earned; and those that would be if every elective with insufficient data were met.
Credits EarnedCredits(const CompiledRubric& rubric, const Evaluation& evaluation);
Credits PossibleCredits(const CompiledRubric& rubric, const Evaluation& evaluation);

// Whether a requirement is met, in Kleene's logic.
v1::RequirementState EvaluateRequirement(const CompiledRubric& rubric,
                                         const CompiledRequirement& requirement,
                                         const Evaluation& evaluation);

// The state of a requirement of which so many parts are met, and so many cannot be told.
v1::RequirementState StateOfParts(const CompiledRequirement& requirement, int met, int open);

// The same of a requirement without parts, and what was found.
struct LeafOutcome {
  v1::RequirementState state = v1::REQUIREMENT_STATE_UNMET;
  // A rollup's or criterion's value, or credits. Nothing where there is none.
  std::optional<Exact> found = std::nullopt;
  int found_domains = 0;  // for credits
  // Why, where `found` does not say so. CODE_UNANSWERED stands for every way of being absent.
  v1::Reason::Code reason = v1::Reason::CODE_UNSPECIFIED;
  // The argument of CODE_RECOGNITION.
  absl::string_view recognition = "";
};
LeafOutcome EvaluateLeaf(const CompiledRubric& rubric, const CompiledRequirement& requirement,
                         const Evaluation& evaluation);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_REQUIREMENTS_H_
