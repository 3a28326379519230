// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/random_criteria.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/scoring/naive/naive_criteria.h"
#include "tests/testing/random_conditions.h"
#include "tests/testing/random_forms.h"
#include "tests/testing/random_numbers.h"

namespace continuum::testing {
namespace {

// Which forms a rubric has: those without numbers and days, all of them, or mostly milestones,
// whose phases are later than others only where there are several.
enum class Mix { kPlain, kAll, kPhases };

Mix RandomMix(Choices& choices, const v1::RubricDefinition& rubric) {
  if (rubric.inputs().empty()) return Mix::kPlain;
  return choices.Chance(25) ? Mix::kPhases : Mix::kAll;
}

void AddCriterion(Choices& choices, Mix mix, int position, const v1::RubricDefinition& rubric,
                  v1::Domain& domain) {
  v1::Criterion& criterion = *domain.add_criteria();
  criterion.set_id(absl::StrCat("c", position));
  criterion.set_title("Criterion");
  criterion.set_intent("Intent.");
  criterion.set_evidence_rule("Evidence.");
  for (const char* tag : {"t0", "t1"}) {
    if (choices.Chance(40)) criterion.add_tags(tag);
  }
  if (choices.Chance(40)) {
    criterion.set_allows_not_applicable(true);
    criterion.set_not_applicable_when("When.");
  }
  criterion.set_allows_insufficient_data(choices.Chance(40));
  switch (mix) {
    case Mix::kPhases:
      if (!choices.Chance(75)) break;
      return AddMilestones(choices, rubric, criterion);
    case Mix::kAll:
      if (!choices.Chance(55)) break;
      return AddNumberForm(choices, rubric, criterion);
    case Mix::kPlain:
      break;
  }
  AddPlainForm(choices, rubric, criterion);
}

// The criteria that may be changed, in reading order.
void Collect(v1::Domain& domain, std::vector<v1::Criterion*>& criteria) {
  for (v1::Criterion& criterion : *domain.mutable_criteria()) criteria.push_back(&criterion);
  for (v1::Domain& part : *domain.mutable_domains()) Collect(part, criteria);
}

// Says of some criteria when they are asked.
void AddConditions(Choices& choices, v1::RubricDefinition& rubric) {
  const std::vector<naive::Item> items = naive::ReadingOrder(rubric);
  std::vector<v1::Criterion*> criteria;
  for (v1::Domain& domain : *rubric.mutable_domains()) Collect(domain, criteria);
  for (size_t i = 0; i < criteria.size(); ++i) {
    if (!choices.Chance(40)) continue;
    const std::vector<naive::Item> before(items.begin(),
                                          items.begin() + static_cast<std::ptrdiff_t>(i));
    *criteria[i]->mutable_asked_when() =
        RandomCondition(choices, {.rubric = rubric, .criteria = before, .rollups = 0}, 2);
    if (choices.Chance(60)) continue;
    criteria[i]->set_not_asked_value(
        naive::WriteNumber(NumberBetween(choices, items[i].lowest, items[i].highest)));
  }
}

}  // namespace

void AddRandomCriteria(Choices& choices, int max_criteria, v1::RubricDefinition& rubric) {
  AddRandomScales(choices, rubric);
  const Mix mix = RandomMix(choices, rubric);
  // Each new domain lies in the rubric or in one of those before it.
  std::vector<v1::Domain*> domains;
  const int fewest = mix == Mix::kPlain ? 1 : std::min(2, max_criteria);
  const int criteria = choices.Between(fewest, max_criteria);
  for (int i = 0; i < criteria; ++i) {
    if (domains.empty() || choices.Chance(40)) {
      const int parent = choices.Below(static_cast<int>(domains.size()) + 1);
      const auto number = domains.size();
      v1::Domain* domain = parent == 0 ? rubric.add_domains()
                                       : domains[static_cast<size_t>(parent - 1)]->add_domains();
      domain->set_id(absl::StrCat("d", number));
      domain->set_title("Domain");
      domains.push_back(domain);
    }
    AddCriterion(choices, mix, i, rubric, *choices.Pick(domains));
  }
  if (!rubric.inputs().empty()) AddConditions(choices, rubric);
}

}  // namespace continuum::testing
