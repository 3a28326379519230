// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_SIMULATE_SIMULATION_H_
#define CONTINUUM_CLIENTS_CLI_SIMULATE_SIMULATION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/simulate/compare_cards.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::cli {

// One set of answers under both rubrics.
struct SimulatedAnswers {
  std::string name;                   // what people see: the file, or "harbor/y2025"
  std::string assessment;             // its full name; empty for a file
  std::string revision;               // by which it was scored, in full; empty for a file
  std::string as_of;                  // the day that both were scored for
  bool other_rules = false;           // the two were scored by different versions of scoring
  std::vector<std::string> left_out;  // criteria whose answers do not fit the draft
  std::vector<ComparedResult> results;
};

// Scores answers by a draft. Keeps a reference to it; safe from any thread.
class Simulation {
 public:
  Simulation(const RubricFile& draft, SmallCounts small_counts)
      : draft_(draft), guide_(draft.definition), small_counts_(small_counts) {}

  // Compares `before`, the whole scorecard of the answers by the rubric of `before_guide`, with
  // what they come to under the draft for the same day. Answers that the draft does not take are
  // left out and told. Only what is compared is set in the result.
  //
  // Errors: those of scoring::Score, other than for answers.
  absl::StatusOr<SimulatedAnswers> Run(const v1::AnswerSet& answers, const v1::Scorecard& before,
                                       const RubricGuide& before_guide) const;

 private:
  const RubricFile& draft_;
  const RubricGuide guide_;
  const SmallCounts small_counts_;
};

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SIMULATE_SIMULATION_H_
