// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_ROLLUPS_H_
#define CONTINUUM_SCORING_CHECK_ROLLUPS_H_

#include <optional>
#include <string>
#include <vector>

#include "scoring/bounds.h"
#include "scoring/check/criterion_facts.h"
#include "scoring/check/problems.h"
#include "scoring/check/rubric_index.h"
#include "scoring/operators.h"

namespace continuum::scoring {

// One criterion or rollup that a rollup is computed from.
struct ResolvedTerm {
  int term = 0;        // which of the rollup's terms selects it
  int criterion = -1;  // one of these two
  int rollup = -1;
  Exact weight{1};
};

// What a case of a rollup gives.
struct ResolvedCase {
  int rollup = -1;  // -1: the value
  Exact value;
};

// A rollup with its names resolved.
struct ResolvedRollup {
  const v1::Rollup* rollup = nullptr;
  std::string path;
  const OperatorRow* op = nullptr;  // null where it is not stated
  // Of cases, the criteria and rollups that they look at or take, each once.
  std::vector<ResolvedTerm> terms;
  std::vector<ResolvedCase> cases;  // "otherwise" comes last
  // What it does with missing answers; nothing where it is not stated or cannot be read.
  std::optional<MissingCase> not_applicable;
  std::optional<MissingCase> insufficient_data;
  std::optional<MissingCase> absent;
  // The rollup is good enough to say what can become of it. If not, nothing is concluded from it.
  bool known = true;
};

// Resolves all rollups, in the rubric's order, and checks what they select.
std::vector<ResolvedRollup> ResolveRollups(const RubricIndex& index,
                                           const std::vector<CriterionFacts>& facts,
                                           Problems& problems);

// Checks each rollup by itself: what its operator asks of it. Those that do not give it are no
// longer known.
void CheckRollups(const RubricIndex& index, const std::vector<CriterionFacts>& facts,
                  std::vector<ResolvedRollup>& rollups, Problems& problems);

// Checks that the rubric says what missing answers and adapted activities count as.
void CheckPolicies(const RubricIndex& index, Problems& problems);

// Checks that what is not answered earns nothing: in rollups that levels use it may not be dropped,
// and nowhere should it count for more than the lowest answer.
void CheckAbsence(const RubricIndex& index, const std::vector<CriterionFacts>& facts,
                  const std::vector<ResolvedRollup>& rollups, Problems& problems);

// Checks that no rollup is computed from itself. Returns all rollups, each after those that it is
// computed from, but for those on cycles.
std::vector<int> CheckRollupOrder(const std::vector<ResolvedRollup>& rollups, Problems& problems);

// What can become of each rollup; nothing where that is not known. Checks that each can have a
// value.
std::vector<std::optional<RollupBounds>> FindReach(const std::vector<CriterionFacts>& facts,
                                                   const std::vector<ResolvedRollup>& rollups,
                                                   const std::vector<int>& order,
                                                   Problems& problems);

// Warns of rollups that a better answer can move the worse way, by their direction.
void CheckDirections(const RubricIndex& index, const std::vector<ResolvedRollup>& rollups,
                     const std::vector<int>& order, Problems& problems);

// Checks the bands: that their edges increase, and that answers can lead into each.
void CheckBands(const RubricIndex& index, const std::vector<std::optional<RollupBounds>>& reach,
                Problems& problems);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_ROLLUPS_H_
