// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_NEED_H_
#define CONTINUUM_SCORING_CHECK_NEED_H_

#include <string>
#include <vector>

#include "scoring/exact.h"

namespace continuum::scoring {

// A requirement as implications compare it: names resolved, all_of and any_of as "at least n of",
// sets of criteria as their members.
struct Need {
  enum class Kind {
    kUnknown,  // not good enough to say anything about
    kParts,    // at least `count` of `parts`
    kRollupAtLeast,
    kRollupAtMost,
    kCriterion,
    kCredits,
  };

  Kind kind = Kind::kUnknown;
  // The path of the requirement or floor that says so.
  std::string path;
  int count = 0;
  std::vector<Need> parts;
  // The rollup or the criterion.
  int subject = -1;
  // The value or the credits. For a staircase instead the position of the lowest stage that will
  // do, or -1 when it need only be answered.
  Exact value;
  bool not_applicable_meets =
      false;        // a criterion's; false where it does not allow "not applicable"
  int domains = 0;  // credits'

  bool IsAllOf() const { return kind == Kind::kParts && count == static_cast<int>(parts.size()); }
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_NEED_H_
