// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/whole.h"

#include "absl/strings/str_cat.h"
#include "scoring/dates.h"
#include "scoring/limits.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/noun.h"

namespace continuum::scoring {

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
