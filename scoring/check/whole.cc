// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/whole.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/dates.h"
#include "scoring/limits.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/noun.h"

namespace continuum::scoring {
namespace {

int PartsOf(const v1::Condition& condition);

int PartsOf(const v1::ConditionList& list) {
  int parts = 0;
  for (const v1::Condition& part : list.parts()) parts += PartsOf(part);
  return parts;
}

// How many conditions this is, with all in it. The text's reader limits how deep it is.
int PartsOf(const v1::Condition& condition) {
  return 1 + PartsOf(condition.all_of()) + PartsOf(condition.any_of()) +
         (condition.has_not_() ? PartsOf(condition.not_()) : 0);
}

// Reports the condition with which there are too many, and none after it.
class ConditionCount {
 public:
  explicit ConditionCount(Problems& problems) : problems_(problems) {}

  void Add(const v1::Condition& condition, const std::string& path) {
    const bool fitted = parts_ <= kMaxConditions;
    parts_ += PartsOf(condition);
    if (!fitted || parts_ <= kMaxConditions) return;
    problems_.Add(ProblemReason::kTooMany, path,
                  absl::StrCat("up to here the conditions of the rubric have ", parts_,
                               " parts; at most ", kMaxConditions, " may be"));
  }

 private:
  Problems& problems_;
  int parts_ = 0;
};

void CheckConditionCount(const RubricIndex& index, Problems& problems) {
  ConditionCount count(problems);
  for (const IndexedCriterion& criterion : index.criteria()) {
    if (!criterion.criterion->has_asked_when()) continue;
    count.Add(criterion.criterion->asked_when(), FieldPath(criterion.path, "asked_when"));
  }
  const v1::RubricDefinition& rubric = index.definition();
  for (int i = 0; i < rubric.rollups_size(); ++i) {
    const std::string path = ItemPath("", "rollups", i);
    for (int k = 0; k < rubric.rollups(i).cases_size(); ++k) {
      count.Add(rubric.rollups(i).cases(k).when(), FieldPath(ItemPath(path, "cases", k), "when"));
    }
  }
}

}  // namespace

void CheckWhole(const RubricIndex& index, Problems& problems) {
  const v1::RubricDefinition& rubric = index.definition();
  const auto& criteria = index.criteria();
  if (criteria.size() > kMaxCriteria) {
    problems.Add(ProblemReason::kTooMany, criteria[kMaxCriteria].path,
                 absl::StrCat("the rubric has ", criteria.size(), " criteria; at most ",
                              kMaxCriteria, " may be"));
  }
  if (rubric.rollups_size() > kMaxRollups) {
    problems.Add(ProblemReason::kTooMany, ItemPath("", "rollups", kMaxRollups),
                 absl::StrCat("the rubric has ", rubric.rollups_size(), " rollups; at most ",
                              kMaxRollups, " may be"));
  }
  CheckConditionCount(index, problems);
  for (const IndexedDomain& domain : index.domains()) {
    // Those further down lie in one that is reported.
    if (domain.depth != kMaxNesting + 1) continue;
    problems.Add(ProblemReason::kTooDeep, domain.path,
                 absl::StrCat(TheNoun(*domain.domain), " lies more than ", kMaxNesting,
                              " deep within other domains"));
  }
  // Days as text are in the order of the calendar.
  if (IsDay(rubric.first_date()) && IsDay(rubric.last_date()) &&
      rubric.last_date() < rubric.first_date()) {
    problems.Add(ProblemReason::kDatesReversed, "last_date",
                 absl::StrCat("the last date, ", rubric.last_date(), ", lies before the first, ",
                              rubric.first_date()));
  }
}

}  // namespace continuum::scoring
