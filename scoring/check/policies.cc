// SPDX-License-Identifier: Apache-2.0

#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/check/rollups.h"
#include "scoring/parse/field_path.h"

namespace continuum::scoring {
namespace {

// A treatment by itself: a value where it counts as one, and none otherwise.
void CheckTreatment(const v1::Treatment& treatment, const std::string& path, Problems& problems) {
  const bool counts_as = treatment.kind() == v1::Treatment::KIND_COUNTS_AS;
  if (counts_as && treatment.value().empty()) {
    problems.Add(ProblemReason::kMissing, FieldPath(path, "value"),
                 "the treatment has no 'value': wanted is what a missing answer counts as");
  } else if (!counts_as && !treatment.value().empty()) {
    problems.Add(ProblemReason::kNotAllowed, FieldPath(path, "value"),
                 "the treatment has a value, but does not count as one: wanted is "
                 "kind: KIND_COUNTS_AS, or no value");
  }
}

void CheckPolicy(const v1::MissingPolicy& policy, const std::string& path, Problems& problems) {
  CheckTreatment(policy.not_applicable(), FieldPath(path, "not_applicable"), problems);
  CheckTreatment(policy.insufficient_data(), FieldPath(path, "insufficient_data"), problems);
  const std::string absent = FieldPath(path, "absent");
  CheckTreatment(policy.absent(), absent, problems);
  if (policy.absent().kind() == v1::Treatment::KIND_COUNTS_AS_MET) {
    problems.Add(ProblemReason::kAbsentCountsAsMet, absent,
                 "a criterion without an answer would count as met; what is not answered never "
                 "earns credit: wanted is another treatment of 'absent'");
  }
}

}  // namespace

void CheckPolicies(const RubricIndex& index, Problems& problems) {
  const v1::RubricDefinition& rubric = index.definition();
  CheckPolicy(rubric.missing(), "missing", problems);
  for (int i = 0; i < rubric.rollups_size(); ++i) {
    CheckPolicy(rubric.rollups(i).missing(), FieldPath(ItemPath("", "rollups", i), "missing"),
                problems);
  }
  if (!rubric.rollups().empty()) {
    for (const auto& [treatment, field] :
         {std::pair(&rubric.missing().not_applicable(), "not_applicable"),
          std::pair(&rubric.missing().insufficient_data(), "insufficient_data"),
          std::pair(&rubric.missing().absent(), "absent")}) {
      if (treatment->kind() != v1::Treatment::KIND_UNSPECIFIED) continue;
      problems.Add(ProblemReason::kPolicyNotStated, FieldPath("missing", field),
                   absl::StrCat("the rubric does not say what rollups do with answers that are '",
                                field, "': wanted is a 'kind' in 'missing'"));
    }
  }
  const auto& adapted = rubric.activity_policy();
  if (adapted.adapted_counts() != v1::ActivityPolicy::ADAPTATION_RULE_UNSPECIFIED) return;
  for (const IndexedCriterion& criterion : index.criteria()) {
    if (!criterion.criterion->has_staircase()) continue;
    problems.Add(ProblemReason::kPolicyNotStated, "activity_policy.adapted_counts",
                 "the rubric has a staircase, but does not say which adapted activities count as "
                 "done: wanted is 'adapted_counts'");
    return;
  }
}

}  // namespace continuum::scoring
