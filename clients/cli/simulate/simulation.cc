// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/simulate/simulation.h"

#include "absl/status/statusor.h"
#include "scoring/score.h"

namespace continuum::cli {

absl::StatusOr<SimulatedAnswers> Simulation::Run(const v1::AnswerSet& answers,
                                                 const v1::Scorecard& before,
                                                 const RubricGuide& before_guide) const {
  SimulatedAnswers simulated;
  const v1::AnswerSet fitting = FittingAnswers(answers, *draft_.compiled, &simulated.left_out);
  const auto after =
      scoring::Score(*draft_.compiled, fitting, before.context(), {.explain = false});
  if (!after.ok()) return after.status();
  simulated.as_of = before.context().as_of_date();
  simulated.other_rules = before.digests().scoring_version() != after->digests().scoring_version();
  simulated.results = CompareCards(before, before_guide, *after, guide_, small_counts_);
  return simulated;
}

}  // namespace continuum::cli
