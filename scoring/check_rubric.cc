// SPDX-License-Identifier: Apache-2.0

#include "scoring/check_rubric.h"

#include <algorithm>
#include <utility>

#include "scoring/check/conditions.h"
#include "scoring/check/criterion_facts.h"
#include "scoring/check/fields.h"
#include "scoring/check/forms.h"
#include "scoring/check/problems.h"
#include "scoring/check/requirements.h"
#include "scoring/check/rollups.h"
#include "scoring/check/rubric_index.h"
#include "scoring/check/unique_ids.h"
#include "scoring/check/whole.h"

namespace continuum::scoring {
namespace {

// Each check reports what only it sees, and takes what the others report as unknown: so one mistake
// gives one problem, and no mistake hides another.
void CheckDefinition(const v1::RubricDefinition& rubric, Problems& problems) {
  const RubricIndex index(rubric);
  CheckWhole(index, problems);
  CheckFields(index, problems);
  CheckUniqueIds(index, problems);
  CheckScales(index, problems);
  CheckForms(index, problems);
  CheckPolicies(index, problems);
  CheckInputs(index, problems);

  const std::vector<CriterionFacts> facts = GatherFacts(index);
  CheckAskedWhen(index, facts, problems);
  std::vector<ResolvedRollup> rollups = ResolveRollups(index, facts, problems);
  CheckRollups(index, facts, rollups, problems);
  CheckAbsence(index, facts, rollups, problems);
  const std::vector<int> order = CheckRollupOrder(rollups, problems);
  CheckDirections(index, rollups, order, problems);
  const auto reach = FindReach(facts, rollups, order, problems);
  CheckBands(index, reach, problems);
  const std::vector<std::vector<Need>> ladders = CheckRequirements(index, facts, reach, problems);
  CheckImplications(index, ladders, problems);
}

}  // namespace

std::vector<v1::RubricProblem> CheckRubric(const ParsedRubric& rubric) {
  Problems problems(rubric);
  if (rubric.complete()) CheckDefinition(rubric.definition(), problems);
  return std::move(problems).Take();
}

std::vector<v1::RubricProblem> CheckRubric(absl::string_view text) {
  return CheckRubric(ParseRubric(text));
}

bool HasErrors(const std::vector<v1::RubricProblem>& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const v1::RubricProblem& problem) {
    return problem.severity() == v1::RubricProblem::SEVERITY_ERROR;
  });
}

}  // namespace continuum::scoring
